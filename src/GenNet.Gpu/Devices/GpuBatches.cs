namespace GenNet;

/// <summary>What a GPU has room for.</summary>
public static class GpuBatches
{
    /// <summary>
    /// The most rows of a batch for which a GPU has memory now, before anything is tried: <c>Device.Gpu().LargestBatch(net, training: true)</c>. An estimate, with a tenth of the memory left for
    /// kernels' own; sequences are counted at the longest that the model takes.
    /// </summary>
    /// <param name="device">A GPU.</param>
    /// <param name="model">The model, wherever it is.</param>
    /// <param name="training">Whether it is to be trained, which keeps the values of all layers.</param>
    /// <param name="optimizer">By what it is trained; Adam if null.</param>
    /// <returns>The rows; 0 if not even one fits.</returns>
    /// <exception cref="ArgumentException"><paramref name="device"/> is no GPU.</exception>
    /// <exception cref="NotSupportedException">The model has no code for GPUs, or not of all of it.</exception>
    public static int LargestBatch(this Device device, Model model, bool training = false, Optimizer? optimizer = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (device is not GpuDevice gpu)
            throw new ArgumentException($"{device} is no GPU, whose memory a batch must fit in: give Device.Gpu().", nameof(device));
        _ = gpu.PlanOf(model.Instance);
        return BatchMemory.LargestBatch(gpu, model.Instance, training ? optimizer ?? new Adam() : null, isRunning: model.Device == device);
    }
}
