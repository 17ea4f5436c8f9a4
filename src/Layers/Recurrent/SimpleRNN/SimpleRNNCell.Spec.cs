using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// One step of a <see cref="SimpleRNNAttribute">SimpleRNN</see>: what an RNN takes through sequences, <c>[RNN, SimpleRNNCell(32)]</c>, or a layer of its own that takes input (batch, n) and
    /// the state before (batch, units), and yields the output (batch, units) and the state after. Variables as SimpleRNN's. Keras: <c>keras.layers.SimpleRNNCell</c>.
    /// </summary>
    /// <param name="units">Size of the state and of the output, at least 1.</param>
    [Weight("kernel", Initializer.GlorotUniform), Weight("recurrent", Initializer.Orthogonal), Weight("bias", Initializer.Zeros)]
    public sealed partial class SimpleRNNCellAttribute(int units) : LayerAttribute
    {
        /// <inheritdoc cref="SimpleRNNAttribute.Units"/>
        [Argument(ArgumentRole.Structure, Minimum = 1)]
        public int Units { get; } = units;

        /// <inheritdoc cref="SimpleRNNAttribute.Activation"/>
        public Activation Activation { get; set; } = Activation.Tanh;

        /// <inheritdoc cref="SimpleRNNAttribute.UseBias"/>
        [Argument(ArgumentRole.Structure)]
        public bool UseBias { get; set; } = true;

        /// <inheritdoc cref="SimpleRNNAttribute.Dropout"/>
        [Argument(ArgumentRole.Training, Minimum = 0, Maximum = 1)]
        public double Dropout { get; set; }

        /// <inheritdoc cref="SimpleRNNAttribute.RecurrentDropout"/>
        [Argument(ArgumentRole.Training, Minimum = 0, Maximum = 1)]
        public double RecurrentDropout { get; set; }

        /// <inheritdoc cref="SimpleRNNAttribute.Seed"/>
        [Argument(ArgumentRole.Training, Optional = true)]
        public int Seed { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="SimpleRNNCellAttribute"/>.</summary>
    public sealed partial record SimpleRNNCellSpec : GatedCellSpec
    {
        private static readonly EquatableArray<string> s_states = EquatableArray.Of("hiddenState");

        /// <inheritdoc/>
        public override KernelCall KernelCall => new("SimpleRNN");

        /// <inheritdoc/>
        public override EquatableArray<string> States => s_states;

        /// <inheritdoc/>
        protected override GatedCell Cell => new(States, TensorShape.Of(Units), Gates: 1)
        {
            KeepsGateInputs = GatedCell.NeedsInput(Activation, "activation"),
            Dropout = Dropout,
            RecurrentDropout = RecurrentDropout,
            Seed = Seed,
        };

        /// <inheritdoc/>
        protected override IEnumerable<KernelConstant> Constants => [KernelConstant.Of("Activation", Activation)];

        /// <inheritdoc/>
        protected override IEnumerable<VariableSpec> Variables(int features)
        {
            yield return Kernel.Variable("kernel", TensorShape.Of(features, Units));
            yield return Recurrent.Variable("recurrent_kernel", TensorShape.Of(Units, Units));
            if (UseBias)
                yield return Bias.Variable("bias", TensorShape.Of(Units));
        }
    }
}
