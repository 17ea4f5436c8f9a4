using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GenNet.GpuCheck;

/// <summary>Times of kernels and training steps beside PyTorch's on the same GPU, as a table, and the kernels of the worst lines.</summary>
internal static class Benchmark
{
    private const int Profiles = 3;

    /// <summary>Runs all of it.</summary>
    /// <param name="device">The GPU.</param>
    /// <param name="peers">The script that times PyTorch; null without.</param>
    /// <param name="isSmall">Whether sizes are for kernels on the CPU.</param>
    /// <param name="only">What the names of lines match that are run.</param>
    /// <returns>Whether all results are right.</returns>
    public static bool Run(GpuDevice device, string? peers, bool isSmall, Regex only)
    {
        var (times, isRight) = (new Dictionary<string, double>(StringComparer.Ordinal), true);
        var benches = All(device, isSmall).Where(bench => only.IsMatch(bench.Name)).ToArray();
        foreach (var bench in benches)
            isRight &= Attempt.To(bench.Name, () => Run(device, bench, times));
        Console.WriteLine($"{(isRight ? "ok  " : "FAIL")} {benches.Length} lines of the benchmark have right results");
        var others = peers is null ? [] : Peers(peers);
        benches = [.. benches.Where(bench => times.ContainsKey(bench.Name))];
        Print(device, benches, times, others);
        foreach (var bench in Worst(benches, times, others))
            isRight &= Attempt.To($"the profile of {bench.Name}", () => Profile.Print(device, bench));
        return isRight;
    }

    private static bool Run(GpuDevice device, Bench bench, Dictionary<string, double> times)
    {
        using var room = new Room(device);
        var prepared = bench.Prepare(room);
        times[bench.Name] = room.Time(prepared.Run) / prepared.Times;
        if (prepared.Check?.Invoke() is not { } wrong)
            return true;
        Console.WriteLine($"FAIL {bench.Name}: {wrong}");
        return false;
    }

    private static Bench[] All(GpuDevice device, bool isSmall)
    {
        var precisions = Tolerances.Of(device);
        return isSmall
            ? [.. ProductBench.All([40], precisions, hasCuBlas: false), .. ConvolutionBench.All(1, 5, 4, precisions), .. RowBench.All(3, 1000), .. AttentionBench.All(1, 2, 9), .. StepBench.All([Net.Small], precisions, 2)]
            :
            [
                .. ProductBench.All([128, 256, 512, 1024, 2048, 4096, 8192], precisions, device.Accelerator.Matrices is not null), .. ConvolutionBench.All(32, 28, 128, precisions), .. RowBench.All(8192, 25_000_000),
                .. AttentionBench.All(8, 16, 1024), .. StepBench.All([Net.Mnist, Net.ResNet], precisions, 50),
            ];
    }

    // Where there is nothing to compare with, the steps that take longest.
    private static IEnumerable<Bench> Worst(Bench[] benches, Dictionary<string, double> times, Dictionary<string, double> others)
    {
        var compared = benches.Where(bench => others.ContainsKey(bench.Peer)).OrderBy(bench => others[bench.Peer] / times[bench.Name]).ToArray();
        return compared.Length > 0 ? compared.Take(Profiles) : benches.OrderByDescending(bench => times[bench.Name]).Take(Profiles);
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

    private static void Print(Device device, Bench[] benches, Dictionary<string, double> times, Dictionary<string, double> peers)
    {
        Console.WriteLine($"\n{device}\n\n| what | GenNet, ms | speed | PyTorch, ms | PyTorch / GenNet |\n|---|---|---|---|---|");
        foreach (var bench in benches)
        {
            var time = times[bench.Name];
            var speed = bench.Work == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{bench.Work / time:G3} T{bench.Unit}/s");
            var peer = peers.TryGetValue(bench.Peer, out var other) ? string.Create(CultureInfo.InvariantCulture, $"{other:G4} | {other / time:F2}") : " | ";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {bench.Name} | {time:G4} | {speed} | {peer} |"));
        }
    }
}
