using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Gated recurrent unit: gates z, r = recurrentActivation(x·K + h·R + b) and new values h̃ = activation(x·K + r·(h·R + b′) + b) give h ← z·h + (1 − z)·h̃ (Cho et al., 2014); with
    /// <see cref="ResetAfter"/> = false h̃ = activation(x·K + (r·h)·R + b). Input (batch, timesteps, n), output (batch, units) or (batch, timesteps, units); state <c>h</c> (batch, units);
    /// variables <c>kernel</c> (n, 3·units), <c>recurrent_kernel</c> (units, 3·units) and <c>bias</c> (2, 3·units), that of the input's products and that of the state's, or (3·units) with
    /// <see cref="ResetAfter"/> = false; the gates in the order z, r, h̃. Keras: <c>keras.layers.GRU</c>.
    /// </summary>
    /// <param name="units">Size of the state and of the output's last axis, at least 1.</param>
    [Weight("kernel", Initializer.GlorotUniform), Weight("recurrent", Initializer.Orthogonal), Weight("bias", Initializer.Zeros)]
    public sealed partial class GRUAttribute(int units) : RecurrentAttribute
    {
        /// <summary>Size of the state and of the output's last axis.</summary>
        [Argument(ArgumentRole.Structure, Minimum = 1)]
        public int Units { get; } = units;

        /// <summary>Activation of the new values; tanh by default.</summary>
        public Activation Activation { get; set; } = Activation.Tanh;

        /// <summary>Activation of the gates; sigmoid by default.</summary>
        public Activation RecurrentActivation { get; set; } = Activation.Sigmoid;

        /// <summary>Whether a bias is added; true by default.</summary>
        [Argument(ArgumentRole.Structure)]
        public bool UseBias { get; set; } = true;

        /// <summary>The share of the input's values to drop in training, the same ones at all timesteps; as in Keras, 1 drops nothing.</summary>
        [Argument(ArgumentRole.Training, Minimum = 0, Maximum = 1)]
        public double Dropout { get; set; }

        /// <summary>The share of the hidden state's values to drop in training, the same ones at all timesteps; as in Keras, 1 drops nothing.</summary>
        [Argument(ArgumentRole.Training, Minimum = 0, Maximum = 1)]
        public double RecurrentDropout { get; set; }

        /// <summary>Whether the reset gate is applied to the product of the state with its matrix, which then has a bias of its own, and not to the state; true by default.</summary>
        public bool ResetAfter { get; set; } = true;

        /// <summary>Seed of this layer's draws; by default they come from the trainer's seed.</summary>
        [Argument(ArgumentRole.Training, Optional = true)]
        public int Seed { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="GRUAttribute"/>.</summary>
    public sealed partial record GRUSpec : RecurrentSpec
    {
        /// <inheritdoc/>
        protected override GatedCellSpec Cell => new GRUCellSpec
        {
            Units = Units,
            Activation = Activation,
            RecurrentActivation = RecurrentActivation,
            UseBias = UseBias,
            Dropout = Dropout,
            RecurrentDropout = RecurrentDropout,
            ResetAfter = ResetAfter,
            Seed = Seed,
            Kernel = Kernel,
            Recurrent = Recurrent,
            Bias = Bias,
            Loop = new(ReturnSequences, ReturnState, GoBackwards, Stateful, ZeroOutputForMask),
        };
    }
}
