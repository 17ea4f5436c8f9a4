using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a CategoryEncoding layer.</summary>
public interface ICategoryEncodingShape : ICategoryShape
{
    /// <summary>What the numbers are stored as.</summary>
    static abstract DType IdType { get; }

    /// <summary>The layer, for messages.</summary>
    static abstract string Name { get; }
}

/// <summary>Encoding of categories on the CPU.</summary>
public static unsafe class CategoryEncodingKernel<TShape>
    where TShape : struct, ICategoryEncodingShape
{
    /// <summary>Inference.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such category.</exception>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output, TensorRef countWeights = default) =>
        CategoryRows<TShape, Tokens>.Encode(pass, new() { Ids = input.Pointer }, countWeights, output);

    /// <summary>Forward in training.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such category.</exception>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output, TensorRef countWeights = default) =>
        Forward(pass, input, output, countWeights);

    /// <summary>Categories have no gradients, nor have what they count, as in Keras.</summary>
    public static void Backward(
        in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient, TensorRef countWeights = default,
        TensorRef countWeightsGradient = default)
    {
        Values.Clear(pass, inputGradient, TShape.RowSize);
        Values.Clear(pass, countWeightsGradient, TShape.RowSize);
    }

    private struct Tokens : ICategories
    {
        public float* Ids;

        public readonly long At(nint index)
        {
            var token = Kernels.Ids.At(Ids, TShape.IdType, index);
            if ((ulong)token >= (ulong)TShape.Tokens)
                Refuse(Kernels.Ids.TextAt(Ids, TShape.IdType, index));
            return token;
        }

        private static void Refuse(string token) => throw CategoryRefusal.Of(TShape.Name, TShape.Tokens, token);
    }
}
