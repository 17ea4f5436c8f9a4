using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// One step of a <see cref="GRUAttribute">GRU</see>: what an RNN takes through sequences, <c>[RNN, GRUCell(32)]</c>, or a layer of its own that takes input (batch, n) and the state
    /// before (batch, units), and yields the output (batch, units) and the state after. Variables as GRU's. Keras: <c>keras.layers.GRUCell</c>.
    /// </summary>
    /// <param name="units">Size of the state and of the output, at least 1.</param>
    [Weight("kernel", Initializer.GlorotUniform), Weight("recurrent", Initializer.Orthogonal), Weight("bias", Initializer.Zeros)]
    public sealed partial class GRUCellAttribute(int units) : LayerAttribute
    {
        /// <inheritdoc cref="GRUAttribute.Units"/>
        [Argument(ArgumentRole.Structure, Minimum = 1)]
        public int Units { get; } = units;

        /// <inheritdoc cref="GRUAttribute.Activation"/>
        public Activation Activation { get; set; } = Activation.Tanh;

        /// <inheritdoc cref="GRUAttribute.RecurrentActivation"/>
        public Activation RecurrentActivation { get; set; } = Activation.Sigmoid;

        /// <inheritdoc cref="GRUAttribute.UseBias"/>
        [Argument(ArgumentRole.Structure)]
        public bool UseBias { get; set; } = true;

        /// <inheritdoc cref="GRUAttribute.Dropout"/>
        [Argument(ArgumentRole.Training, Minimum = 0, Maximum = 1)]
        public double Dropout { get; set; }

        /// <inheritdoc cref="GRUAttribute.RecurrentDropout"/>
        [Argument(ArgumentRole.Training, Minimum = 0, Maximum = 1)]
        public double RecurrentDropout { get; set; }

        /// <inheritdoc cref="GRUAttribute.ResetAfter"/>
        public bool ResetAfter { get; set; } = true;

        /// <inheritdoc cref="GRUAttribute.Seed"/>
        [Argument(ArgumentRole.Training, Optional = true)]
        public int Seed { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="GRUCellAttribute"/>.</summary>
    public sealed partial record GRUCellSpec : GatedCellSpec
    {
        private const int Gates = 3;

        private static readonly EquatableArray<string> s_states = EquatableArray.Of("hiddenState");

        /// <inheritdoc/>
        public override KernelCall KernelCall => new("GRU");

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
        [
            KernelConstant.Of("Activation", Activation),
            KernelConstant.Of("RecurrentActivation", RecurrentActivation),
            KernelConstant.Of("ResetAfter", ResetAfter),
        ];

        /// <inheritdoc/>
        protected override IEnumerable<VariableSpec> Variables(int features)
        {
            yield return Kernel.Variable("kernel", TensorShape.Of(features, checked(Gates * Units)));
            yield return Recurrent.Variable("recurrent_kernel", TensorShape.Of(Units, checked(Gates * Units)));
            if (UseBias)
                yield return Bias.Variable("bias", ResetAfter ? TensorShape.Of(2, checked(Gates * Units)) : TensorShape.Of(checked(Gates * Units)));
        }
    }
}
