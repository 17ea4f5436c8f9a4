using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Metrics of a batch, on the device.</summary>
internal static class GpuMetrics
{
    /// <summary>Whether <see cref="Apply"/> knows the metric; others are measured on the host.</summary>
    public static bool Knows(Metric metric) => metric is BinaryAccuracy or CategoricalAccuracy or SparseCategoricalAccuracy;

    /// <summary>The sum of the metric over the batch's vectors.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="count">Vectors.</param>
    /// <param name="width">Size of a vector.</param>
    /// <param name="predictions">(count, width)</param>
    /// <param name="targets">(count, width), or one label a vector, all float32.</param>
    /// <param name="sum">One value on the device, not in the workspace; overwritten.</param>
    /// <exception cref="NotSupportedException">There is no kernel for the metric.</exception>
    public static void Apply(in GpuPass pass, Metric metric, int count, int width, GpuTensorRef predictions, GpuTensorRef targets, GpuTensorRef sum)
    {
        var matches = pass.Workspace(count);
        var lanes = RowLanes.For(pass, width);
        switch (metric)
        {
            case SparseCategoricalAccuracy:
                lanes.Launch(pass, count, new LargestMatches<LabelTargets> { Predictions = predictions.Rest, Targets = targets.Rest, Matches = matches.Rest, Count = count, Width = width, Lanes = lanes.Count });
                break;
            case CategoricalAccuracy:
                lanes.Launch(pass, count, new LargestMatches<VectorTargets> { Predictions = predictions.Rest, Targets = targets.Rest, Matches = matches.Rest, Count = count, Width = width, Lanes = lanes.Count });
                break;
            case BinaryAccuracy binary:
                lanes.Launch(pass, count, new ThresholdMatches
                {
                    Predictions = predictions.Rest,
                    Targets = targets.Rest,
                    Matches = matches.Rest,
                    Count = count,
                    Width = width,
                    Lanes = lanes.Count,
                    Threshold = binary.Threshold,
                });
                break;
            default:
                throw new NotSupportedException($"The metric {metric.Name} has no kernel for GPUs: it is measured on the host.");
        }
        pass.Launch(new Index3D(1, 1, 1), pass.Accelerator.GroupSize, new LossSums { Losses = matches.Rest, Sum = sum.Rest, Count = count });
    }
}
