using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>
/// Sparsemax as Keras 3 computes it: max(x − τ, 0) with τ = (c₁ + … + c_k − 1) / k, where c_j is the sum of the j largest elements and k the number of elements with j·x_j + 1 above c_j.
/// Instead of sorting, each element finds its place j and c_j by itself: rows are short where this is used.
/// </summary>
internal static class GpuSparsemax
{
    /// <summary>Along rows; in and out may be the same memory.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, long rows, int size)
    {
        var lanes = RowLanes.For(pass, size);
        lanes.Launch(pass, rows, new SparsemaxForward { Input = input.Rest, Output = output.Rest, Rows = rows, Size = size, Lanes = lanes.Count });
    }

    /// <summary>g where the output isn't cut off, and through τ: −Σ of those g · (k + 1 − j) / k for the j-th largest of the k.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef input, GpuTensorRef outputGradient, GpuTensorRef inputGradient, long rows, int size)
    {
        var lanes = RowLanes.For(pass, size);
        lanes.Launch(
            pass, rows,
            new SparsemaxBackward { Input = input.Rest, OutputGradient = outputGradient.Rest, InputGradient = inputGradient.Rest, Rows = rows, Size = size, Lanes = lanes.Count });
    }
}

/// <summary>Sparsemax of each row.</summary>
internal struct SparsemaxForward : IGpuKernel<SparsemaxForward>
{
    public ArrayView<float> Input;
    public ArrayView<float> Output;
    public long Rows;
    public int Size;
    public int Lanes;

    public static void Run(SparsemaxForward kernel)
    {
        var shared = SharedMemory.Allocate<float>(Kernels.Lanes.MaxThreads);
        var row = RowOfThread.Row(kernel.Lanes);
        var lane = RowOfThread.Lane(kernel.Lanes);
        var first = row * kernel.Size;
        var threshold = SparsemaxRow.Threshold(kernel.Input, first, row < kernel.Rows, lane, kernel.Size, kernel.Lanes, shared, out _);
        if (row >= kernel.Rows)
            return;
        for (var i = lane; i < kernel.Size; i += kernel.Lanes)
        {
            var above = kernel.Input[first + i] - threshold;
            kernel.Output[first + i] = above < 0 ? 0f : above;
        }
    }
}

/// <summary>Its gradient.</summary>
internal struct SparsemaxBackward : IGpuKernel<SparsemaxBackward>
{
    public ArrayView<float> Input;
    public ArrayView<float> OutputGradient;
    public ArrayView<float> InputGradient;
    public long Rows;
    public int Size;
    public int Lanes;

    public static void Run(SparsemaxBackward kernel)
    {
        var shared = SharedMemory.Allocate<float>(Kernels.Lanes.MaxThreads);
        var row = RowOfThread.Row(kernel.Lanes);
        var lane = RowOfThread.Lane(kernel.Lanes);
        var first = row * kernel.Size;
        var isRow = row < kernel.Rows;
        var threshold = SparsemaxRow.Threshold(kernel.Input, first, isRow, lane, kernel.Size, kernel.Lanes, shared, out var count);
        var sum = 0f;
        if (isRow)
        {
            for (var i = lane; i < kernel.Size; i += kernel.Lanes)
                sum += kernel.Input[first + i] >= threshold ? kernel.OutputGradient[first + i] : 0f;
        }
        sum = Kernels.Lanes.Sum(sum, kernel.Lanes, shared);
        if (!isRow)
            return;
        for (var i = lane; i < kernel.Size; i += kernel.Lanes)
        {
            var gradient = kernel.Input[first + i] >= threshold ? kernel.OutputGradient[first + i] : 0f;
            var place = SparsemaxRow.PlaceOf(kernel.Input, first, i, kernel.Size, out _);
            var through = place <= count ? sum * (count + 1 - place) / count : 0f;
            kernel.InputGradient[first + i] = gradient - through;
        }
    }
}

/// <summary>What a lane finds out of a row.</summary>
[GpuKernel]
internal static class SparsemaxRow
{
    /// <summary>τ, and k.</summary>
    public static float Threshold(ArrayView<float> values, long first, bool isRow, int lane, int size, int lanes, ArrayView<float> shared, out float count)
    {
        var sums = 0f;
        var supported = 0f;
        if (isRow)
        {
            for (var i = lane; i < size; i += lanes)
            {
                var place = PlaceOf(values, first, i, size, out var sum);
                if ((place * values[first + i]) + 1 > sum)
                {
                    sums += sum;
                    supported += 1;
                }
            }
        }
        count = Lanes.Sum(supported, lanes, shared);
        return (Lanes.Sum(sums, lanes, shared) - 1) / count;
    }

    /// <summary>Which of the row's largest an element is, from 1 on, equal ones in their order; and the sum of the largest up to it.</summary>
    public static float PlaceOf(ArrayView<float> values, long first, int index, int size, out float sum)
    {
        var value = values[first + index];
        var place = 1f;
        sum = value;
        for (var i = 0; i < size; i++)
        {
            var other = values[first + i];
            if (other > value || (other == value && i < index))
            {
                place += 1;
                sum += other;
            }
        }
        return place;
    }
}
