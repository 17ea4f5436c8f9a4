using GenNet.Accelerators;

namespace GenNet.GpuCheck;

/// <summary>Training steps of whole networks, by <c>Fit</c>, with the batches' way to the GPU.</summary>
internal static class StepBench
{
    public static IEnumerable<Bench> All(Net[] nets, GpuPrecision[] precisions, int batches) =>
        from net in nets
        from precision in precisions
        where precision is GpuPrecision.Float32 or GpuPrecision.BFloat16
        select new Bench($"{net.Name} step of {net.BatchSize} {precision.ToString().ToLowerInvariant()}", 0, "", room => Prepare(room, net, precision, batches));

    private static Prepared Prepare(Room room, Net net, GpuPrecision precision, int batches)
    {
        var device = precision == GpuPrecision.Float32 ? room.Device : new GpuDevice(room.Device.Accelerator, "GPU", new() { Precision = precision });
        var data = net.Data(batches);
        var trainer = new Trainer(room.Keep(net.Create(1, device)), new SGD(0.01, momentum: 0.9), Loss.SparseCategoricalCrossentropy);
        room.Keep(trainer);
        return new(
            () => trainer.Fit(data, batchSize: net.BatchSize, verbose: false),
            () => double.IsFinite(trainer.LastLoss) ? null : "the loss isn't finite",
            batches);
    }
}
