using GenNet.Gpu.Kernels;
using GenNet.Kernels;
using ILGPU;

namespace GenNet.Layers;

/// <summary>Embedding on GPUs. An id that there isn't is noted on the device, and refused by whoever reads results.</summary>
public static class EmbeddingGpu<TShape>
    where TShape : struct, IEmbeddingShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef embeddings, GpuTensorRef output, GpuTensorRef outputMask = default)
    {
        GpuIds.Check(pass, TShape.IdType, input, Count(pass), TShape.IdsPerRow, TShape.InputDim, Note(pass));
        GpuEmbedding.Forward(pass, TShape.IdType, Count(pass), TShape.InputDim, TShape.OutputDim, input, embeddings, output, outputMask);
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef embeddings, GpuTensorRef output, GpuTensorRef outputMask = default) =>
        Forward(pass, input, embeddings, output, outputMask);

    /// <summary>Adds the gradient of each vector to that of its id, in the order of the ids. Ids have none.</summary>
    public static void Backward(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef embeddings, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient,
        GpuTensorRef embeddingsGradient, GpuTensorRef outputMask = default) =>
        GpuEmbedding.Backward(pass, TShape.IdType, Count(pass), TShape.InputDim, TShape.OutputDim, input, outputGradient, embeddingsGradient);

    private static int Count(in GpuPass pass) => checked(pass.Rows * TShape.IdsPerRow);

    private static ArrayView<int> Note(in GpuPass pass) =>
        pass.Refusals.Of<TShape>(static (bits, place) => EmbeddingRefusal.Of(TShape.Name, TShape.InputDim, GpuIds.TextOf(TShape.IdType, bits), place));
}
