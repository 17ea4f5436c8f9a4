using System.CommandLine;
using System.Globalization;

namespace GenNet.Benchmarks.Building;

/// <summary><c>build</c>: what a large network costs the compiler.</summary>
internal static class BuildCommand
{
    private static readonly string[] s_networks = ["ResNet50", "EfficientNetB0"];

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new Command("build", "Times the build of ResNet50's and EfficientNetB0's scaffolded classes, beyond that of an empty project, and an edit in one of them.");
        command.SetAction(static _ =>
        {
            // Roslyn itself is compiled to machine code first.
            var empty = new NetworkBuild("namespace Empty;").Best();
            foreach (var name in s_networks)
            {
                var build = NetworkBuild.Of(name);
                var (first, best) = (build.Once(), build.Best());
                var edit = build.Edit();
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}: {build.GeneratedLines:N0} generated lines; build {best - empty:F0} ms beyond an empty project's {empty:F0} ms, {first - empty:F0} ms the first time; edit {edit.Warm:F1} ms, {edit.First:F1} ms the first times"));
            }
            return 0;
        });
        return command;
    }
}
