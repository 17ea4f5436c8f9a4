using System.Diagnostics;
using System.Globalization;

namespace GenNet.GpuCheck;

/// <summary>Times of kernels and training steps beside PyTorch's on the same GPU, as a table.</summary>
internal static class Benchmark
{
    // A sum of n products of float32 is off by less than so many roundings of its magnitude per term.
    private const double RoundingsPerTerm = 1;

    /// <summary>Runs all of it.</summary>
    /// <param name="device">The GPU.</param>
    /// <param name="peers">The script that times PyTorch; null without.</param>
    /// <param name="isSmall">Whether sizes are for kernels on the CPU.</param>
    /// <returns>Whether all results are right.</returns>
    public static bool Run(GpuDevice device, string? peers, bool isSmall)
    {
        var kernels = new Kernels(device);
        var lines = new List<(string Name, double Milliseconds)>();
        var isRight = true;
        foreach (var size in isSmall ? (int[])[40] : [512, 1024, 2048, 4096, 8192])
        {
            var (time, error) = kernels.Product(size);
            lines.Add(($"gemm {size} float32", time));
            isRight &= Require(error <= RoundingsPerTerm * size, $"product of {size}: error {error:F1} roundings");
        }
        var (rows, width) = isSmall ? (9, 33) : (8192, 1024);
        var (softmax, off) = kernels.Softmax(rows, width);
        lines.Add(($"softmax {rows}x{width}", softmax));
        isRight &= Require(off <= 1e-4, $"softmax: a sum is off by {off:E1}");
        var weights = isSmall ? 1000 : 25_000_000;
        lines.Add(($"adam {weights}", kernels.Adam(weights)));
        lines.Add(("launch", kernels.Launch()));
        foreach (var net in isSmall ? (Net[])[Net.Small] : [Net.Mnist, Net.ResNet])
            lines.Add(($"{net.Name} step of {net.BatchSize}", StepTime(net, device, isSmall ? 2 : 50)));
        Print(device, lines, peers is null ? [] : Peers(peers));
        return isRight;
    }

    private static bool Require(bool holds, FormattableString what)
    {
        Console.WriteLine($"{(holds ? "ok  " : "FAIL")} {FormattableString.Invariant(what)}");
        return holds;
    }

    private static double StepTime(Net net, Device device, int batches)
    {
        var data = net.Data(batches);
        using var model = net.Create(1, device);
        using var trainer = new Trainer(model, new SGD(0.01, momentum: 0.9), Loss.SparseCategoricalCrossentropy);
        trainer.Fit(data, batchSize: net.BatchSize, verbose: false);
        var watch = Stopwatch.StartNew();
        trainer.Fit(data, batchSize: net.BatchSize, verbose: false);
        return watch.Elapsed.TotalMilliseconds / batches;
    }

    private static Dictionary<string, double> Peers(string script)
    {
        var start = new ProcessStartInfo("python3", script) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var times = new Dictionary<string, double>(StringComparer.Ordinal);
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.Split('\t') is [var name, var time])
                times[name] = double.Parse(time, CultureInfo.InvariantCulture);
        }
        process.WaitForExit();
        if (process.ExitCode != 0)
            Console.WriteLine("PyTorch could not be timed: its column is empty.");
        return times;
    }

    private static void Print(Device device, List<(string Name, double Milliseconds)> lines, Dictionary<string, double> peers)
    {
        Console.WriteLine($"\n{device}\n\n| what | GenNet, ms | PyTorch, ms | PyTorch / GenNet |\n|---|---|---|---|");
        foreach (var (name, time) in lines)
        {
            var peer = peers.TryGetValue(name, out var other) ? string.Create(CultureInfo.InvariantCulture, $"{other:G4} | {other / time:F2}") : " | ";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {time:G4} | {peer} |"));
        }
        if (peers.Count > 0 && lines.Where(line => peers.ContainsKey(line.Name)).MinBy(line => peers[line.Name] / line.Milliseconds) is { Name: { } worst })
            Console.WriteLine($"\nThe worst line is {worst}.");
    }
}
