using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// An LSTM over sequences of one-dimensional images, whose products are convolutions; see <see cref="ConvLSTMAttribute"/>. Input (batch, timesteps, length, n), output (batch, new length, filters), or with
    /// the timesteps behind the batch; states <c>h</c> and <c>c</c> as the output of one timestep; variables <c>kernel</c> (kernel length, n, 4·filters), <c>recurrent_kernel</c>
    /// (kernel length, filters, 4·filters) and <c>bias</c> (4·filters), the gates in the order i, f, g, o. Keras: <c>keras.layers.ConvLSTM1D</c>.
    /// </summary>
    /// <param name="filters">Number of channels of states and output, at least 1.</param>
    /// <param name="kernelSize">Size of the window: one number.</param>
    public sealed class ConvLSTM1DAttribute(int filters, params int[] kernelSize) : ConvLSTMAttribute(filters)
    {
        /// <summary>Size of the window: one number.</summary>
        [Argument(ArgumentRole.Structure, Axes = 1)]
        public int[] KernelSize { get; } = kernelSize;

        /// <summary>Step of the window over the input: <c>Strides = 2</c>; 1 by default.</summary>
        [Argument(Axes = 1, Default = 1)]
        public object? Strides { get; set; }

        /// <summary>Distance between the elements of the window over the input: <c>DilationRate = 2</c>; 1 by default.</summary>
        [Argument(Axes = 1, Default = 1)]
        public object? DilationRate { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="ConvLSTM1DAttribute"/>.</summary>
    public sealed partial record ConvLSTM1DSpec : ConvLSTMSpec
    {
        private protected override ConvLSTMStep Step => new()
        {
            Filters = Filters,
            KernelSize = KernelSize,
            Strides = Strides,
            DilationRate = DilationRate,
            Padding = Padding,
            DataFormat = DataFormat,
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
        };

        private protected override SequenceLoop Loop => new(ReturnSequences, ReturnState, GoBackwards, Stateful, ZeroOutputForMask);

        partial void Check() => Step.Check();
    }
}
