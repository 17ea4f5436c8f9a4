using System.Diagnostics;
using System.Globalization;
using GenNet.Accelerators;

namespace GenNet.GpuCheck;

/// <summary>Where the time of one line goes: kernel by kernel, each waited for, so that what hides behind another is counted too.</summary>
internal static class Profile
{
    /// <summary>Runs a line, and prints its kernels.</summary>
    /// <returns>True: there is nothing that could be wrong.</returns>
    public static bool Print(GpuDevice device, Bench bench)
    {
        using var room = new Room(device);
        var prepared = bench.Prepare(room);
        prepared.Run();
        device.Accelerator.Accelerator.Synchronize();
        var kernels = new Dictionary<string, (int Launches, double Milliseconds)>(StringComparer.Ordinal);
        var watch = Stopwatch.StartNew();
        device.Accelerator.Launched = kernel =>
        {
            device.Accelerator.Accelerator.Synchronize();
            var name = GpuAccelerator.NameOf(kernel);
            var (launches, time) = kernels.GetValueOrDefault(name);
            kernels[name] = (launches + 1, time + watch.Elapsed.TotalMilliseconds);
            watch.Restart();
        };
        try
        {
            prepared.Run();
        }
        finally
        {
            device.Accelerator.Launched = null;
        }
        var all = kernels.Values.Sum(static kernel => kernel.Milliseconds);
        Console.WriteLine($"\nKernels of {bench.Name}, each waited for:\n\n| kernel | launches | ms | share |\n|---|---|---|---|");
        foreach (var (name, (launches, time)) in kernels.OrderByDescending(static kernel => kernel.Value.Milliseconds).Take(12))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {(double)launches / prepared.Times:G4} | {time / prepared.Times:G4} | {100 * time / all:F0} % |"));
        }
        return true;
    }
}
