using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using GenNet.Contracts;
using GenNet.Generators;
using GenNet.Generators.Parsing;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Benchmarks.Keystrokes;

/// <summary>
/// A keystroke as an editor has it: the file is parsed again where it changed, and the generator runs on the new compilation with what it remembers of the old one.
/// </summary>
[MemoryDiagnoser]
public class KeystrokeBenchmarks
{
    private CSharpCompilation _before = null!;
    private SyntaxTree _model = null!;
    private SyntaxTree _other = null!;
    private GeneratorDriver _driver = null!;
    private ImmutableArray<DiagnosticAnalyzer> _analyzers;
    private AnalyzerOptions _options = null!;

    /// <summary>Runs the generator once on the class and one other file, and accepts the class into a contract.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _before = ModelCompiler.CreateCompilation(HundredLayers.Source(), "class Other { int Number() => 1; }");
        (_model, _other) = (_before.SyntaxTrees[^2], _before.SyntaxTrees[^1]);
        var spec = ModelParser.Parse(_before.GetTypeByMetadataName("Keystrokes.HundredLayers")!, CancellationToken.None).Spec
            ?? throw new InvalidOperationException("The benchmark's model has errors.");
        AdditionalText contract = new ContractText("HundredLayers.weights.txt", WeightContract.Accept(null, spec).ToString());
        _driver = CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], [contract], (CSharpParseOptions)_model.Options)
            .RunGenerators(_before);
        _options = new([contract]);
        _analyzers =
        [
            .. typeof(ModelGenerator).Assembly.GetTypes()
                .Where(static t => t.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !t.IsAbstract)
                .Select(static t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!),
        ];
        if ((AnalyzersOfAComment(), Analyzers()) is not (0, > 0))
            throw new InvalidOperationException("The analyzers don't report what this benchmark is about.");
    }

    /// <summary>The generator after a letter in a comment of the model's file.</summary>
    [Benchmark]
    public GeneratorDriver Comment() => _driver.RunGenerators(WithAComment());

    /// <summary>The generator after a digit in another file.</summary>
    [Benchmark]
    public GeneratorDriver OtherFile() => _driver.RunGenerators(Typed(_other, "1", "12"));

    /// <summary>The generator after a digit in a layer's argument.</summary>
    [Benchmark]
    public GeneratorDriver Argument() => _driver.RunGenerators(WithAnArgument());

    /// <summary>All analyzers on the whole compilation after a digit in a layer's argument: they report the changed shapes.</summary>
    [Benchmark]
    public int Analyzers() => Analyze(WithAnArgument());

    /// <summary>All analyzers on the whole compilation after a letter in a comment.</summary>
    [Benchmark]
    public int AnalyzersOfAComment() => Analyze(WithAComment());

    private int Analyze(Compilation compilation) =>
        compilation.WithAnalyzers(_analyzers, _options).GetAnalyzerDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult().Length;

    private CSharpCompilation WithAComment() => Typed(_model, HundredLayers.Comment, HundredLayers.Comment + "s");

    private CSharpCompilation WithAnArgument() => Typed(_model, HundredLayers.Argument, "Dense(102)");

    private CSharpCompilation Typed(SyntaxTree file, string before, string after)
    {
        var text = file.GetText();
        var start = text.ToString().IndexOf(before, StringComparison.Ordinal);
        return _before.ReplaceSyntaxTree(file, file.WithChangedText(text.WithChanges(new TextChange(new(start, before.Length), after))));
    }
}
