using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace GenNet.Benchmarks.Keystrokes;

/// <summary><c>generator</c>: what typing costs.</summary>
internal static class GeneratorCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new Command("generator", "Times a keystroke in a model of 100 layers, and in one of 100 models: the generator's run, and the analyzers'.");
        command.SetAction(static _ =>
        {
            // In this process: the generator is already built with this project, and BenchmarkDotNet needn't build it again.
            var config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
            return BenchmarkRunner.Run([typeof(KeystrokeBenchmarks), typeof(ManyModelsBenchmarks)], config).Any(static summary => summary.HasCriticalValidationErrors) ? 1 : 0;
        });
        return command;
    }
}
