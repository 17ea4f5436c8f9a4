using System.Diagnostics;
using System.Globalization;

namespace GenNet.GpuCheck;

/// <summary>Times of kernels and training steps beside PyTorch's on the same GPU, as a table, and the kernels of the worst line.</summary>
internal static class Benchmark
{
    /// <summary>Runs all of it.</summary>
    /// <param name="device">The GPU.</param>
    /// <param name="peers">The script that times PyTorch; null without.</param>
    /// <param name="isSmall">Whether sizes are for kernels on the CPU.</param>
    /// <returns>Whether all results are right.</returns>
    public static bool Run(GpuDevice device, string? peers, bool isSmall)
    {
        var precisions = Tolerances.Of(device);
        Bench[] benches = isSmall
            ? [.. ProductBench.All([40], precisions), .. ConvolutionBench.All(1, 5, 4, precisions), .. RowBench.All(3, 1000), .. AttentionBench.All(1, 2, 9), .. StepBench.All([Net.Small], precisions, 2)]
            :
            [
                .. ProductBench.All([512, 1024, 2048, 4096, 8192], precisions), .. ConvolutionBench.All(32, 28, 128, precisions), .. RowBench.All(8192, 25_000_000),
                .. AttentionBench.All(8, 16, 1024), .. StepBench.All([Net.Mnist, Net.ResNet], precisions, 50),
            ];
        var (times, isRight) = (new Dictionary<string, double>(StringComparer.Ordinal), true);
        foreach (var bench in benches)
        {
            using var room = new Room(device);
            var prepared = bench.Prepare(room);
            times[bench.Name] = room.Time(prepared.Run) / prepared.Times;
            var wrong = prepared.Check?.Invoke();
            isRight &= wrong is null;
            if (wrong is not null)
                Console.WriteLine($"FAIL {bench.Name}: {wrong}");
        }
        Console.WriteLine($"{(isRight ? "ok  " : "FAIL")} {benches.Length} lines of the benchmark have right results");
        var others = peers is null ? [] : Peers(peers);
        Print(device, benches, times, others);
        if (Worst(benches, times, others) is { } worst)
            Profile.Print(device, worst);
        return isRight;
    }

    // Where there is nothing to compare with, the step that takes longest.
    private static Bench? Worst(Bench[] benches, Dictionary<string, double> times, Dictionary<string, double> others) =>
        benches.Where(bench => others.ContainsKey(bench.Name)).MinBy(bench => others[bench.Name] / times[bench.Name]) ?? benches.MaxBy(bench => times[bench.Name]);

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

    private static void Print(Device device, Bench[] benches, Dictionary<string, double> times, Dictionary<string, double> peers)
    {
        Console.WriteLine($"\n{device}\n\n| what | GenNet, ms | speed | PyTorch, ms | PyTorch / GenNet |\n|---|---|---|---|---|");
        foreach (var bench in benches)
        {
            var time = times[bench.Name];
            var speed = bench.Work == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{bench.Work / time:G3} T{bench.Unit}/s");
            var peer = peers.TryGetValue(bench.Name, out var other) ? string.Create(CultureInfo.InvariantCulture, $"{other:G4} | {other / time:F2}") : " | ";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {bench.Name} | {time:G4} | {speed} | {peer} |"));
        }
    }
}
