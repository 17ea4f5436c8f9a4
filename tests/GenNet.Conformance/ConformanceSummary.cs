using GenNet.Conformance;

[assembly: AssemblyFixture(typeof(ConformanceSummary))]

namespace GenNet.Conformance;

/// <summary>Counts what was compared, what GenNet doesn't support and what failed, and says so when all tests have run.</summary>
public sealed class ConformanceSummary : IDisposable
{
    internal ConformanceCount Layers { get; } = new("layers/");

    internal ConformanceCount Gradients { get; } = new("layers/ by differences");

    internal ConformanceCount RunTimeLength { get; } = new("layers/ of a length at run time");

    internal ConformanceCount Gpu { get; } = new("layers/ on GPUs");

    internal ConformanceCount Models { get; } = new("models/");

    internal ConformanceCount Applications { get; } = new("applications/");

    /// <summary>What the guard said of the evolutions: a confusion table and the list of misses.</summary>
    internal string Evolutions { get; set; } = "";

    internal ConformanceCount Operations { get; } = new("ops/");

    /// <summary>Prints the summary, and writes it beside the test assembly, where a test host swallows what tests print.</summary>
    public void Dispose()
    {
        var text = $"{Layers}{Gradients}{RunTimeLength}{Gpu}{Models}{Applications}{Operations}{Evolutions}";
        Console.Write(text);
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "conformance.txt"), text);
    }
}
