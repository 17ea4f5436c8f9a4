using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a PReLU layer: the input and its slopes, which are repeated along shared axes.</summary>
public interface IPReLUShape : IBroadcastShape;

/// <summary>The rectified linear unit with learned slopes on the CPU.</summary>
public static unsafe class PReLUKernel<TShape>
    where TShape : struct, IPReLUShape
{
    private const int PieceSize = 16 * 1024;
    private const int Slopes = 1;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef alpha, TensorRef output)
    {
        var rows = new RowsOfBatch { Input = input.Pointer, Alpha = alpha.Pointer, Output = output.Pointer, Split = Split(pass) };
        rows.Split.Run(pass.Workers, ref rows);
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef alpha, TensorRef output) => Forward(pass, input, alpha, output);

    /// <summary>Gradients.</summary>
    public static void Backward(
        in Pass pass, TensorRef input, TensorRef alpha, TensorRef output, TensorRef outputGradient, TensorRef inputGradient, TensorRef alphaGradient)
    {
        if (!alphaGradient.IsNone)
            PReLUSlopes<TShape>.Add(pass, input.Pointer, outputGradient.Pointer, alphaGradient.Pointer);
        if (inputGradient.IsNone)
            return;
        var rows = new RowsOfBatch
        {
            Input = input.Pointer,
            Alpha = alpha.Pointer,
            OutputGradient = outputGradient.Pointer,
            Output = inputGradient.Pointer,
            Split = Split(pass),
        };
        rows.Split.Run(pass.Workers, ref rows);
    }

    private static WorkSplit Split(in Pass pass) => new((nint)pass.Rows * TShape.RowSize, TShape.RowSize, PieceSize);

    private struct RowsOfBatch : IParallelBody
    {
        public float* Input;
        public float* Alpha;
        public float* OutputGradient;
        public float* Output;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var row = start; row < start + count; row += TShape.RowSize)
            {
                for (var line = 0; line < Broadcasting<TShape>.Lines; line++)
                    Apply(row + ((nint)line * Broadcasting<TShape>.LineSize), Alpha + Broadcasting<TShape>.InputOffset(Slopes, line));
            }
        }

        // Keras computes relu(x) − alpha·relu(−x): at 0 neither part has a gradient.
        private readonly void Apply(nint at, float* alpha)
        {
            var step = Broadcasting<TShape>.IsRepeated(Slopes) ? 0 : 1;
            for (nint i = 0; i < Broadcasting<TShape>.LineSize; i++)
            {
                var x = Input[at + i];
                var slope = x > 0 ? 1 : x == 0 && OutputGradient != null ? 0 : alpha[i * step];
                Output[at + i] = slope * (OutputGradient == null ? x : OutputGradient[at + i]);
            }
        }
    }
}
