using System.Collections.Immutable;
using GenNet.Contracts;
using GenNet.Generators;
using GenNet.Generators.Parsing;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Benchmarks.Keystrokes;

/// <summary>A project in an editor: all its models are accepted into contracts, and the generator has run once.</summary>
internal sealed class EditedProject
{
    private readonly CSharpCompilation _before;
    private readonly GeneratorDriver _driver;
    private readonly ImmutableArray<DiagnosticAnalyzer> _analyzers;
    private readonly AnalyzerOptions _options;

    /// <param name="models">Full names of the model classes.</param>
    /// <param name="files">The files, a model in each of the first ones.</param>
    public EditedProject(IReadOnlyList<string> models, params string[] files)
    {
        _before = ModelCompiler.CreateCompilation(files);
        Files = [.. _before.SyntaxTrees.Skip(_before.SyntaxTrees.Length - files.Length)];
        var contracts = models.Select(Contract).ToImmutableArray();
        _driver = CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], contracts, (CSharpParseOptions)Files[0].Options).RunGenerators(_before);
        _options = new(contracts);
        _analyzers =
        [
            .. typeof(ModelGenerator).Assembly.GetTypes()
                .Where(static t => t.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !t.IsAbstract)
                .Select(static t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!),
        ];
    }

    /// <summary>Its files.</summary>
    public IReadOnlyList<SyntaxTree> Files { get; }

    /// <summary>The generator's run after a keystroke.</summary>
    public GeneratorDriver Generate(CSharpCompilation typed) => _driver.RunGenerators(typed);

    /// <summary>How many diagnostics all analyzers report of a whole compilation.</summary>
    public int Analyze(CSharpCompilation typed) => typed.WithAnalyzers(_analyzers, _options).GetAnalyzerDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult().Length;

    /// <summary>How many diagnostics all analyzers report of one file, as an editor asks for the one that is open.</summary>
    public int Analyze(CSharpCompilation typed, int file) =>
        typed.WithAnalyzers(_analyzers, _options).GetAnalyzerSemanticDiagnosticsAsync(Semantics(typed, file), null, CancellationToken.None).GetAwaiter().GetResult().Length;

    /// <summary>How many diagnostics the compiler itself reports of one file, as an editor asks for them, too.</summary>
    public int Compile(CSharpCompilation typed, int file) => Semantics(typed, file).GetDiagnostics().Length;

    /// <summary>How many members a class has in a compilation, all of them and their attributes bound.</summary>
    public static int Members(CSharpCompilation typed, string type) => typed.GetTypeByMetadataName(type)!.GetMembers().Count(static member => member.GetAttributes().Length >= 0);

    /// <summary>The compilation once text of a file has been replaced.</summary>
    public CSharpCompilation Typed(int file, string before, string after)
    {
        var text = Files[file].GetText();
        var start = text.ToString().IndexOf(before, StringComparison.Ordinal);
        return _before.ReplaceSyntaxTree(Files[file], Files[file].WithChangedText(text.WithChanges(new TextChange(new(start, before.Length), after))));
    }

    private SemanticModel Semantics(CSharpCompilation typed, int file) => typed.GetSemanticModel(typed.SyntaxTrees[_before.SyntaxTrees.Length - Files.Count + file]);

    private AdditionalText Contract(string name)
    {
        var spec = ModelParser.Parse(_before.GetTypeByMetadataName(name)!, CancellationToken.None).Spec ?? throw new InvalidOperationException($"The benchmark's model {name} has errors.");
        return new ContractText(name + ".weights.txt", WeightContract.Accept(null, spec).ToString());
    }
}
