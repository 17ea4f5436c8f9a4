using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Applies a layer to every timestep of a sequence by itself. The layer follows on the same property: <c>[TimeDistributed, Conv2D(8, 3)]</c>. Input (batch, timesteps, …), output
    /// (batch, timesteps, …) with the layer's own output behind the timesteps. A mask (batch, timesteps, …) passes on; the layer itself is given each timestep's part of it, if it
    /// takes one. Without a layer behind it the property's type is a model, which is applied: <c>[TimeDistributed] public partial Sentence Sentences { get; }</c>. A layer with statistics over the batch, as BatchNormalization, has them of each timestep in turn in training. Keras: <c>keras.layers.TimeDistributed</c>.
    /// </summary>
    public sealed class TimeDistributedAttribute : WrapperAttribute;
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="TimeDistributedAttribute"/>.</summary>
    public sealed partial record TimeDistributedSpec : WrapperSpec
    {
        private const string Role = "layer";

        /// <summary>What Keras calls the argument with its content.</summary>
        public static EquatableArray<ContentArgument> ContentArguments { get; } = EquatableArray.Of(new ContentArgument(Role));

        /// <inheritdoc/>
        public override LayerInputs Inputs => LayerInputs.OneWithMask;

        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskFlow.Passes;

        /// <inheritdoc/>
        public override bool TakesRunTimeLength => true;

        /// <inheritdoc/>
        public override string? Float64Kernel => Content.Count > 0 ? Layer.Float64Kernel : null;

        /// <inheritdoc/>
        public override bool KeepsType => Content.Count > 0 && Layer.KeepsType;

        private LayerSpec Layer => Content[0].Spec;

        private bool TakesMask => Layer.Inputs.MaskIndex > 0;

        /// <inheritdoc/>
        public override WrapperSpec Holding(IReadOnlyList<GivenContent> given)
        {
            var (name, spec) = (given[0].Name, given[0].Spec);
            if (spec is WrapperSpec)
                throw new SpecException($"holds a layer that holds no other, and {spec.Kind} holds one; declare {spec.Kind} as a property of its own");
            if (spec.Inputs.IsVariadic || spec.Inputs.Required > 1)
                throw new SpecException($"holds a layer that takes one input, and {spec.Kind} takes several");
            if (spec.Outputs.Returned > 1)
                throw new SpecException($"holds a layer that yields one tensor, and {spec.Kind} as it is set yields {spec.Outputs.Returned}");
            if (spec.Arguments.Any(static argument => argument.Name == "stateful" && argument.Value == ArgumentValue.Of(true)))
                throw SpecException.Of("stateful", $"is {ArgumentValue.Of(true)}, and a layer that is applied to each timestep by itself has no state to carry on; leave it out");
            return this with { Content = EquatableArray.Of(new LayerContent(Role, name ?? spec.NameByKind, spec)), Trainable = Trainable && spec.Trainable };
        }

        /// <inheritdoc/>
        public override TensorType Entering(int index, TensorType input) => index == 0 && Content.Count > 0 ? Layer.Entering(index, input) : base.Entering(index, input);

        /// <inheritdoc/>
        public override EquatableArray<TensorType> InputsOf(int content, EquatableArray<TensorType> inputs) => Part(inputs, TensorType.None).Select(OfStep).ToEquatableArray();

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var input = inputs[0].Shape;
            if (input.Rank < 2)
                throw new SpecException($"takes sequences of shape (timesteps, …), with at least one axis behind the timesteps, and the input is {input.ToKerasString()}; put a Reshape before it");
            if (inputs.Count > 1 && inputs[1] is { IsNone: false } mask && (mask.Shape.Rank < 1 || mask.Shape[0] != input[0]))
                throw new SpecException($"takes a mask that begins with the {input[0]} timesteps, and was given {mask.Shape.ToKerasString()}");
            var hasLength = inputs[0].HasRunTimeLength;
            if (hasLength && Layer.DependsOnBatch)
                throw new SpecException($"holds a {Layer.Kind}, which in training takes the timesteps one after the other, and their number is known at run time only; declare the model's input without VariableLength");
            var layer = InferContent(0, inputs);
            var steps = input[0];
            return new(
                layer.Outputs[0].Sequence(steps, hasLength),
                VariablesOf(layer),
                EquatableArray<KernelConstant>.Empty)
            {
                Identity = layer.Identity,
                SavedPerRow = checked(layer.SavedPerRow * steps),
            };
        }

        /// <inheritdoc/>
        public override IReadOnlyList<int> Expand(CallExpansion calls, IReadOnlyList<int> inputs) => [calls.CallEachStep(0, Part(inputs, CallExpansion.Absent))[0]];

        private T[] Part<T>(IReadOnlyList<T> inputs, T absent)
        {
            var mask = inputs.Count > 1 ? inputs[1] : absent;
            return TakesMask
                ? [inputs[0], .. Enumerable.Repeat(absent, Layer.Inputs.MaskIndex - 1), mask]
                : [inputs[0]];
        }

        private static TensorType OfStep(TensorType type) => type.IsNone ? type : type.Timestep;
    }
}
