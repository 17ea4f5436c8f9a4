namespace GenNet.Kernels;

/// <summary>All functions of <see cref="Activation"/>, forward and backward. Where the derivative needs the input is in <see cref="Specs.ActivationShape"/>.</summary>
internal static unsafe class Activations
{
    private const int ParallelPiece = 16 * 1024;

    /// <summary>Applies <paramref name="activation"/> on the calling thread.</summary>
    /// <param name="activation">Which one.</param>
    /// <param name="input"><paramref name="count"/> values.</param>
    /// <param name="output">As many (half of them for GLU); may be <paramref name="input"/> except for GLU.</param>
    /// <param name="count">Number of input values, a multiple of <paramref name="lastAxis"/>.</param>
    /// <param name="lastAxis">Size of the input's last axis, for the activations that work along it.</param>
    public static void Forward(Activation activation, float* input, float* output, nint count, int lastAxis)
    {
        switch (activation)
        {
            case Activation.Linear:
                if (input != output)
                    Buffer.MemoryCopy(input, output, count * sizeof(float), count * sizeof(float));
                break;
            case Activation.ReLU: Elementwise.Forward<ReLUActivation>(input, output, count); break;
            case Activation.ReLU6: Elementwise.Forward<ReLU6Activation>(input, output, count); break;
            case Activation.LeakyReLU: Elementwise.Forward<LeakyReLUActivation>(input, output, count); break;
            case Activation.ELU: Elementwise.Forward<ELUActivation>(input, output, count); break;
            case Activation.SELU: Elementwise.Forward<SELUActivation>(input, output, count); break;
            case Activation.CELU: Elementwise.Forward<CELUActivation>(input, output, count); break;
            case Activation.GELU: Elementwise.Forward<GELUActivation>(input, output, count); break;
            case Activation.SiLU: Elementwise.Forward<SiLUActivation>(input, output, count); break;
            case Activation.HardSiLU: Elementwise.Forward<HardSiLUActivation>(input, output, count); break;
            case Activation.Sigmoid: Elementwise.Forward<SigmoidActivation>(input, output, count); break;
            case Activation.HardSigmoid: Elementwise.Forward<HardSigmoidActivation>(input, output, count); break;
            case Activation.HardSigmoidKeras2: Elementwise.Forward<HardSigmoidKeras2Activation>(input, output, count); break;
            case Activation.LogSigmoid: Elementwise.Forward<LogSigmoidActivation>(input, output, count); break;
            case Activation.Tanh: Elementwise.Forward<TanhActivation>(input, output, count); break;
            case Activation.HardTanh: Elementwise.Forward<HardTanhActivation>(input, output, count); break;
            case Activation.TanhShrink: Elementwise.Forward<TanhShrinkActivation>(input, output, count); break;
            case Activation.HardShrink: Elementwise.Forward<HardShrinkActivation>(input, output, count); break;
            case Activation.SoftShrink: Elementwise.Forward<SoftShrinkActivation>(input, output, count); break;
            case Activation.Exponential: Elementwise.Forward<ExponentialActivation>(input, output, count); break;
            case Activation.Softplus: Elementwise.Forward<SoftplusActivation>(input, output, count); break;
            case Activation.Softsign: Elementwise.Forward<SoftsignActivation>(input, output, count); break;
            case Activation.Mish: Elementwise.Forward<MishActivation>(input, output, count); break;
            case Activation.Squareplus: Elementwise.Forward<SquareplusActivation>(input, output, count); break;
            case Activation.SparsePlus: Elementwise.Forward<SparsePlusActivation>(input, output, count); break;
            case Activation.SparseSigmoid: Elementwise.Forward<SparseSigmoidActivation>(input, output, count); break;
            case Activation.Softmax:
                for (nint i = 0; i < count; i += lastAxis)
                    RowActivations.Softmax(input + i, output + i, lastAxis);
                break;
            case Activation.LogSoftmax:
                for (nint i = 0; i < count; i += lastAxis)
                    RowActivations.LogSoftmax(input + i, output + i, lastAxis);
                break;
            case Activation.Sparsemax:
                for (nint i = 0; i < count; i += lastAxis)
                    Sparsemax.Forward(input + i, output + i, lastAxis);
                break;
            case Activation.GLU:
                for (nint i = 0; i < count; i += lastAxis)
                    RowActivations.Glu(input + i, output + (i / 2), lastAxis / 2);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(activation), activation, "There is no such activation.");
        }
    }

    /// <summary>Gradient of the output to gradient of the input, on the calling thread.</summary>
    /// <param name="activation">Which one.</param>
    /// <param name="input">The forward pass' input; may be null where <see cref="Specs.ActivationShape.NeedsInput"/> is false.</param>
    /// <param name="output">The forward pass' output; may be null where <see cref="Specs.ActivationShape.NeedsInput"/> is true.</param>
    /// <param name="outputGradient">Gradient of the output.</param>
    /// <param name="inputGradient">Where the gradient of the input goes; may be <paramref name="outputGradient"/> except for GLU, which has twice as many.</param>
    /// <param name="count">Number of input values, a multiple of <paramref name="lastAxis"/>.</param>
    /// <param name="lastAxis">Size of the input's last axis.</param>
    public static void Backward(
        Activation activation, float* input, float* output, float* outputGradient, float* inputGradient, nint count, int lastAxis)
    {
        switch (activation)
        {
            case Activation.Linear: Forward(Activation.Linear, outputGradient, inputGradient, count, lastAxis); break;
            case Activation.ReLU: Elementwise.Backward<ReLUActivation>(output, outputGradient, inputGradient, count); break;
            case Activation.ReLU6: Elementwise.Backward<ReLU6Activation>(output, outputGradient, inputGradient, count); break;
            case Activation.LeakyReLU: Elementwise.Backward<LeakyReLUActivation>(output, outputGradient, inputGradient, count); break;
            case Activation.ELU: Elementwise.Backward<ELUActivation>(output, outputGradient, inputGradient, count); break;
            case Activation.SELU: Elementwise.Backward<SELUActivation>(output, outputGradient, inputGradient, count); break;
            case Activation.CELU: Elementwise.Backward<CELUActivation>(output, outputGradient, inputGradient, count); break;
            case Activation.GELU: Elementwise.Backward<GELUActivation>(input, outputGradient, inputGradient, count); break;
            case Activation.SiLU: Elementwise.Backward<SiLUActivation>(input, outputGradient, inputGradient, count); break;
            case Activation.HardSiLU: Elementwise.Backward<HardSiLUActivation>(input, outputGradient, inputGradient, count); break;
            case Activation.Sigmoid: Elementwise.Backward<SigmoidActivation>(output, outputGradient, inputGradient, count); break;
            case Activation.HardSigmoid: Elementwise.Backward<HardSigmoidActivation>(output, outputGradient, inputGradient, count); break;
            case Activation.HardSigmoidKeras2: Elementwise.Backward<HardSigmoidKeras2Activation>(output, outputGradient, inputGradient, count); break;
            case Activation.LogSigmoid: Elementwise.Backward<LogSigmoidActivation>(output, outputGradient, inputGradient, count); break;
            case Activation.Tanh: Elementwise.Backward<TanhActivation>(output, outputGradient, inputGradient, count); break;
            case Activation.HardTanh: Elementwise.Backward<HardTanhActivation>(input, outputGradient, inputGradient, count); break;
            case Activation.TanhShrink: Elementwise.Backward<TanhShrinkActivation>(input, outputGradient, inputGradient, count); break;
            case Activation.HardShrink: Elementwise.Backward<HardShrinkActivation>(output, outputGradient, inputGradient, count); break;
            case Activation.SoftShrink: Elementwise.Backward<SoftShrinkActivation>(output, outputGradient, inputGradient, count); break;
            case Activation.Exponential: Elementwise.Backward<ExponentialActivation>(output, outputGradient, inputGradient, count); break;
            case Activation.Softplus: Elementwise.Backward<SoftplusActivation>(output, outputGradient, inputGradient, count); break;
            case Activation.Softsign: Elementwise.Backward<SoftsignActivation>(output, outputGradient, inputGradient, count); break;
            case Activation.Mish: Elementwise.Backward<MishActivation>(input, outputGradient, inputGradient, count); break;
            case Activation.Squareplus: Elementwise.Backward<SquareplusActivation>(output, outputGradient, inputGradient, count); break;
            case Activation.SparsePlus: Elementwise.Backward<SparsePlusActivation>(output, outputGradient, inputGradient, count); break;
            case Activation.SparseSigmoid: Elementwise.Backward<SparseSigmoidActivation>(output, outputGradient, inputGradient, count); break;
            case Activation.Softmax:
                for (nint i = 0; i < count; i += lastAxis)
                    RowActivations.SoftmaxBackward(output + i, outputGradient + i, inputGradient + i, lastAxis);
                break;
            case Activation.LogSoftmax:
                for (nint i = 0; i < count; i += lastAxis)
                    RowActivations.LogSoftmaxBackward(output + i, outputGradient + i, inputGradient + i, lastAxis);
                break;
            case Activation.Sparsemax:
                for (nint i = 0; i < count; i += lastAxis)
                    Sparsemax.Backward(input + i, outputGradient + i, inputGradient + i, lastAxis);
                break;
            case Activation.GLU:
                for (nint i = 0; i < count; i += lastAxis)
                    RowActivations.GluBackward(input + i, outputGradient + (i / 2), inputGradient + i, lastAxis / 2);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(activation), activation, "There is no such activation.");
        }
    }

    /// <summary>As the other <c>Forward</c>, shared among the pass' threads.</summary>
    public static void Forward(in Pass pass, Activation activation, float* input, float* output, nint count, int lastAxis)
    {
        var pieces = new ForwardPieces { Activation = activation, Input = input, Output = output, LastAxis = lastAxis, Split = new(count, Unit(activation, lastAxis), ParallelPiece) };
        pieces.Split.Run(pass.Workers, ref pieces);
    }

    /// <summary>As the other <c>Backward</c>, shared among the pass' threads.</summary>
    public static void Backward(
        in Pass pass, Activation activation, float* input, float* output, float* outputGradient, float* inputGradient, nint count, int lastAxis)
    {
        var pieces = new BackwardPieces
        {
            Activation = activation,
            Input = input,
            Output = output,
            OutputGradient = outputGradient,
            InputGradient = inputGradient,
            LastAxis = lastAxis,
            Split = new(count, Unit(activation, lastAxis), ParallelPiece),
        };
        pieces.Split.Run(pass.Workers, ref pieces);
    }

    private static int Unit(Activation activation, int lastAxis) =>
        activation is Activation.Softmax or Activation.LogSoftmax or Activation.Sparsemax or Activation.GLU ? lastAxis : 1;

    private struct ForwardPieces : IParallelBody
    {
        public Activation Activation;
        public float* Input;
        public float* Output;
        public int LastAxis;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            Forward(Activation, Input + start, Output + (Activation == Activation.GLU ? start / 2 : start), count, LastAxis);
        }
    }

    private struct BackwardPieces : IParallelBody
    {
        public Activation Activation;
        public float* Input;
        public float* Output;
        public float* OutputGradient;
        public float* InputGradient;
        public int LastAxis;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            var outputStart = Activation == Activation.GLU ? start / 2 : start;
            Backward(
                Activation,
                Input == null ? null : Input + start,
                Output == null ? null : Output + outputStart,
                OutputGradient + outputStart,
                InputGradient + start,
                count,
                LastAxis);
        }
    }
}
