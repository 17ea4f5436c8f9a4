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
    public sealed partial record LSTMSpec : RecurrentSpec
    {
        /// <inheritdoc/>
        protected override GatedCellSpec Cell => new LSTMCellSpec
        {
            Units = Units,
            Activation = Activation,
            RecurrentActivation = RecurrentActivation,
            UseBias = UseBias,
            UnitForgetBias = UnitForgetBias,
            Dropout = Dropout,
            RecurrentDropout = RecurrentDropout,
            Seed = Seed,
            Kernel = Kernel,
            Recurrent = Recurrent,
            Bias = Bias,
            Loop = new(ReturnSequences, ReturnState, GoBackwards, Stateful, ZeroOutputForMask),
        };
    }
}
