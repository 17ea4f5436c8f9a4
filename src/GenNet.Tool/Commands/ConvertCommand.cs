using System.CommandLine;
using System.CommandLine.Parsing;
using GenNet.Tool.Converting;

namespace GenNet.Tool.Commands;

/// <summary><c>dotnet gennet convert</c>: an HDF5 file of any kind as a plain one.</summary>
internal static class ConvertCommand
{
    private const int Megabyte = 1 << 20;

    // What the other process has to have for itself.
    private const int LeastMemory = 16;
    private const string WeightsSuffix = ".weights.h5";

    /// <summary>The command with its arguments and options.</summary>
    public static Command Create()
    {
        var source = new Argument<FileInfo>("source") { Description = "an HDF5 file of Keras' weights" };
        var target = new Argument<FileInfo>("target") { Description = "the plain file to write, as clean.weights.h5" };
        var force = new Option<bool>("--force") { Description = "replaces the target if there is one" };
        var (timeout, memory) = LimitOptions();
        var command = new Command("convert", "Writes an HDF5 file that GenNet's strict reader refuses (newer chunk indexes, LZF, scale-offset, links) anew as a plain one.") { source, target, force, timeout, memory };
        command.SetAction(result => Run(
            result.GetRequiredValue(source).FullName, result.GetRequiredValue(target).FullName, result.GetValue(force), LimitsOf(result, timeout, memory),
            result.InvocationConfiguration.Output, result.InvocationConfiguration.Error));
        return command;
    }

    /// <summary>What reading a stranger's file may take.</summary>
    public static (Option<int> Timeout, Option<int> Memory) LimitOptions()
    {
        var timeout = new Option<int>("--timeout") { Description = "seconds that the process which reads the file may run", DefaultValueFactory = static _ => (int)ConversionLimits.Default.Time.TotalSeconds };
        var memory = new Option<int>("--memory") { Description = "MiB of memory that it may take", DefaultValueFactory = static _ => (int)(ConversionLimits.Default.Memory / Megabyte) };
        timeout.Validators.Add(static result => RequireAtLeast(result, 1, "--timeout", "seconds"));
        memory.Validators.Add(static result => RequireAtLeast(result, LeastMemory, "--memory", "MiB"));
        return (timeout, memory);
    }

    /// <summary>The limits that the options say.</summary>
    public static ConversionLimits LimitsOf(ParseResult result, Option<int> timeout, Option<int> memory) =>
        new(TimeSpan.FromSeconds(result.GetValue(timeout)), (long)result.GetValue(memory) * Megabyte);

    private static void RequireAtLeast(OptionResult option, int least, string name, string unit)
    {
        if (!option.Implicit && !(option.Tokens is [var token] && int.TryParse(token.Value, System.Globalization.CultureInfo.InvariantCulture, out var value) && value >= least))
            option.AddError($"{name} takes a whole number of {unit}, at least {least.ToString(System.Globalization.CultureInfo.InvariantCulture)}.");
    }

    private static int Run(string source, string target, bool force, ConversionLimits limits, TextWriter output, TextWriter error)
    {
        try
        {
            if (!force && File.Exists(target))
                throw new IOException($"{target} exists: --force replaces it.");
            if (Path.GetExtension(target).ToUpperInvariant() is not (".H5" or ".HDF5"))
                throw new IOException($"{target}: the plain file is HDF5, so its name ends in {WeightsSuffix} or .h5.");
            var written = PlainFile.Write(source, target, limits);
            foreach (var note in written.Notes)
                error.WriteLine("note: " + note);
            if (written.IsLegacy && target.EndsWith(WeightsSuffix, StringComparison.OrdinalIgnoreCase))
                error.WriteLine($"note: the weights have the layout of Keras 1 and 2, which GenNet reads under any name and Keras 3 only under one that doesn't end in {WeightsSuffix}.");
            output.WriteLine($"{target} is written.");
            return 0;
        }
        catch (Exception problem) when (problem is ConversionException or IOException or UnauthorizedAccessException)
        {
            error.WriteLine(problem.Message);
            return 1;
        }
    }
}
