using GenNet.Generators.Tests.Diagnostics;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generators.Tests.Names;

/// <summary>Whatever a class and what is in it are called: it is refused by an error of GenNet's, or it compiles without a warning and runs.</summary>
public sealed class RandomModelTests
{
    // What a name of the user's own earns: case, an identifier that is a word of the language, a member that hides an inherited one.
    private static readonly HashSet<string> s_ofTheUser = ["CS8981", "CS1591", "CS0108", "CS0465", "CS0628", "CS0169", "CS0414", "CS0067", "CS0649", "CS9107", "CS8618"];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Model_OfAnyNames_IsRefusedOrRuns(int first, int count)
    {
        var ran = 0;
        for (var seed = first; seed < first + count; seed++)
        {
            var model = new RandomModel(seed);
            if (IsValid(model))
                ran += Check(model, seed) ? 1 : 0;
        }
        Assert.True(ran > count / 10, $"{ran} of {count} models ran.");
    }

    public static TheoryData<int, int> Seeds()
    {
        var data = new TheoryData<int, int>();
        var batches = LongRun.IsAsked ? 40 : 2;
        for (var batch = 0; batch < batches; batch++)
            data.Add(batch * 60, 60);
        return data;
    }

    // Without a generator nothing is wrong but that the properties have no bodies.
    private static bool IsValid(RandomModel model) => ModelCompiler.CreateCompilation(model.Source).GetDiagnostics(TestContext.Current.CancellationToken)
        .All(static d => d.Severity != DiagnosticSeverity.Error || d.Id is "CS9248" or "CS1729");

    private static bool Check(RandomModel model, int seed)
    {
        var before = ModelCompiler.CreateCompilation(model.Source);
        var run = GeneratorRun.Of(before);
        if (run.Diagnostics.Count > 0)
        {
            Assert.True(run.Declarations.Count == 0, $"Seed {seed}: {string.Join("\n", run.Diagnostics.Concat(run.Declarations))}\n{model.Source}");
            return false;
        }
        Assert.True(run.Result.GeneratedSources.Length == 4, $"Seed {seed}: neither refused nor compiled.\n{model.Source}");
        using var assembly = new MemoryStream();
        CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)before.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(before.AddSyntaxTrees(CSharpSyntaxTree.ParseText(model.Runner, (CSharpParseOptions)before.SyntaxTrees[0].Options)), out var after, out _);
        var problems = after.Emit(assembly).Diagnostics
            .Where(static d => d.Severity == DiagnosticSeverity.Error || (d.Severity == DiagnosticSeverity.Warning && (IsGenerated(d) || !s_ofTheUser.Contains(d.Id)))).ToArray();
        Assert.True(problems.Length == 0, $"Seed {seed}:\n{string.Join("\n", problems.AsEnumerable())}\n{model.Source}\n{run.Result.GeneratedSources[0].SourceText}");
        assembly.Position = 0;
        var context = new System.Runtime.Loader.AssemblyLoadContext(null, isCollectible: true);
        var rows = context.LoadFromStream(assembly).GetType("Runner")!.GetMethod("Run")!.Invoke(null, null);
        context.Unload();
        Assert.Equal(2, rows);
        return true;
    }

    private static bool IsGenerated(Diagnostic diagnostic) => diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true;
}
