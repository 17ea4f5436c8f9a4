using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// One step of an <see cref="LSTMAttribute">LSTM</see>: what an RNN takes through sequences, <c>[RNN, LSTMCell(32)]</c>, or a layer of its own that takes input (batch, n) and the states
    /// before, h and c (batch, units), and yields the output (batch, units) and the states after. Variables as LSTM's. Keras: <c>keras.layers.LSTMCell</c>.
    /// </summary>
    /// <param name="units">Size of the state and of the output, at least 1.</param>
    [Weight("kernel", Initializer.GlorotUniform), Weight("recurrent", Initializer.Orthogonal), Weight("bias", Initializer.Zeros)]
    public sealed partial class LSTMCellAttribute(int units) : LayerAttribute
    {
        /// <inheritdoc cref="LSTMAttribute.Units"/>
        [Argument(ArgumentRole.Structure, Minimum = 1)]
        public int Units { get; } = units;

        /// <inheritdoc cref="LSTMAttribute.Activation"/>
        public Activation Activation { get; set; } = Activation.Tanh;

        /// <inheritdoc cref="LSTMAttribute.RecurrentActivation"/>
        public Activation RecurrentActivation { get; set; } = Activation.Sigmoid;

        /// <inheritdoc cref="LSTMAttribute.UseBias"/>
        [Argument(ArgumentRole.Structure)]
        public bool UseBias { get; set; } = true;

        /// <inheritdoc cref="LSTMAttribute.UnitForgetBias"/>
        [Argument(ArgumentRole.Training)]
        public bool UnitForgetBias { get; set; } = true;

        /// <inheritdoc cref="LSTMAttribute.Dropout"/>
        [Argument(ArgumentRole.Training, Minimum = 0, Maximum = 1)]
        public double Dropout { get; set; }

        /// <inheritdoc cref="LSTMAttribute.RecurrentDropout"/>
        [Argument(ArgumentRole.Training, Minimum = 0, Maximum = 1)]
        public double RecurrentDropout { get; set; }

        /// <inheritdoc cref="LSTMAttribute.Seed"/>
        [Argument(ArgumentRole.Training, Optional = true)]
        public int Seed { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of an <see cref="LSTMCellAttribute"/>.</summary>
    public sealed partial record LSTMCellSpec : GatedCellSpec
    {
        private const int Gates = 4;

        private static readonly EquatableArray<string> s_states = EquatableArray.Of("hiddenState", "cellState");

        /// <inheritdoc/>
        public override KernelCall KernelCall => new("LSTM");

        /// <inheritdoc/>
        public override EquatableArray<string> States => s_states;

        /// <inheritdoc/>
        protected override GatedCell Cell => new(States, TensorShape.Of(Units), Gates)
        {
            KeepsInner = true,
            KeepsGateInputs = GatedCell.NeedsInput(Activation, "activation") | GatedCell.NeedsInput(RecurrentActivation, "recurrent_activation"),
            Dropout = Dropout,
            RecurrentDropout = RecurrentDropout,
            // As Keras has them, which computes gate by gate where the state is dropped from too.
            DropoutMasks = RecurrentDropout > 0 ? Gates : 1,
            Seed = Seed,
        };

        /// <inheritdoc/>
        protected override IEnumerable<KernelConstant> Constants =>
            [KernelConstant.Of("Activation", Activation), KernelConstant.Of("RecurrentActivation", RecurrentActivation)];

        /// <inheritdoc/>
        protected override IEnumerable<VariableSpec> Variables(int features)
        {
            yield return Kernel.Variable("kernel", TensorShape.Of(features, checked(Gates * Units)));
            yield return Recurrent.Variable("recurrent_kernel", TensorShape.Of(Units, checked(Gates * Units)));
            if (UseBias)
                yield return Bias.Variable("bias", TensorShape.Of(checked(Gates * Units))) with { Ones = UnitForgetBias ? new(Units, 2 * Units) : default };
        }
    }
}
