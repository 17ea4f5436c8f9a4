using System.CommandLine;
using System.Globalization;
using System.Reflection;
using GenNet.Tool.Projects;

namespace GenNet.Tool.Commands;

/// <summary><c>dotnet gennet migrate</c>: writes today's file from an old one, with the project's own code.</summary>
internal static class MigrateCommand
{
    private const string Safetensors = ".safetensors";
    private const string Keras = ".weights.h5";

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "a weight file of an older version" };
        var project = new Option<string>("--project") { Description = "the model's project, or a folder with one", DefaultValueFactory = static _ => "." };
        var model = new Option<string?>("--model") { Description = "class name of the model; not needed if the project has one" };
        var version = new Option<int?>("--from") { Description = "the contract's version that the file was saved with, if it doesn't tell" };
        var output = new Option<FileInfo?>("--output") { Description = "the file to write; by default one beside the old, with the new version in its name" };
        var force = new Option<bool>("--force") { Description = "replaces the file to write if there is one" };
        var configuration = new Option<string>("--configuration", "-c") { Description = "which build of the project to load", DefaultValueFactory = static _ => "Debug" };
        var framework = new Option<string?>("--framework", "-f") { Description = "which target framework, of several" };
        var command = new Command("migrate", "Writes today's weight file from one of an older version. Loads the project's built assembly, and runs its migrations.") { file, project, model, version, output, force, configuration, framework };
        command.SetAction(result => Run(
            new(result.GetRequiredValue(file).FullName, result.GetValue(version), result.GetValue(output)?.FullName, result.GetValue(force)),
            () => BuiltAssembly.Of(ProjectOf(result.GetRequiredValue(project)), result.GetRequiredValue(configuration), result.GetValue(framework)),
            result.GetValue(model), result.InvocationConfiguration.Output, result.InvocationConfiguration.Error));
        return command;
    }

    private static string ProjectOf(string path) => ProjectSelection.Of(path) is [var project] ? project : throw new ProjectException($"'{path}' has several projects: name one with --project.");

    private static int Run(Migration migration, Func<BuiltAssembly> load, string? model, TextWriter output, TextWriter error)
    {
        try
        {
            if (!File.Exists(migration.File))
                throw new FileNotFoundException($"There is no file '{migration.File}'.");
            var assembly = load();
            output.WriteLine($"Loading {assembly.Path}, built {File.GetLastWriteTime(assembly.Path).ToString(CultureInfo.CurrentCulture)}: its code runs, and decides what becomes of the weights.");
            Migrate(migration, assembly.Model(model), output);
            return 0;
        }
        catch (Exception failure) when (Reported(failure) is { } message)
        {
            error.WriteLine(message);
            return 1;
        }
    }

    private static void Migrate(Migration migration, Type model, TextWriter output)
    {
        using var net = (IDisposable)model.GetConstructors().First(static constructor => constructor.GetParameters() is [{ ParameterType.FullName: "System.UInt64" }, _]).Invoke([0UL, null]);
        // Types of the assembly's own GenNet, which may be another version's than the tool's.
        var load = model.GetMethods().First(static method => method.Name == "LoadWeights" && method.GetParameters() is [{ ParameterType.FullName: "System.String" }, _]);
        var options = load.GetParameters()[1].ParameterType;
        var from = migration.From is { } number ? options.GetMethod("FromVersion")!.Invoke(null, [number]) : null;
        var report = load.Invoke(net, [migration.File, from])!;
        output.WriteLine(report);
        var description = model.GetProperty("ModelDescription")!.GetValue(null)!;
        var version = (int)description.GetType().GetProperty("ContractVersion")!.GetValue(description)!;
        if (version == 0)
            throw new ProjectException($"{model.FullName} is no version of its weight contract as it was built: accept it first ({ContractCommands.HowToAccept}), build again, and migrate then.");
        var target = migration.Output ?? Beside(migration.File, version);
        if (File.Exists(target) && !migration.Force)
            throw new IOException($"{target} exists: --force replaces it.");
        // Of 0.1.0 it takes the path alone.
        var save = model.GetMethods().First(static method => method.Name == "SaveWeights" && method.GetParameters() is [{ ParameterType.FullName: "System.String" }, ..]);
        save.Invoke(net, [target, .. new object?[save.GetParameters().Length - 1]]);
        output.WriteLine($"Wrote {target}, version {version.ToString(CultureInfo.InvariantCulture)}.");
    }

    // What .keras and other formats hold beside weights isn't written.
    private static string Beside(string file, int version)
    {
        var suffix = file.EndsWith(Safetensors, StringComparison.OrdinalIgnoreCase) ? Safetensors : Keras;
        var stem = file.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) ? file[..^suffix.Length] : Path.ChangeExtension(file, null);
        return $"{stem}.v{version.ToString(CultureInfo.InvariantCulture)}{suffix}";
    }

    private static string? Reported(Exception failure) => failure switch
    {
        TargetInvocationException { InnerException: { } inner } => inner.Message,
        ProjectException or IOException or UnauthorizedAccessException or ArgumentException or BadImageFormatException => failure.Message,
        ReflectionTypeLoadException loading => string.Join(Environment.NewLine, loading.LoaderExceptions.Select(static e => e?.Message).Distinct().Prepend("The built assembly can't be loaded:")),
        _ => null,
    };

    /// <summary>What is to be done.</summary>
    /// <param name="File">The old file.</param>
    /// <param name="From">Its version, if it doesn't tell.</param>
    /// <param name="Output">The new file; null for one beside the old.</param>
    /// <param name="Force">Whether it may replace one.</param>
    private sealed record Migration(string File, int? From, string? Output, bool Force);
}
