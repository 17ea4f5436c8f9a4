using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Benchmarks.Keystrokes;

/// <summary>A keystroke in one of a hundred models: what did not change is not worked out again.</summary>
[MemoryDiagnoser]
public class HundredModelsKeystrokes
{
    private EditedProject _project = null!;

    /// <summary>Runs the generator once on all of them, and accepts them into contracts.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _project = new(HundredModels.Names(), HundredModels.Files());
        if ((AnalyzersOfTheFile(), AnalyzersOfTheProject(), AnalyzersOfAComment()) is not ( > 0, > 0, 0))
            throw new InvalidOperationException("The analyzers don't report what this benchmark is about.");
    }

    /// <summary>The generator after a letter in a comment.</summary>
    [Benchmark]
    public GeneratorDriver Comment() => _project.Generate(WithAComment());

    /// <summary>The generator after a digit in a layer's argument.</summary>
    [Benchmark]
    public GeneratorDriver Argument() => _project.Generate(WithAnArgument());

    /// <summary>The compiler's own diagnostics of the edited file: what the keystroke costs without any analyzer.</summary>
    [Benchmark]
    public int CompilerOfTheFile() => _project.Compile(WithAnArgument(), 0);

    /// <summary>All analyzers on the edited file after a letter in a comment.</summary>
    [Benchmark]
    public int AnalyzersOfAComment() => _project.Analyze(WithAComment(), 0);

    /// <summary>All analyzers on the edited file after a digit in a layer's argument.</summary>
    [Benchmark]
    public int AnalyzersOfTheFile() => _project.Analyze(WithAnArgument(), 0);

    /// <summary>All analyzers on the whole compilation after a digit in a layer's argument.</summary>
    [Benchmark]
    public int AnalyzersOfTheProject() => _project.Analyze(WithAnArgument());

    private CSharpCompilation WithAComment() => _project.Typed(0, HundredModels.Comment, HundredModels.Comment + "s");

    private CSharpCompilation WithAnArgument() => _project.Typed(0, HundredModels.Argument, "Dense(102)");
}
