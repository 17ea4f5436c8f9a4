using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>The loss of each vector of predictions, and its gradient, both times the vector's weight.</summary>
internal struct LossKernel<TFunction> : IGpuKernel<LossKernel<TFunction>>
    where TFunction : struct, ILossFunction
{
    public ArrayView<float> Predictions;

    /// <summary>As many as predictions, or one label a vector.</summary>
    public ArrayView<float> Targets;

    /// <summary>One a vector; any memory where all have <see cref="Weight"/> alone.</summary>
    public ArrayView<float> Weights;

    /// <summary>One loss a vector.</summary>
    public ArrayView<float> Losses;

    public ArrayView<float> Gradients;
    public LossOptions Options;
    public long Count;
    public int Lanes;

    /// <summary>Factor of all weights.</summary>
    public float Weight;

    /// <summary>Factor of the gradients.</summary>
    public float Scale;

    public int HasWeights;

    public static void Run(LossKernel<TFunction> kernel)
    {
        var shared = SharedMemory.Allocate<float>(Kernels.Lanes.MaxThreads);
        var vector = RowOfThread.Row(kernel.Lanes);
        var lane = RowOfThread.Lane(kernel.Lanes);
        var isVector = vector < kernel.Count;
        var width = isVector ? kernel.Options.Width : 0;
        var begin = vector * kernel.Options.Width;
        var largest = float.NegativeInfinity;
        if (TFunction.NeedsLargest)
        {
            for (var i = lane; i < width; i += kernel.Lanes)
                largest = Bounds.Largest(largest, kernel.Predictions[begin + i]);
            largest = Kernels.Lanes.Largest(largest, kernel.Lanes, shared);
        }
        var first = 0f;
        for (var i = lane; i < width; i += kernel.Lanes)
            first += TFunction.First(kernel.Options, kernel.Predictions[begin + i], TargetOf(kernel, vector, i), largest);
        first = Kernels.Lanes.Sum(first, kernel.Lanes, shared);
        var second = 0f;
        for (var i = lane; i < width; i += kernel.Lanes)
            second += TFunction.Second(kernel.Options, kernel.Predictions[begin + i], TargetOf(kernel, vector, i), largest, first);
        second = Kernels.Lanes.Sum(second, kernel.Lanes, shared);
        var weight = kernel.Weight;
        if (kernel.HasWeights != 0 & isVector)
            weight *= kernel.Weights[vector];
        var value = 0f;
        for (var i = lane; i < width; i += kernel.Lanes)
        {
            var prediction = kernel.Predictions[begin + i];
            var target = TargetOf(kernel, vector, i);
            // What doesn't count may be anything, NaN among it.
            if (weight == 0)
                kernel.Gradients[begin + i] = 0f;
            else
            {
                value += TFunction.Value(kernel.Options, prediction, target, largest, first, second);
                kernel.Gradients[begin + i] = TFunction.Derivative(kernel.Options, prediction, target, largest, first, second) * (weight * kernel.Scale);
            }
        }
        value = Kernels.Lanes.Sum(value, kernel.Lanes, shared);
        if (isVector & lane == 0)
            kernel.Losses[vector] = weight == 0 ? 0f : value * weight;
    }

    private static float TargetOf(LossKernel<TFunction> kernel, long vector, int index)
    {
        if (!TFunction.HasLabels)
            return kernel.Targets[(vector * kernel.Options.Width) + index];
        return (int)kernel.Targets[vector] == index ? 1f : 0f;
    }
}
