using System.Collections.Immutable;
using GenNet.CodeFixes;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Generators.Tests.Contracts;

/// <summary>The code fix creates a contract beside the class, or rewrites it, so that nothing is left to report.</summary>
public sealed class AcceptContractFixTests
{
    private const string Net = """
        using GenNet;

        [Model, Input(4)]
        public partial class Net
        {
            [Dense(2)] public partial Dense Output { get; }
        }
        """;

    [Fact]
    public async Task Fix_WhenThereIsNoContract_AddsItBesideTheClass()
    {
        var document = Assert.Single((await Fix(Net, null)).AdditionalDocuments);
        Assert.Equal(("Net.weights.txt", Path.Combine("models", "Net.weights.txt")), (document.Name, document.FilePath));
        Assert.Empty(await ContractDiagnostics.Of(Net, await TextOf(document)));
    }

    [Fact]
    public async Task Fix_WhenAShapeChanged_RewritesTheDraft()
    {
        var changed = Net.Replace("[Dense(2)]", "[Dense(3)]", StringComparison.Ordinal);
        var document = Assert.Single((await Fix(changed, await ContractDiagnostics.Accept(Net))).AdditionalDocuments);
        Assert.Equal(await ContractDiagnostics.Accept(changed), await TextOf(document));
        Assert.Empty(await ContractDiagnostics.Of(changed, await TextOf(document)));
    }

    [Fact]
    public async Task FixAll_InAProject_AcceptsEveryModelOnce()
    {
        using var workspace = new AdhocWorkspace();
        var other = Net.Replace("class Net", "class Other", StringComparison.Ordinal);
        var changed = Net.Replace("[Dense(2)]", "[Dense(3)]", StringComparison.Ordinal);
        var project = AddDocument(AddDocument(AddProject(workspace), "Net.cs", changed).Project, "Other.cs", other).Project;
        project = AddContract(project, await ContractDiagnostics.Accept(Net));
        var reported = await DiagnosticsOf(project);
        Assert.Equal(["GN1001", "GN1010"], reported.Select(static d => d.Id).Order(StringComparer.Ordinal));

        var fix = new AcceptContractFix();
        var action = await fix.GetFixAllProvider().GetFixAsync(new FixAllContext(
            project.Documents.First(), fix, FixAllScope.Project, nameof(AcceptContractFix), fix.FixableDiagnosticIds, new Reported(reported), TestContext.Current.CancellationToken));
        var solution = Assert.Single((await action!.GetOperationsAsync(TestContext.Current.CancellationToken)).OfType<ApplyChangesOperation>()).ChangedSolution;

        project = solution.GetProject(project.Id)!;
        Assert.Equal(["Net.weights.txt", "Other.weights.txt"], project.AdditionalDocuments.Select(static d => d.Name).Order(StringComparer.Ordinal));
        Assert.Empty(await DiagnosticsOf(project));
    }

    private static async Task<Project> Fix(string source, string? contract)
    {
        using var workspace = new AdhocWorkspace();
        var document = AddDocument(AddProject(workspace), "Net.cs", source);
        var project = contract is null ? document.Project : AddContract(document.Project, contract);
        var diagnostics = await DiagnosticsOf(project);
        var actions = new List<CodeAction>();
        await new AcceptContractFix().RegisterCodeFixesAsync(new CodeFixContext(
            project.GetDocument(document.Id)!, diagnostics[0], (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        var operations = await Assert.Single(actions).GetOperationsAsync(TestContext.Current.CancellationToken);
        return Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution.GetProject(project.Id)!;
    }

    private static Project AddProject(AdhocWorkspace workspace) =>
        workspace.AddProject("Models", LanguageNames.CSharp).WithMetadataReferences(ModelCompiler.CreateCompilation().References);

    private static Document AddDocument(Project project, string name, string source) =>
        project.AddDocument(name, source, filePath: Path.Combine("models", name));

    private static Project AddContract(Project project, string text) =>
        project.AddAdditionalDocument("Net.weights.txt", SourceText.From(text), filePath: Path.Combine("models", "Net.weights.txt")).Project;

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsOf(Project project)
    {
        var compilation = await project.GetCompilationAsync(TestContext.Current.CancellationToken);
        return await compilation!.WithAnalyzers(ContractDiagnostics.All(), project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<string> TextOf(TextDocument document) =>
        (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString();

    /// <summary>What an editor has found already.</summary>
    private sealed class Reported(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return diagnostics.Where(d => d.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
