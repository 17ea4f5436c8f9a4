using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Benchmarks.Keystrokes;

/// <summary>
/// A keystroke as an editor has it: the file is parsed again where it changed, and the generator runs on the new compilation with what it remembers of the old one.
/// </summary>
[MemoryDiagnoser]
public class HundredLayersKeystrokes
{
    private EditedProject _project = null!;

    /// <summary>Runs the generator once on the class and one other file, and accepts the class into a contract.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _project = new(["Keystrokes.HundredLayers"], HundredLayers.Source(), "class Other { int Number() => 1; }");
        if ((AnalyzersOfAComment(), Analyzers()) is not (0, > 0))
            throw new InvalidOperationException("The analyzers don't report what this benchmark is about.");
    }

    /// <summary>What a keystroke costs without GenNet: the file is read again, and the class' members are bound.</summary>
    [Benchmark]
    public int CompilerOfAnArgument() => EditedProject.Members(WithAnArgument(), "Keystrokes.HundredLayers");

    /// <summary>The generator after a letter in a comment of the model's file.</summary>
    [Benchmark]
    public GeneratorDriver Comment() => _project.Generate(WithAComment());

    /// <summary>The generator after a digit in another file.</summary>
    [Benchmark]
    public GeneratorDriver OtherFile() => _project.Generate(_project.Typed(1, "1", "12"));

    /// <summary>The generator after a digit in a layer's argument.</summary>
    [Benchmark]
    public GeneratorDriver Argument() => _project.Generate(WithAnArgument());

    /// <summary>All analyzers on the whole compilation after a digit in a layer's argument: they report the changed shapes.</summary>
    [Benchmark]
    public int Analyzers() => _project.Analyze(WithAnArgument());

    /// <summary>All analyzers on the whole compilation after a letter in a comment.</summary>
    [Benchmark]
    public int AnalyzersOfAComment() => _project.Analyze(WithAComment());

    private CSharpCompilation WithAComment() => _project.Typed(0, HundredLayers.Comment, HundredLayers.Comment + "s");

    private CSharpCompilation WithAnArgument() => _project.Typed(0, HundredLayers.Argument, "Dense(102)");
}
