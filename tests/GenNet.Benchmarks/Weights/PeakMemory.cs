using System.Diagnostics;
using System.Globalization;

namespace GenNet.Benchmarks.Weights;

/// <summary>What a load takes at its peak, in a process of its own.</summary>
internal static class PeakMemory
{
    /// <summary>The argument that makes this program that process.</summary>
    public const string Verb = "weights-peak";

    /// <summary>Bytes that the process took more after its load of a new model than before.</summary>
    public static long OfLoading(string model, string path)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(PeakMemory).Assembly.Location, Verb, model, path]) { RedirectStandardOutput = true })!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? long.Parse(text, CultureInfo.InvariantCulture) : throw new InvalidOperationException($"The process that loads {path} ended with {process.ExitCode}.");
    }

    /// <summary>What that process does.</summary>
    public static int Print(string model, string path)
    {
        var before = Process.GetCurrentProcess().PeakWorkingSet64;
        using Model loaded = model == nameof(GigabyteNet) ? GigabyteNet.FromWeights(path) : SmallArraysNet.FromWeights(path);
        Console.WriteLine((Process.GetCurrentProcess().PeakWorkingSet64 - before).ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
