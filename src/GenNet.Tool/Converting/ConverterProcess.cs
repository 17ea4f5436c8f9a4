using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace GenNet.Tool.Converting;

/// <summary>
/// Runs <c>GenNet.Convert</c>, which reads a file through PureHDF. The file is a stranger's and PureHDF trusts files: what it makes the process do, to hang, to take all memory or to die,
/// stays there.
/// </summary>
internal static class ConverterProcess
{
    private const string Program = "GenNet.Convert.dll";

    // What the runtime itself takes beside the objects that its own limit counts.
    private const long OfTheRuntime = 256 << 20;
    private const int Megabyte = 1 << 20;
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);

    // Exit codes of GenNet.Convert.
    private const int Refused = 3;
    private const int OutOfMemory = 4;

    /// <summary>Writes <paramref name="source"/> plainly to <paramref name="target"/>.</summary>
    /// <returns>What isn't written, one sentence each.</returns>
    /// <exception cref="ConversionException">It doesn't; the message says why.</exception>
    public static IReadOnlyList<string> Run(string source, string target, ConversionLimits limits) => Run(Path.Combine(AppContext.BaseDirectory, Program), source, target, limits);

    /// <summary><see cref="Run(string, string, ConversionLimits)"/> with another program.</summary>
    internal static IReadOnlyList<string> Run(string program, string source, string target, ConversionLimits limits)
    {
        if (!File.Exists(program))
            throw new ConversionException($"{source}: GenNet's own reader refuses it, and the converter is in the package GenNet.Tool alone. Install it: dotnet tool install GenNet.Tool");
        using var process = Process.Start(StartOf(program, source, target, limits))!;
        process.StandardInput.Close();
        var (output, error) = (new BoundedText(process.StandardOutput), new BoundedText(process.StandardError));
        var broken = Watch(process, limits);
        process.WaitForExit();
        if (broken is not null)
            throw new ConversionException($"{source}: {broken}, and was ended. Nothing was written. If the file is one that you trust, --timeout and --memory allow more.");
        return process.ExitCode switch
        {
            0 => [.. output.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            Refused => throw new ConversionException(error.Text.Trim()),
            OutOfMemory => throw new ConversionException($"{source}: {TooMuchMemory(limits)}. Nothing was written. If the file is one that you trust, --memory allows more."),
            var code => throw new ConversionException(
                string.Create(CultureInfo.InvariantCulture, $"{source}: the process that read it was lost with exit code {code}{ReasonIn(error.Text)}. Nothing was written: take another copy of the file, or save it again.")),
        };
    }

    private static ProcessStartInfo StartOf(string program, string source, string target, ConversionLimits limits)
    {
        var start = new ProcessStartInfo(Host(), [program, source, target]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x" + limits.Memory.ToString("x", CultureInfo.InvariantCulture);
        // One that is lost leaves no dump of what it read.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        return start;
    }

    // The runtime that runs this runs the other: its host lies three folders above it.
    private static string Host()
    {
        var host = Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        return File.Exists(host) ? host : "dotnet";
    }

    // What the process has broken; null if it ended by itself.
    private static string? Watch(Process process, ConversionLimits limits)
    {
        var time = Stopwatch.StartNew();
        while (!process.WaitForExit(s_look))
        {
            var broken = time.Elapsed > limits.Time ? $"reading it took more than {limits.Time.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s" : MemoryOf(process) > limits.Memory + OfTheRuntime ? TooMuchMemory(limits) : null;
            if (broken is null)
                continue;
            process.Kill(entireProcessTree: true);
            return broken;
        }
        return null;
    }

    private static string TooMuchMemory(ConversionLimits limits) => string.Create(CultureInfo.InvariantCulture, $"reading it took more than {limits.Memory / Megabyte} MiB of memory");

    private static long MemoryOf(Process process)
    {
        try
        {
            process.Refresh();
            return process.WorkingSet64;
        }
        catch (InvalidOperationException)
        {
            // It has ended meanwhile.
            return 0;
        }
    }

    private static string ReasonIn(string error) => error.Split('\n', 2)[0].Trim() is { Length: > 0 } line ? $": {line.TrimEnd('.')}" : "";

    /// <summary>The beginning of what a process writes; the rest is read and dropped, so that it never waits for a reader.</summary>
    private sealed class BoundedText
    {
        private const int Most = 100_000;

        private readonly Task<string> _text;

        public BoundedText(StreamReader reader) => _text = Task.Run(() => Read(reader));

        public string Text => _text.GetAwaiter().GetResult();

        private static string Read(StreamReader reader)
        {
            var text = new StringBuilder();
            var buffer = new char[4096];
            for (int read; (read = reader.Read(buffer)) > 0;)
                text.Append(buffer, 0, Math.Min(read, Most - text.Length));
            return text.ToString();
        }
    }
}
