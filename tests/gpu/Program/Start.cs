using System.Diagnostics;
using System.Globalization;

namespace GenNet.GpuCheck;

/// <summary>How long a network takes to its first prediction and its first training step: what compiling and loading its kernels costs, in a process that has loaded none.</summary>
internal static class Start
{
    /// <summary>Prints the times.</summary>
    /// <returns>True: there is nothing that could be wrong.</returns>
    public static bool Time(Net net, Device device)
    {
        var watch = Stopwatch.StartNew();
        using var model = net.Create(1, device);
        model.Warmup(net.BatchSize);
        var predicts = watch.Elapsed;
        model.Warmup(net.BatchSize, new Adam(), Loss.SparseCategoricalCrossentropy);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"     {net.Name}, of {model.Layers.Count} layers, can predict after {predicts.TotalSeconds:F1} s, and train after {watch.Elapsed.TotalSeconds:F1} s"));
        return true;
    }
}
