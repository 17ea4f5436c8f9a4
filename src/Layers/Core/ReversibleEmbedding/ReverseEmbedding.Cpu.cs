using System.Numerics;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a ReversibleEmbedding layer from vectors to scores.</summary>
public interface IReverseEmbeddingShape
{
    /// <summary>Vectors a batch row.</summary>
    static abstract int RowsPerSample { get; }

    /// <summary>Number of ids.</summary>
    static abstract int InputDim { get; }

    /// <summary>Size of a vector.</summary>
    static abstract int OutputDim { get; }

    /// <summary>What bounds scores; 0 for nothing.</summary>
    static abstract float LogitSoftCap { get; }
}

/// <summary>A ReversibleEmbedding on the CPU, from vectors to scores: the product with the weights of the way back, or with the transpose of the embeddings.</summary>
public static unsafe class ReverseEmbeddingKernel<TShape>
    where TShape : struct, IReverseEmbeddingShape
{
    private const int ParallelPiece = 16 * 1024;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef embeddings, TensorRef output, TensorRef reverseEmbeddings = default)
    {
        var rows = checked(pass.Rows * TShape.RowsPerSample);
        Gemm.Multiply(pass.Workers, rows, TShape.InputDim, TShape.OutputDim, new(input.Pointer, TShape.OutputDim), Weights(embeddings, reverseEmbeddings), new(output.Pointer, TShape.InputDim));
        if (TShape.LogitSoftCap > 0)
            Run(pass, new() { Output = output.Pointer, Split = Split(rows) });
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef embeddings, TensorRef output, TensorRef reverseEmbeddings = default) =>
        Forward(pass, input, embeddings, output, reverseEmbeddings);

    /// <summary>Gradients of input and weights.</summary>
    public static void Backward(
        in Pass pass, TensorRef input, TensorRef embeddings, TensorRef output, TensorRef outputGradient, TensorRef inputGradient, TensorRef embeddingsGradient,
        TensorRef reverseEmbeddings = default, TensorRef reverseEmbeddingsGradient = default)
    {
        var rows = checked(pass.Rows * TShape.RowsPerSample);
        if (TShape.LogitSoftCap > 0)
            Run(pass, new() { Output = output.Pointer, OutputGradient = outputGradient.Pointer, Split = Split(rows) });
        var gradient = new MatrixOperand(outputGradient.Pointer, TShape.InputDim);
        if (!inputGradient.IsNone)
        {
            var weights = Weights(embeddings, reverseEmbeddings);
            Gemm.Multiply(
                pass.Workers, rows, TShape.OutputDim, TShape.InputDim, gradient, new(weights.Values, weights.Stride, !weights.IsTransposed), new(inputGradient.Pointer, TShape.OutputDim));
        }
        if (!reverseEmbeddings.IsNone && !reverseEmbeddingsGradient.IsNone)
        {
            Gemm.Multiply(
                pass.Workers, TShape.OutputDim, TShape.InputDim, rows, new(input.Pointer, TShape.OutputDim, isTransposed: true), gradient,
                new(reverseEmbeddingsGradient.Pointer, TShape.InputDim) { Accumulate = true });
        }
        else if (reverseEmbeddings.IsNone && !embeddingsGradient.IsNone)
        {
            Gemm.Multiply(
                pass.Workers, TShape.InputDim, TShape.OutputDim, rows, new(outputGradient.Pointer, TShape.InputDim, isTransposed: true), new(input.Pointer, TShape.OutputDim),
                new(embeddingsGradient.Pointer, TShape.OutputDim) { Accumulate = true });
        }
    }

    private static MatrixOperand Weights(TensorRef embeddings, TensorRef reverseEmbeddings) => reverseEmbeddings.IsNone
        ? new(embeddings.Pointer, TShape.OutputDim, isTransposed: true)
        : new(reverseEmbeddings.Pointer, TShape.InputDim);

    private static WorkSplit Split(int rows) => new((nint)rows * TShape.InputDim, 1, ParallelPiece);

    private static void Run(in Pass pass, Caps caps) => caps.Split.Run(pass.Workers, ref caps);

    // cap · tanh(x / cap), or where there is a gradient, its slope by the output: 1 − (y / cap)².
    private struct Caps : IParallelBody
    {
        public float* Output;
        public float* OutputGradient;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            var (cap, inverse) = (TShape.LogitSoftCap, 1 / TShape.LogitSoftCap);
            for (var i = start; i < start + count; i += Vector<float>.Count)
            {
                var some = Math.Min(start + count - i, Vector<float>.Count);
                var value = Elementwise.LoadPart(Output + i, some) * inverse;
                if (OutputGradient == null)
                    Elementwise.StorePart(VectorFunctions.Tanh(value) * cap, Output + i, some);
                else
                    Elementwise.StorePart(Elementwise.LoadPart(OutputGradient + i, some) * (Vector<float>.One - (value * value)), OutputGradient + i, some);
            }
        }
    }
}
