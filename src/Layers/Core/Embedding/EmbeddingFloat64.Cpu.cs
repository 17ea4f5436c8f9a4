using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Vectors of float64 for ids on the CPU, at inference: they are copied.</summary>
public static class EmbeddingFloat64Kernel<TShape>
    where TShape : struct, IEmbeddingShape
{
    /// <summary>Inference.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    public static void Forward(in Pass pass, TensorRef input, TensorRef embeddings, TensorRef output, TensorRef outputMask = default) =>
        EmbeddingKernel<Doubled>.Forward(pass, input, embeddings, output, outputMask);

    // A vector of float64 is copied as one of twice as many float32.
    private readonly struct Doubled : IEmbeddingShape
    {
        public static int IdsPerRow => TShape.IdsPerRow;

        public static DType IdType => TShape.IdType;

        public static int InputDim => TShape.InputDim;

        public static int OutputDim => 2 * TShape.OutputDim;

        public static string Name => TShape.Name;
    }
}
