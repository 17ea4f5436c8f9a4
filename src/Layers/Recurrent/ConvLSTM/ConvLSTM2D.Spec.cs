using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// An LSTM over sequences of images, whose products are convolutions; see <see cref="ConvLSTMAttribute"/>. Input (batch, timesteps, height, width, n), output (batch, new height, new width, filters), or with
    /// the timesteps behind the batch; states <c>h</c> and <c>c</c> as the output of one timestep; variables <c>kernel</c> (kernel height, kernel width, n, 4·filters), <c>recurrent_kernel</c>
    /// (kernel height, kernel width, filters, 4·filters) and <c>bias</c> (4·filters), the gates in the order i, f, g, o. Keras: <c>keras.layers.ConvLSTM2D</c>.
    /// </summary>
    /// <param name="filters">Number of channels of states and output, at least 1.</param>
    /// <param name="kernelSize">Size of the window: one number for both axes, or height and width.</param>
    public sealed class ConvLSTM2DAttribute(int filters, params int[] kernelSize) : ConvLSTMAttribute(filters)
    {
        /// <summary>Size of the window: one number for both axes, or height and width.</summary>
        [Argument(ArgumentRole.Structure, Axes = 2)]
        public int[] KernelSize { get; } = kernelSize;

        /// <summary>Step of the window over the input: <c>Strides = 2</c> or <c>Strides = new[] { 2, 1 }</c>; 1 by default.</summary>
        [Argument(Axes = 2, Default = 1)]
        public object? Strides { get; set; }

        /// <summary>Distance between the elements of the window over the input: <c>DilationRate = 2</c> or <c>DilationRate = new[] { 2, 1 }</c>; 1 by default.</summary>
        [Argument(Axes = 2, Default = 1)]
        public object? DilationRate { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="ConvLSTM2DAttribute"/>.</summary>
    public sealed partial record ConvLSTM2DSpec : ConvLSTMSpec
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
