using GenNet.CodeFixes;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
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

    private static async Task<Project> Fix(string source, string? contract)
    {
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject("Models", LanguageNames.CSharp)
            .WithMetadataReferences(ModelCompiler.CreateCompilation().References);
        var document = project.AddDocument("Net.cs", source, filePath: Path.Combine("models", "Net.cs"));
        project = document.Project;
        if (contract is not null)
            project = project.AddAdditionalDocument("Net.weights.txt", SourceText.From(contract), filePath: Path.Combine("models", "Net.weights.txt")).Project;
        var compilation = await project.GetCompilationAsync(TestContext.Current.CancellationToken);
        var diagnostics = await Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzerExtensions
            .WithAnalyzers(compilation!, ContractDiagnostics.All(), project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        var actions = new List<CodeAction>();
        await new AcceptContractFix().RegisterCodeFixesAsync(new CodeFixContext(
            project.GetDocument(document.Id)!, diagnostics[0], (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        var operations = await Assert.Single(actions).GetOperationsAsync(TestContext.Current.CancellationToken);
        return Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution.GetProject(project.Id)!;
    }

    private static async Task<string> TextOf(TextDocument document) =>
        (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
}
