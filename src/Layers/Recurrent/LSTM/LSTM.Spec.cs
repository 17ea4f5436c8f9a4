using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Long short-term memory: gates i, f, o = recurrentActivation(x·K + h·R + b) and new values g = activation(x·K + h·R + b) give c ← f·c + i·g and h ← o·activation(c)
    /// (Hochreiter and Schmidhuber, 1997). Input (batch, timesteps, n), output (batch, units) or (batch, timesteps, units); states <c>h</c> and <c>c</c> (batch, units);
    /// variables <c>kernel</c> (n, 4·units), <c>recurrent_kernel</c> (units, 4·units) and <c>bias</c> (4·units), the gates in the order i, f, g, o. Keras: <c>keras.layers.LSTM</c>.
    /// </summary>
    /// <param name="units">Size of the states and of the output's last axis, at least 1.</param>
    [Weight("kernel", Initializer.GlorotUniform), Weight("recurrent", Initializer.Orthogonal), Weight("bias", Initializer.Zeros)]
    public sealed partial class LSTMAttribute(int units) : RecurrentAttribute
    {
        /// <summary>Size of the states and of the output's last axis.</summary>
        [Argument(ArgumentRole.Structure, Minimum = 1)]
        public int Units { get; } = units;

        /// <summary>Activation of the new values and of the cell state; tanh by default.</summary>
        public Activation Activation { get; set; } = Activation.Tanh;

        /// <summary>Activation of the gates; sigmoid by default.</summary>
        public Activation RecurrentActivation { get; set; } = Activation.Sigmoid;

        /// <summary>Whether a bias is added; true by default.</summary>
        [Argument(ArgumentRole.Structure)]
        public bool UseBias { get; set; } = true;

        /// <summary>Whether the forget gate's bias starts at 1 (Jozefowicz et al., 2015); true by default.</summary>
        [Argument(ArgumentRole.Training)]
        public bool UnitForgetBias { get; set; } = true;

        /// <summary>The share of the input's values to drop in training, the same ones at all timesteps; as in Keras, 1 drops nothing.</summary>
        [Argument(ArgumentRole.Training, Minimum = 0, Maximum = 1)]
        public double Dropout { get; set; }

        /// <summary>The share of the hidden state's values to drop in training, the same ones at all timesteps; as in Keras, 1 drops nothing.</summary>
        [Argument(ArgumentRole.Training, Minimum = 0, Maximum = 1)]
        public double RecurrentDropout { get; set; }

        /// <summary>Seed of this layer's draws; by default they come from the trainer's seed.</summary>
        [Argument(ArgumentRole.Training, Optional = true)]
        public int Seed { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of an <see cref="LSTMAttribute"/>.</summary>
    public sealed partial record LSTMSpec : LayerSpec
    {
        private const int Gates = 4;
        private const string Cell = "lstm_cell";

        private static readonly LayerInputs s_inputs = RecurrentCall.Inputs("initialHiddenState", "initialCellState");
        private static readonly LayerOutputs s_states = RecurrentCall.Outputs("hiddenState", "cellState");

        /// <inheritdoc/>
        public override LayerInputs Inputs => s_inputs;

        /// <inheritdoc/>
        public override LayerOutputs Outputs => ReturnState ? s_states : RecurrentCall.OutputAlone;

        /// <inheritdoc/>
        public override MaskFlow MaskFlow => ReturnSequences ? MaskFlow.Passes : MaskFlow.Stops;

        /// <inheritdoc/>
        public override bool TakesRunTimeLength => true;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var call = RecurrentCall.Of(inputs, s_inputs, Units, ReturnSequences);
            var keepsGateInputs = NeedsInput(Activation, "activation") | NeedsInput(RecurrentActivation, "recurrent_activation");
            TensorType state = TensorShape.Of(Units);
            return new(
                ReturnState ? EquatableArray.Of(call.Output, state, state) : EquatableArray.Of(call.Output),
                Variables(call.Features),
                call.Constants(Units, ReturnSequences, GoBackwards, ZeroOutputForMask).Concat(Constants(call.Features, keepsGateInputs)).ToEquatableArray())
            {
                NeedsRandomStream = true,
                Carried = Stateful ? EquatableArray.Of(new CarriedState("hiddenState", Units), new CarriedState("cellState", Units)) : default,
                SavedPerRow = SavedPerRow(call, keepsGateInputs),
            };
        }

        private KernelConstant[] Constants(int features, bool keepsGateInputs) =>
        [
            KernelConstant.Of("Features", features),
            KernelConstant.Of("Activation", Activation),
            KernelConstant.Of("RecurrentActivation", RecurrentActivation),
            KernelConstant.Of("Dropout", Dropout),
            KernelConstant.Of("RecurrentDropout", RecurrentDropout),
            KernelConstant.Of("KeepsGateInputs", keepsGateInputs),
            KernelConstant.Of("HasSeed", Seed is not null),
            KernelConstant.Of("Seed", (long)(Seed ?? 0)),
        ];

        private EquatableArray<VariableSpec> Variables(int features)
        {
            var variables = new List<VariableSpec>
            {
                Kernel.Variable("kernel", TensorShape.Of(features, checked(Gates * Units))),
                Recurrent.Variable("recurrent_kernel", TensorShape.Of(Units, checked(Gates * Units))),
            };
            if (UseBias)
                variables.Add(Bias.Variable("bias", TensorShape.Of(checked(Gates * Units))) with { Ones = UnitForgetBias ? new(Units, 2 * Units) : default });
            return variables.Select(static v => v with { Path = "cell", Scope = Cell }).ToEquatableArray();
        }

        // Gates, hidden and cell states and activated cell states of every timestep, last states, what gates' activations were applied to, dropout masks.
        private int SavedPerRow(RecurrentCall call, bool keepsGateInputs)
        {
            var drops = RecurrentDropout is > 0 and < 1;
            return checked(
                ((keepsGateInputs ? 2 * Gates : Gates) + 3) * call.Steps * Units + (2 * Units)
                + (Dropout is > 0 and < 1 ? (drops ? Gates : 1) * call.Features : 0) + (drops ? Gates * Units : 0));
        }

        private static bool NeedsInput(Activation activation, string argument) => activation == Activation.GLU
            ? throw SpecException.Of(argument, $"is {ArgumentValue.Of(activation)}, which halves what it is applied to, and gates must keep their size; use another")
            : ActivationShape.Of(activation, TensorShape.Of(1)).NeedsInput;
    }
}
