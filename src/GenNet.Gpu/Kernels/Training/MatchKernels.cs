using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>1 for each vector of predictions whose largest is where the target says, else 0. Of equals the first counts, and NaN is the largest.</summary>
internal struct LargestMatches<TTargets> : IGpuKernel<LargestMatches<TTargets>>
    where TTargets : struct, ILossTargets
{
    public ArrayView<float> Predictions;

    /// <summary>As many as predictions, or one label a vector.</summary>
    public ArrayView<float> Targets;

    /// <summary>One value a vector.</summary>
    public ArrayView<float> Matches;

    public long Count;
    public int Width;
    public int Lanes;

    public static void Run(LargestMatches<TTargets> kernel)
    {
        var shared = SharedMemory.Allocate<float>(Kernels.Lanes.MaxThreads);
        var vector = RowOfThread.Row(kernel.Lanes);
        var lane = RowOfThread.Lane(kernel.Lanes);
        var isVector = vector < kernel.Count;
        var width = isVector ? kernel.Width : 0;
        var begin = vector * kernel.Width;
        var predicted = PlaceOfLargest(kernel.Predictions, begin, width, lane, kernel.Lanes, shared);
        var wanted = 0f;
        if (TTargets.AreLabels)
        {
            if (isVector)
                wanted = (int)kernel.Targets[vector];
        }
        else
            wanted = PlaceOfLargest(kernel.Targets, begin, width, lane, kernel.Lanes, shared);
        if (isVector & lane == 0)
            kernel.Matches[vector] = predicted == wanted ? 1f : 0f;
    }

    // Places are counted as floats, which have room for vectors of 2²⁴ values.
    private static float PlaceOfLargest(ArrayView<float> values, long begin, int width, int lane, int lanes, ArrayView<float> shared)
    {
        var largest = float.NegativeInfinity;
        for (var i = lane; i < width; i += lanes)
            largest = Bounds.Largest(largest, values[begin + i]);
        largest = Kernels.Lanes.Largest(largest, lanes, shared);
        var isNaN = NaNOf(largest);
        var place = float.NegativeInfinity;
        for (var i = lane; i < width; i += lanes)
        {
            var value = values[begin + i];
            var matches = value == largest ? 1f : 0f;
            if (isNaN > 0)
                matches = NaNOf(value);
            if (matches > 0)
                place = Bounds.Largest(place, -(float)i);
        }
        return -Kernels.Lanes.Largest(place, lanes, shared);
    }

    private static float NaNOf(float value) => value <= float.PositiveInfinity ? 0f : 1f;
}

/// <summary>Of each vector the share of predictions that are on their target's side of a threshold.</summary>
internal struct ThresholdMatches : IGpuKernel<ThresholdMatches>
{
    public ArrayView<float> Predictions;
    public ArrayView<float> Targets;

    /// <summary>One value a vector.</summary>
    public ArrayView<float> Matches;

    public long Count;
    public int Width;
    public int Lanes;
    public float Threshold;

    public static void Run(ThresholdMatches kernel)
    {
        var shared = SharedMemory.Allocate<float>(Kernels.Lanes.MaxThreads);
        var vector = RowOfThread.Row(kernel.Lanes);
        var lane = RowOfThread.Lane(kernel.Lanes);
        var isVector = vector < kernel.Count;
        var width = isVector ? kernel.Width : 0;
        var begin = vector * kernel.Width;
        var right = 0f;
        for (var i = lane; i < width; i += kernel.Lanes)
        {
            var side = kernel.Predictions[begin + i] > kernel.Threshold ? 1f : 0f;
            if (side == kernel.Targets[begin + i])
                right += 1f;
        }
        right = Kernels.Lanes.Sum(right, kernel.Lanes, shared);
        if (isVector & lane == 0)
            kernel.Matches[vector] = right / kernel.Width;
    }
}
