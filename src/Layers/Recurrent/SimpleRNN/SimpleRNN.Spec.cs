using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// The recurrent layer that Elman (1990) describes: h ← activation(x·K + h·R + b). Input (batch, timesteps, n), output (batch, units) or (batch, timesteps, units); state <c>h</c>
    /// (batch, units); variables <c>kernel</c> (n, units), <c>recurrent_kernel</c> (units, units) and <c>bias</c> (units). Keras: <c>keras.layers.SimpleRNN</c>.
    /// </summary>
    /// <param name="units">Size of the state and of the output's last axis, at least 1.</param>
    [Weight("kernel", Initializer.GlorotUniform), Weight("recurrent", Initializer.Orthogonal), Weight("bias", Initializer.Zeros)]
    public sealed partial class SimpleRNNAttribute(int units) : RecurrentAttribute
    {
        /// <summary>Size of the state and of the output's last axis.</summary>
        [Argument(ArgumentRole.Structure, Minimum = 1)]
        public int Units { get; } = units;

        /// <summary>Activation of the new state; tanh by default.</summary>
        public Activation Activation { get; set; } = Activation.Tanh;

        /// <summary>Whether a bias is added; true by default.</summary>
        [Argument(ArgumentRole.Structure)]
        public bool UseBias { get; set; } = true;

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
    /// <summary>What the compiler knows of a <see cref="SimpleRNNAttribute"/>.</summary>
    public sealed partial record SimpleRNNSpec : RecurrentSpec
    {
        /// <inheritdoc/>
        protected override GatedCellSpec Cell => new SimpleRNNCellSpec
        {
            Units = Units,
            Activation = Activation,
            UseBias = UseBias,
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
