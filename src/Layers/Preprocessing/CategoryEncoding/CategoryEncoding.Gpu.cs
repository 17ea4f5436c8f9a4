using GenNet.Gpu.Kernels;
using GenNet.Kernels;
using ILGPU;

namespace GenNet.Layers;

/// <summary>Encoding of categories on GPUs.</summary>
public static class CategoryEncodingGpu<TShape>
    where TShape : struct, ICategoryEncodingShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef countWeights = default)
    {
        var categories = GpuCategories<TShape>.Target(pass, output);
        var note = pass.Refusals.Of<TShape>(static (bits, _) => CategoryRefusal.Of(TShape.Name, TShape.Tokens, GpuIds.TextOf(TShape.IdType, bits)));
        GpuIds.Check(pass, TShape.IdType, input, (long)pass.Rows * TShape.RowSize, TShape.RowSize, TShape.Tokens, note);
        switch (TShape.IdType)
        {
            case DType.Int64: Read<Int64Ids>(pass, input, categories); break;
            case DType.Int32: Read<Int32Ids>(pass, input, categories); break;
            default: Read<FloatIds>(pass, input, categories); break;
        }
        GpuCategories<TShape>.Encode(pass, categories, countWeights, output);
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef countWeights = default) => Forward(pass, input, output, countWeights);

    /// <summary>Categories have no gradients, nor have what they count, as in Keras.</summary>
    public static void Backward(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient, GpuTensorRef countWeights = default,
        GpuTensorRef countWeightsGradient = default)
    {
        GpuCategories<TShape>.Clear(pass, inputGradient);
        GpuCategories<TShape>.Clear(pass, countWeightsGradient);
    }

    private static void Read<TIds>(in GpuPass pass, GpuTensorRef ids, ArrayView<int> categories)
        where TIds : struct, IIdFormat
    {
        var count = (long)pass.Rows * TShape.RowSize;
        pass.LaunchForEach(count, new CategoriesOfIds<TIds> { Ids = ids.Rest, Categories = categories, Count = count });
    }
}
