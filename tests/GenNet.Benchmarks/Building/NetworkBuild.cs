using System.Diagnostics;
using System.Globalization;
using GenNet.Generators;
using GenNet.TestSupport;
using GenNet.Tool.Scaffolding;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Benchmarks.Building;

/// <summary>The class of a network, built and edited in this process. Times are wall-clock milliseconds, the best of several.</summary>
internal sealed class NetworkBuild
{
    private const int Rounds = 5;
    private const int Edits = 20;

    // An editor's process has compiled the generator for speed after so many.
    private const int EditsUntilWarm = 100;

    // The units of the last layer, which can be edited without making the class wrong.
    private const string Argument = "Dense(10";

    private readonly string _source;

    /// <summary>A project of that one file.</summary>
    public NetworkBuild(string source) => _source = source;

    /// <summary>Lines of the generated code, known after a build.</summary>
    public int GeneratedLines { get; private set; }

    /// <summary>A network of <c>keras.applications</c>, scaffolded from its config.</summary>
    public static NetworkBuild Of(string name) =>
        new(ModelClassWriter.Write(ScaffoldedModel.ReadForPeople(FixtureTree.OwnPathOf("applications", name, "config.json"), "Networks", name)));

    /// <summary>The best of several builds.</summary>
    public double Best() => Enumerable.Range(0, Rounds).Min(_ => Once());

    /// <summary>One build: parse, generate, compile.</summary>
    public double Once()
    {
        var watch = Stopwatch.StartNew();
        var driver = NewDriver().RunGeneratorsAndUpdateCompilation(ModelCompiler.CreateCompilation(_source), out var compilation, out _);
        using var assembly = new MemoryStream();
        var emitted = compilation.Emit(assembly);
        var elapsed = watch.Elapsed.TotalMilliseconds;
        if (!emitted.Success)
            throw new InvalidOperationException(string.Join("\n", emitted.Diagnostics));
        GeneratedLines = driver.GetRunResult().GeneratedTrees.Sum(static tree => tree.GetText().Lines.Count);
        return elapsed;
    }

    /// <summary>The generator's run after a digit in the last layer's argument, with what it remembers of the class before: the median of the first edits in a process, and of later ones.</summary>
    public (double First, double Warm) Edit()
    {
        var before = ModelCompiler.CreateCompilation(_source);
        var file = before.SyntaxTrees[^1];
        var text = file.GetText();
        var start = _source.LastIndexOf(Argument, StringComparison.Ordinal) + Argument.Length;
        var driver = NewDriver().RunGenerators(before);
        double[] times = [.. Enumerable.Range(0, EditsUntilWarm + Edits).Select(edit =>
        {
            var change = new TextChange(new(start, 0), edit.ToString(CultureInfo.InvariantCulture));
            var after = before.ReplaceSyntaxTree(file, file.WithChangedText(text.WithChanges(change)));
            var watch = Stopwatch.StartNew();
            driver.RunGenerators(after);
            return watch.Elapsed.TotalMilliseconds;
        })];
        return (Median(times.Take(Edits)), Median(times.TakeLast(Edits)));
    }

    private static double Median(IEnumerable<double> times) => times.Order().ElementAt(Edits / 2);

    private static GeneratorDriver NewDriver() =>
        CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator(), new DeviceGenerator().AsSourceGenerator()], parseOptions: new(LanguageVersion.Latest, DocumentationMode.Diagnose));
}
