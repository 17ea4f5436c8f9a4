using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a ReversibleEmbedding layer from ids to vectors.</summary>
public interface IReversibleEmbeddingShape : IEmbeddingShape;

/// <summary>A ReversibleEmbedding on the CPU, from ids to vectors.</summary>
public static class ReversibleEmbeddingKernel<TShape>
    where TShape : struct, IReversibleEmbeddingShape
{
    /// <summary>Inference.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    public static void Forward(
        in Pass pass, TensorRef input, TensorRef embeddings, TensorRef output, TensorRef outputMask = default, TensorRef reverseEmbeddings = default) =>
        EmbeddingVectors<TShape>.Forward(pass, input, embeddings, output, outputMask);

    /// <summary>Forward in training.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    public static void ForwardTraining(
        in Pass pass, TensorRef input, TensorRef embeddings, TensorRef output, TensorRef outputMask = default, TensorRef reverseEmbeddings = default) =>
        Forward(pass, input, embeddings, output, outputMask);

    /// <summary>Adds the gradient of each vector to that of its id. Ids have none, nor has the way back.</summary>
    public static void Backward(
        in Pass pass, TensorRef input, TensorRef embeddings, TensorRef output, TensorRef outputGradient, TensorRef inputGradient, TensorRef embeddingsGradient,
        TensorRef outputMask = default, TensorRef reverseEmbeddings = default, TensorRef reverseEmbeddingsGradient = default) =>
        EmbeddingVectors<TShape>.Backward(pass, input, outputGradient, embeddingsGradient);
}
