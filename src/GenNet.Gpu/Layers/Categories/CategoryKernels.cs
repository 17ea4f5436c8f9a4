using GenNet.Gpu.Kernels;
using GenNet.Kernels;
using ILGPU;

namespace GenNet.Layers;

/// <summary>Which bin each value is in: the number of boundaries that aren't above it; none is above NaN, as in TensorFlow.</summary>
internal struct BinsOfValues : IGpuKernel<BinsOfValues>
{
    public ArrayView<float> Values;
    public ArrayView<float> Boundaries;
    public ArrayView<int> Bins;
    public int BoundaryCount;
    public long Count;

    public static void Run(BinsOfValues kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var value = kernel.Values[i];
            var low = 0;
            var high = kernel.BoundaryCount;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (value < kernel.Boundaries[middle])
                    high = middle;
                else
                    low = middle + 1;
            }
            kernel.Bins[i] = low;
        }
    }
}

/// <summary>The categories that ids name.</summary>
internal struct CategoriesOfIds<TIds> : IGpuKernel<CategoriesOfIds<TIds>>
    where TIds : struct, IIdFormat
{
    public ArrayView<float> Ids;
    public ArrayView<int> Categories;
    public long Count;

    public static void Run(CategoriesOfIds<TIds> kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
            kernel.Categories[i] = TIds.At(kernel.Ids, i);
    }
}

/// <summary>Categories of a row as vectors: one for each, or one for all, which says whether each category is there, or how often, or with which weight.</summary>
internal struct EncodedCategories : IGpuKernel<EncodedCategories>
{
    public ArrayView<int> Categories;
    public ArrayView<float> Weights;
    public ArrayView<float> Output;
    public OutputMode Mode;
    public int HasWeights;
    public int RowSize;
    public int Tokens;
    public long Count;

    public static void Run(EncodedCategories kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var vector = i / kernel.Tokens;
            var token = (int)(i - (vector * kernel.Tokens));
            if (kernel.Mode == OutputMode.OneHot)
                kernel.Output[i] = kernel.Categories[vector] == token ? 1f : 0f;
            else
                kernel.Output[i] = OfRow(kernel, vector * kernel.RowSize, token);
        }
    }

    private static float OfRow(EncodedCategories kernel, long first, int token)
    {
        var sum = 0f;
        for (var i = first; i < first + kernel.RowSize; i++)
        {
            if (kernel.Categories[i] == token)
                sum += kernel.HasWeights != 0 ? kernel.Weights[i] : 1f;
        }
        return kernel.Mode == OutputMode.MultiHot ? (sum > 0 ? 1f : 0f) : sum;
    }
}

/// <summary>Encodes categories.</summary>
internal static class GpuCategories<TShape>
    where TShape : struct, ICategoryShape
{
    /// <summary>Where the categories of all values go before they are encoded: where numbers are asked for, to the output.</summary>
    public static ArrayView<int> Target(in GpuPass pass, GpuTensorRef output) =>
        (TShape.OutputMode == OutputMode.Int ? output : pass.Workspace((long)pass.Rows * TShape.RowSize)).Rest.Cast<int>();

    /// <summary>Encodes them.</summary>
    public static void Encode(in GpuPass pass, ArrayView<int> categories, GpuTensorRef weights, GpuTensorRef output)
    {
        if (TShape.OutputMode == OutputMode.Int)
            return;
        var count = (long)pass.Rows * TShape.Tokens * (TShape.OutputMode == OutputMode.OneHot ? TShape.RowSize : 1);
        pass.LaunchForEach(count, new EncodedCategories
        {
            Categories = categories,
            Weights = weights.Or(output).Rest,
            Output = output.Rest,
            Mode = TShape.OutputMode,
            HasWeights = weights.IsNone || TShape.OutputMode == OutputMode.MultiHot ? 0 : 1,
            RowSize = TShape.RowSize,
            Tokens = TShape.Tokens,
            Count = count,
        });
    }

    /// <summary>Categories have no gradient.</summary>
    public static void Clear(in GpuPass pass, GpuTensorRef gradient)
    {
        if (!gradient.IsNone)
            GpuValues.Fill(pass, gradient, 0, (long)pass.Rows * TShape.RowSize);
    }
}
