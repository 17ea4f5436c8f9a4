using System.CommandLine;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace GenNet.Benchmarks.Keystrokes;

/// <summary><c>generator</c>: what typing costs.</summary>
internal static class GeneratorCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var filter = new Option<string?>("--filter") { Description = "runs the lines whose names hold this: HundredModels, Analyzers" };
        var command = new Command("generator", "Times a keystroke in a model of 100 layers, and in one of 100 models: the generator's run, and the analyzers'.") { filter };
        command.SetAction(result =>
        {
            var part = result.GetValue(filter) ?? "";
            var config = DefaultConfig.Instance
                .AddJob(Warm())
                .AddColumn(StatisticColumn.Median)
                .AddFilter(new SimpleFilter(line => line.Descriptor.GetFilterName().Contains(part, StringComparison.OrdinalIgnoreCase)));
            return BenchmarkRunner.Run([typeof(HundredLayersKeystrokes), typeof(HundredModelsKeystrokes)], config).Any(static summary => summary.HasCriticalValidationErrors) ? 1 : 0;
        });
        return command;
    }

    // In this process: the generator is already built with this project. An editor's has compiled it for speed long ago, hence more rounds before than while it counts.
    private static Job Warm() => Job.Default
        .WithToolchain(InProcessEmitToolchain.Instance)
        .WithIterationTime(TimeInterval.FromMilliseconds(150))
        .WithWarmupCount(40)
        .WithIterationCount(12);
}
