using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Takes a sequence through two layers, one from its beginning and one from its end, and merges what they yield (Schuster and Paliwal, 1997). The layer follows on the same
    /// property, <c>[Bidirectional, LSTM(32)]</c>, and goes forward; the one that goes backwards is the same with <c>GoBackwards = true</c>, unless it follows as a second layer.
    /// Input (batch, timesteps, features), output as the layers' own, with <see cref="GenNet.MergeMode.Concat"/> twice as wide. Where the output is a sequence, that of the layer
    /// that goes backwards is put into the order of time. As in Keras, a timestep that a mask leaves out of such a sequence is 0. Keras: <c>keras.layers.Bidirectional</c>.
    /// </summary>
    public sealed class BidirectionalAttribute : WrapperAttribute
    {
        /// <summary>What becomes of the two outputs; by default they follow each other along the last axis.</summary>
        public MergeMode MergeMode { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="BidirectionalAttribute"/>.</summary>
    public sealed partial record BidirectionalSpec : WrapperSpec
    {
        private const string ForwardRole = "forward_layer";
        private const string BackwardRole = "backward_layer";

        /// <summary>What Keras calls the arguments with its content.</summary>
        public static EquatableArray<ContentArgument> ContentArguments { get; } = EquatableArray.Of(new ContentArgument("layer"), new ContentArgument("backward_layer"));

        /// <inheritdoc/>
        public override IEnumerable<LayerContent> Declared => Content.Count == 2 && Content[1] == BidirectionalContent.Mirror(Content[0], BackwardRole) ? Content.Take(1) : Content;

        /// <inheritdoc/>
        public override LayerInputs Inputs => Content.Count == 0 ? LayerInputs.OneWithMask : RecurrentCall.Inputs(
            [.. States(0).Select(static state => RecurrentCall.StateOf("forward", state)), .. States(1).Select(static state => RecurrentCall.StateOf("backward", state))]);

        /// <inheritdoc/>
        public override LayerOutputs Outputs
        {
            get
            {
                string[] outputs = MergeMode == MergeMode.None ? ["forwardOutput", "backwardOutput"] : ["output"];
                var method = MergeMode == MergeMode.None ? "ForwardBoth" : "ForwardWithState";
                if (Content.Count == 0 || !Content[0].Is("return_state"))
                    return new(outputs.ToEquatableArray(), method) { Needs = MergeMode == MergeMode.None ? null : "ReturnState = true" };
                var states = Content.SelectMany(static (content, i) =>
                    content.Spec.Outputs.Names.Skip(1).Select(state => RecurrentCall.StateOf(i == 0 ? "forward" : "backward", state))).ToArray();
                return new(EquatableArray.Of([.. outputs, .. states]), outputs.Length == 1 ? method : "ForwardBothWithState");
            }
        }

        /// <inheritdoc/>
        public override MaskFlow MaskFlow => Content.Count > 0 && Content[0].Is("return_sequences") ? MaskFlow.Passes : MaskFlow.Stops;

        /// <inheritdoc/>
        public override bool TakesRunTimeLength => true;

        /// <inheritdoc/>
        public override int MaskedOutputs => MergeMode == MergeMode.None ? 2 : 1;

        /// <inheritdoc/>
        public override WrapperSpec Holding(IReadOnlyList<GivenContent> given)
        {
            var forward = BidirectionalContent.Of(given[0], ForwardRole);
            return this with
            {
                Content = BidirectionalContent.Checked(forward, given.Count == 1 ? BidirectionalContent.Mirror(forward, BackwardRole) : BidirectionalContent.Of(given[1], BackwardRole)),
                Trainable = Trainable && given[0].Spec.Trainable,
            };
        }

        /// <inheritdoc/>
        public override EquatableArray<TensorType> InputsOf(int content, EquatableArray<TensorType> inputs) => Part(content, inputs, TensorType.None).ToEquatableArray();

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var (forward, backward) = (InferContent(0, inputs), InferContent(1, inputs));
            EquatableArray<TensorType> outputs = MergeMode == MergeMode.None
                ? EquatableArray.Of(forward.Outputs[0], backward.Outputs[0])
                : new BidirectionalMergeSpec(MergeMode, IsSequence: false).Infer(EquatableArray.Of(forward.Outputs[0], backward.Outputs[0])).Outputs;
            return new(
                EquatableArray.Of([.. outputs, .. forward.Outputs.Skip(1), .. backward.Outputs.Skip(1)]),
                VariablesOf(forward, backward),
                EquatableArray<KernelConstant>.Empty)
            {
                Carried = CarriedOf(forward, backward),
                SavedPerRow = checked(forward.SavedPerRow + backward.SavedPerRow + (int)(forward.Outputs[0].Slots + (2 * backward.Outputs[0].Slots))),
            };
        }

        /// <inheritdoc/>
        public override IReadOnlyList<int> Expand(CallExpansion calls, IReadOnlyList<int> inputs)
        {
            var forward = calls.Call(0, Part(0, inputs, CallExpansion.Absent));
            var backward = calls.Call(1, Part(1, inputs, CallExpansion.Absent));
            var isSequence = Content[0].Is("return_sequences");
            int[] outputs = MergeMode != MergeMode.None
                ? [calls.Operation(new BidirectionalMergeSpec(MergeMode, isSequence), [forward[0], backward[0]])]
                : [forward[0], isSequence ? calls.Operation(new SequenceReversalSpec(), [backward[0]], "BackwardOutput") : backward[0]];
            return [.. outputs, .. forward.Skip(1), .. backward.Skip(1)];
        }

        // Both take the sequence and the mask, and each its own part of the first states.
        private T[] Part<T>(int content, IReadOnlyList<T> inputs, T absent)
        {
            var (before, count) = (content == 0 ? 0 : States(0).Length, States(content).Length);
            var mask = 1 + States(0).Length + States(1).Length;
            T At(int place) => place < inputs.Count ? inputs[place] : absent;
            return [inputs[0], .. Enumerable.Range(1 + before, count).Select(At), At(mask)];
        }

        private string[] States(int content) => BidirectionalContent.StatesOf(Content[content].Spec);
    }
}
