using System.Collections.Immutable;
using GenNet.CodeFixes;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Generators.Tests.Contracts;

/// <summary>Fixes that are taken wherever they are offered: in two classes of two files, and in two contracts.</summary>
public sealed class FixAllTests
{
    private static readonly string[] s_names = ["One", "Two"];

    [Fact]
    public async Task FixAll_OfFormerNamesThatLeadNowhere_WritesTheNearestIntoEachClass()
    {
        var fixedProject = await Apply<ChangeWaysOutFix>("GN1045", static name => $"[Dense(3), FormerName(\"hiden\")] public partial Dense Body{name} {{ get; }}", static contract => contract);

        foreach (var document in fixedProject.Documents)
            Assert.Contains("FormerName(\"hidden\")", (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(await DiagnosticsOf(fixedProject), static d => d.Id == "GN1045");
    }

    [Theory]
    [InlineData("activation=linear", "activaton=linear")]
    [InlineData("activation=linear", "activation=lineer")]
    [InlineData("activation=linear", "activation=linear zzzzzz=maybe")]
    [InlineData("float32 4,3", "flot32 4,3")]
    public async Task FixAll_OfWordsThatNoLayerHas_WritesEachContractAnewAndNothingElse(string right, string wrong)
    {
        var contracts = new List<string>();
        var fixedProject = await Apply<CorrectContractFix>("GN1046", static _ => "[Dense(3)] public partial Dense Hidden { get; }", contract =>
        {
            contracts.Add(contract);
            Assert.Contains(right, contract, StringComparison.Ordinal);
            return contract.Replace(right, wrong, StringComparison.Ordinal);
        });

        Assert.Equal(contracts.Order(StringComparer.Ordinal), (await Task.WhenAll(fixedProject.AdditionalDocuments.Select(static d => d.GetTextAsync()))).Select(static text => text.ToString()).Order(StringComparer.Ordinal));
        Assert.Empty(await DiagnosticsOf(fixedProject));
    }

    // The version is frozen: of a value that neither the class nor another version tells, nothing is written.
    [Fact]
    public async Task Fix_OfAValueThatNobodyKnows_IsNone()
    {
        var frozen = (await ContractDiagnostics.Freeze(Source("Net", "[Dense(3, Activation = Activation.ReLU)] public partial Dense Hidden { get; }"))).Replace("activation=relu", "activation=rulu", StringComparison.Ordinal);
        var found = await ContractDiagnostics.Of(Source("Net", "[Dense(3)] public partial Dense Other { get; }"), frozen);

        Assert.Empty(Assert.Single(found, static d => d.Id == "GN1046").Properties);
    }

    private static string Source(string name, string layer) => $"using GenNet; [Model, Input(4)] public partial class {name} {{ {layer} }}";

    private static async Task<Project> Apply<TFix>(string id, Func<string, string> layer, Func<string, string> edit)
        where TFix : CodeFixProvider, new()
    {
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject("Models", LanguageNames.CSharp).WithMetadataReferences(ModelCompiler.CreateCompilation().References);
        foreach (var name in s_names)
        {
            project = project.AddDocument(name + ".cs", Source(name, layer(name)), filePath: Path.Combine("models", name + ".cs")).Project;
            var contract = edit(await ContractDiagnostics.Freeze(Source(name, "[Dense(3)] public partial Dense Hidden { get; }")));
            project = project.AddAdditionalDocument(name + ".weights.txt", SourceText.From(contract), filePath: Path.Combine("models", name + ".weights.txt")).Project;
        }
        var reported = (await DiagnosticsOf(project)).Where(d => d.Id == id).ToImmutableArray();
        Assert.Equal(s_names.Length, reported.Length);
        var fix = new TFix();
        var actions = new List<CodeAction>();
        TextDocument document = reported[0].Location.SourceTree is { } tree ? project.GetDocument(tree)! : project.AdditionalDocuments.First();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, reported[0], (action, _) => actions.Add(action), TestContext.Current.CancellationToken));

        var action = await fix.GetFixAllProvider()!.GetFixAsync(new FixAllContext(
            project.Documents.First(), fix, FixAllScope.Project, actions[0].EquivalenceKey!, [id], new Reported(reported), TestContext.Current.CancellationToken));
        var solution = Assert.Single((await action!.GetOperationsAsync(TestContext.Current.CancellationToken)).OfType<ApplyChangesOperation>()).ChangedSolution;
        return solution.GetProject(project.Id)!;
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsOf(Project project)
    {
        var compilation = await project.GetCompilationAsync(TestContext.Current.CancellationToken);
        CSharpGeneratorDriverRun(ref compilation!);
        return await compilation!.WithAnalyzers(ContractDiagnostics.All(), project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

        static void CSharpGeneratorDriverRun(ref Compilation compilation) =>
            Microsoft.CodeAnalysis.CSharp.CSharpGeneratorDriver.Create(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _, TestContext.Current.CancellationToken);
    }

    /// <summary>What an editor has found already.</summary>
    private sealed class Reported(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
