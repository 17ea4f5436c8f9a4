using System.Globalization;

namespace GenNet;

/// <summary>How much of a GPU's memory a model's batch takes.</summary>
internal static class BatchMemory
{
    // Working memory of kernels, and what the driver and its allocations' borders take.
    private const double UsableShare = 0.9;

    /// <summary>The most rows of a batch for which there is memory now, and no more than a batch may have anywhere.</summary>
    /// <param name="device">The GPU.</param>
    /// <param name="model">The model.</param>
    /// <param name="optimizer">By what it is trained; null of predictions.</param>
    /// <param name="isRunning">Whether weights, gradients and slots are on the device already.</param>
    public static int LargestBatch(GpuDevice device, ModelInstance model, Optimizer? optimizer, bool isRunning)
    {
        var memory = model.Description.Memory;
        var (inputs, outputs) = (model.InputSizes.BytesOfAll, model.OutputSizes.BytesOfAll);
        var perRow = optimizer is null
            ? inputs + outputs + ((long)sizeof(float) * memory.InferenceActivations)
            : inputs + (2 * outputs) + (sizeof(float) * ((long)memory.TrainingActivations + memory.TrainingGradients));
        var whole = isRunning ? 0 : sizeof(float) * (memory.Weights
            + (optimizer is null ? 0 : memory.Weights + memory.TrainingFixed + ((long)optimizer.Slots.Count * memory.TrainableWeights)));
        var limit = (optimizer is null ? BatchLimit.OfInference(model.Description) : BatchLimit.OfTraining(model.Description)).Rows;
        var rows = (long)(((device.FreeBytes * UsableShare) - whole) / Math.Max(1, perRow));
        return (int)Math.Clamp(rows, 0, limit);
    }

    /// <summary>What to throw where a batch didn't fit; what was taken for it is given back.</summary>
    public static InsufficientMemoryException TooMany(GpuDevice device, ModelInstance model, Optimizer? optimizer, int rows, InsufficientMemoryException error) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{model.Description.FullName}: a batch of {rows} rows. {error.Message} The largest batch that fits is about {LargestBatch(device, model, optimizer, isRunning: true)} rows."),
        error);
}
