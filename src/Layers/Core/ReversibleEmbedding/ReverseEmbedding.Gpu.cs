using GenNet.Gpu.Kernels;
using ILGPU;

namespace GenNet.Layers;

/// <summary>A ReversibleEmbedding on GPUs, from vectors to scores.</summary>
public static class ReverseEmbeddingGpu<TShape>
    where TShape : struct, IReverseEmbeddingShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef embeddings, GpuTensorRef output, GpuTensorRef reverseEmbeddings = default)
    {
        var rows = checked(pass.Rows * TShape.RowsPerSample);
        GpuGemm.Multiply(pass, rows, TShape.InputDim, TShape.OutputDim, new(input, TShape.OutputDim), Weights(embeddings, reverseEmbeddings), new(output, TShape.InputDim));
        if (TShape.LogitSoftCap > 0)
        {
            var count = (long)rows * TShape.InputDim;
            pass.LaunchForEach(count, new CappedScores { Scores = output.Rest, Cap = TShape.LogitSoftCap, Count = count });
        }
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef embeddings, GpuTensorRef output, GpuTensorRef reverseEmbeddings = default) =>
        Forward(pass, input, embeddings, output, reverseEmbeddings);

    /// <summary>Gradients of input and weights.</summary>
    public static void Backward(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef embeddings, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient, GpuTensorRef embeddingsGradient,
        GpuTensorRef reverseEmbeddings = default, GpuTensorRef reverseEmbeddingsGradient = default)
    {
        var rows = checked(pass.Rows * TShape.RowsPerSample);
        if (TShape.LogitSoftCap > 0)
        {
            var count = (long)rows * TShape.InputDim;
            pass.LaunchForEach(count, new CappedScoresBackward { Scores = output.Rest, Gradient = outputGradient.Rest, Cap = TShape.LogitSoftCap, Count = count });
        }
        if (!inputGradient.IsNone)
        {
            var weights = Weights(embeddings, reverseEmbeddings);
            GpuGemm.Multiply(
                pass, rows, TShape.OutputDim, TShape.InputDim, new(outputGradient, TShape.InputDim), weights with { IsTransposed = !weights.IsTransposed }, new(inputGradient, TShape.OutputDim));
        }
        if (!reverseEmbeddings.IsNone && !reverseEmbeddingsGradient.IsNone)
        {
            GpuGemm.Multiply(
                pass, TShape.OutputDim, TShape.InputDim, rows, new(input, TShape.OutputDim, IsTransposed: true), new(outputGradient, TShape.InputDim),
                new(reverseEmbeddingsGradient, TShape.InputDim) { Accumulate = true });
        }
        else if (reverseEmbeddings.IsNone && !embeddingsGradient.IsNone)
        {
            GpuGemm.Multiply(
                pass, TShape.InputDim, TShape.OutputDim, rows, new(outputGradient, TShape.InputDim, IsTransposed: true), new(input, TShape.OutputDim),
                new(embeddingsGradient, TShape.OutputDim) { Accumulate = true });
        }
    }

    private static GpuMatrix Weights(GpuTensorRef embeddings, GpuTensorRef reverseEmbeddings) =>
        reverseEmbeddings.IsNone ? new(embeddings, TShape.OutputDim, IsTransposed: true) : new(reverseEmbeddings, TShape.InputDim);
}

/// <summary>cap · tanh(x / cap), in place.</summary>
internal struct CappedScores : IGpuKernel<CappedScores>
{
    public ArrayView<float> Scores;
    public float Cap;
    public long Count;

    public static void Run(CappedScores kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
            kernel.Scores[i] = kernel.Cap * Exponentials.Tanh(kernel.Scores[i] / kernel.Cap);
    }
}

/// <summary>Its gradient from the output, in place: g · (1 − (y / cap)²).</summary>
internal struct CappedScoresBackward : IGpuKernel<CappedScoresBackward>
{
    public ArrayView<float> Scores;
    public ArrayView<float> Gradient;
    public float Cap;
    public long Count;

    public static void Run(CappedScoresBackward kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var share = kernel.Scores[i] / kernel.Cap;
            kernel.Gradient[i] *= 1 - (share * share);
        }
    }
}
