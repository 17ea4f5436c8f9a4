using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Embedding on the CPU: vectors are copied, and their gradients summed in the order of the ids, whatever the number of threads.</summary>
public static class EmbeddingKernel<TShape>
    where TShape : struct, IEmbeddingShape
{
    /// <summary>Inference.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    public static void Forward(in Pass pass, TensorRef input, TensorRef embeddings, TensorRef output, TensorRef outputMask = default) =>
        EmbeddingVectors<TShape>.Forward(pass, input, embeddings, output, outputMask);

    /// <summary>Forward in training.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef embeddings, TensorRef output, TensorRef outputMask = default) =>
        Forward(pass, input, embeddings, output, outputMask);

    /// <summary>Adds the gradient of each vector to that of its id. Ids have none.</summary>
    public static void Backward(
        in Pass pass, TensorRef input, TensorRef embeddings, TensorRef output, TensorRef outputGradient, TensorRef inputGradient,
        TensorRef embeddingsGradient, TensorRef outputMask = default) => EmbeddingVectors<TShape>.Backward(pass, input, outputGradient, embeddingsGradient);
}
