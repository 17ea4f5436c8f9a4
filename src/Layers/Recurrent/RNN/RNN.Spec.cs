using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Takes a cell through a sequence, or several cells, each of which takes the output of the one before. They follow on the same property: <c>[RNN, LSTMCell(32)]</c>,
    /// <c>[RNN, GRUCell(32), GRUCell(16)]</c>, which is short for <c>[RNN, StackedRNNCells, GRUCell(32), GRUCell(16)]</c>. Input (batch, timesteps, features); output (batch, units), or
    /// (batch, timesteps, units) with <see cref="ReturnSequences"/>; states those of all cells, in order. A mask (batch, timesteps) leaves timesteps out: the states stay, and the output is
    /// that of the step before. Keras: <c>keras.layers.RNN</c>.
    /// </summary>
    public sealed class RNNAttribute : WrapperAttribute
    {
        /// <inheritdoc cref="RecurrentAttribute.ReturnSequences"/>
        public bool ReturnSequences { get; set; }

        /// <inheritdoc cref="RecurrentAttribute.ReturnState"/>
        [Argument(ArgumentRole.Structure)]
        public bool ReturnState { get; set; }

        /// <inheritdoc cref="RecurrentAttribute.GoBackwards"/>
        public bool GoBackwards { get; set; }

        /// <inheritdoc cref="RecurrentAttribute.Stateful"/>
        public bool Stateful { get; set; }

        /// <inheritdoc cref="RecurrentAttribute.Unroll"/>
        [Argument(ArgumentRole.Training)]
        public bool Unroll { get; set; }

        /// <inheritdoc cref="RecurrentAttribute.ZeroOutputForMask"/>
        public bool ZeroOutputForMask { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of an <see cref="RNNAttribute"/>.</summary>
    public sealed partial record RNNSpec : WrapperSpec
    {
        private const string Role = "cell";

        /// <summary>What Keras calls the argument with its content.</summary>
        public static EquatableArray<ContentArgument> ContentArguments { get; } = EquatableArray.Of(new ContentArgument(Role) { IsList = true });

        /// <inheritdoc/>
        public override LayerInputs Inputs => Content.Count == 0 ? LayerInputs.OneWithMask : RecurrentCall.Inputs(Cell.States);

        /// <inheritdoc/>
        public override LayerOutputs Outputs => RecurrentCall.Outputs(Loop, Content.Count == 0 ? EquatableArray<string>.Empty : Cell.States);

        /// <inheritdoc/>
        public override MaskFlow MaskFlow => ReturnSequences ? MaskFlow.Passes : MaskFlow.Stops;

        /// <inheritdoc/>
        public override bool TakesRunTimeLength => true;

        private SequenceLoop Loop => new(ReturnSequences, ReturnState, GoBackwards, Stateful, ZeroOutputForMask);

        private IRecurrentCellSpec Cell => (IRecurrentCellSpec)Content[0].Spec;

        /// <inheritdoc/>
        public override WrapperSpec Holding(IReadOnlyList<GivenContent> given)
        {
            foreach (var held in given)
            {
                if (held.Spec is not IRecurrentCellSpec)
                    throw new SpecException($"holds cells, such as LSTMCell, and {held.Spec.Kind} is none");
            }
            var cell = given.Count == 1 ? given[0] : new(null, (new StackedRNNCellsSpec { DTypePolicy = DTypePolicy }).Holding(given));
            return this with
            {
                Content = EquatableArray.Of(new LayerContent(Role, cell.Name ?? cell.Spec.NameByKind, ((IRecurrentCellSpec)cell.Spec).Through(Loop))),
                Trainable = Trainable && cell.Spec.Trainable,
            };
        }

        /// <inheritdoc/>
        public override EquatableArray<TensorType> InputsOf(int content, EquatableArray<TensorType> inputs) => inputs;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var cell = InferContent(0, inputs);
            return new(cell.Outputs, VariablesOf(cell), EquatableArray<KernelConstant>.Empty) { SavedPerRow = cell.SavedPerRow, Carried = CarriedOf(cell) };
        }

        /// <inheritdoc/>
        public override IReadOnlyList<int> Expand(CallExpansion calls, IReadOnlyList<int> inputs) => calls.Call(0, inputs);
    }
}
