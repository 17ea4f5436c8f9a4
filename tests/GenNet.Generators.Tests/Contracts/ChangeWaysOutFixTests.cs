using System.Collections.Immutable;
using GenNet.CodeFixes;
using GenNet.Generators.Analyzers.Contracts;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Generators.Tests.Contracts;

/// <summary>Every way out that is an edit of the class: applied, compiled again, and nothing at warning or above is left of the change.</summary>
public sealed class ChangeWaysOutFixTests
{
    private const string Net = """
        using GenNet;

        [Model, Input(8)]
        public partial class Net
        {
            [Dense(6, Activation = Activation.ReLU)] public partial Dense Hidden { get; }
            [BatchNormalization] public partial BatchNormalization Norm { get; }
            [Dense(6)] public partial Dense Middle { get; }
            [Dense(4)] public partial Dense Output { get; }
        }
        """;

    [Theory]
    [InlineData("Activation = Activation.ReLU", "Activation = Activation.Tanh", "Restore", "[Dense(6, Activation = Activation.ReLU)]")]
    [InlineData("(6, Activation = Activation.ReLU)", "(6)", "Restore", "[Dense(6, Activation = Activation.ReLU)]")]
    [InlineData("[Dense(6)]", "[Dense(6, Activation = Activation.ReLU)]", "Restore", "[Dense(6)]")]
    [InlineData("[BatchNormalization]", "[BatchNormalization(Epsilon = 0.5)]", "Restore", "[BatchNormalization]")]
    [InlineData("[BatchNormalization]", "[BatchNormalization(Scale = false, Momentum = 0.5)]", "Restore", "[BatchNormalization(Momentum = 0.5)]")]
    [InlineData("[Dense(4)]", "[Dense(5)]", "Restore", "[Dense(4)]")]
    [InlineData("[Dense(4)]", "[Dense(4, UseBias = false)]", "Restore", "[Dense(4)]")]
    [InlineData("Dense Middle", "Dense Body", "KeepName", "[Dense(6, Name = \"middle\")] public partial Dense Body")]
    [InlineData("BatchNormalization Norm", "BatchNormalization Scale", "KeepName", "[BatchNormalization(Name = \"norm\")] public partial BatchNormalization Scale")]
    [InlineData("Dense Middle", "Dense Body", "FormerName", "[Dense(6), FormerName(\"middle\")] public partial Dense Body")]
    [InlineData("[Dense(4)]", "[Dense(5)]", "Reinitialize", "[Dense(5), Reinitialized] public partial Dense Output")]
    [InlineData("[Dense(6)]", "[Dense(7)]", "Reinitialize", "[Dense(7), Reinitialized] public partial Dense Middle")]
    [InlineData("[Dense(6)]", "[Dense(7)]", "Reinitialize", "[Dense(4), Reinitialized] public partial Dense Output")]
    [InlineData("    [Dense(4)]", "    [Dense(6)] public partial Dense Extra { get; }\n    [Dense(4)]", "Reinitialize", "[Dense(6), Reinitialized] public partial Dense Extra")]
    public async Task Fix_OfAChange_LeavesNothingToWarnOf(string from, string to, string fix, string expected)
    {
        var changed = Changed(from, to);
        var (before, after) = await Apply(changed, await ContractDiagnostics.Accept(Net), fix);
        Assert.Contains(before, static d => d.Severity >= DiagnosticSeverity.Warning);
        Assert.Contains(expected, after, StringComparison.Ordinal);
        Assert.DoesNotContain(await ContractDiagnostics.Of(after, await ContractDiagnostics.Accept(Net)), static d => d.Severity >= DiagnosticSeverity.Warning);
        ModelCompiler.Compile(after);
    }

    [Fact]
    public async Task Fix_AgainstAFrozenVersion_SaysSinceWhen()
    {
        var (before, after) = await Apply(Changed("[Dense(4)]", "[Dense(5)]"), await ContractDiagnostics.Freeze(Net), "Reinitialize");
        Assert.Contains(before, static d => d.Severity == DiagnosticSeverity.Error);
        Assert.Contains("[Dense(5), Reinitialized(Since = 2)]", after, StringComparison.Ordinal);
        Assert.DoesNotContain(await ContractDiagnostics.Of(after, await ContractDiagnostics.Freeze(Net)), static d => d.Severity >= DiagnosticSeverity.Warning);
    }

    [Fact]
    public async Task Fix_ThatAddsAMigration_ListsWhatItHasToDecide()
    {
        var (_, after) = await Apply(Changed("[Dense(4)]", "[Dense(5)]"), await ContractDiagnostics.Freeze(Net), "Migrate");
        Assert.Contains("    [WeightMigration(From = 1)]\n    private static Weights UpgradeFromV1(WeightsV1 old, Weights fresh) => fresh with\n    {\n        // output: kernel is float32 6,5 and was float32 6,4\n", after, StringComparison.Ordinal);
        Assert.EndsWith("    };\n}", after, StringComparison.Ordinal);
        Assert.DoesNotContain(await ContractDiagnostics.Of(after, await ContractDiagnostics.Freeze(Net)), static d => d.Severity >= DiagnosticSeverity.Warning);
    }

    [Fact]
    public async Task Fix_AgainstADraft_OffersNoMigration()
    {
        var diagnostics = await ContractDiagnostics.Of(Changed("[Dense(4)]", "[Dense(5)]"), await ContractDiagnostics.Accept(Net));
        Assert.DoesNotContain(diagnostics, static d => d.Properties.ContainsKey(ChangeFixes.Prefix + "Migrate"));
    }

    [Fact]
    public async Task FixAll_OfOneWayOut_TakesItEverywhereAndNoOther()
    {
        var changed = Changed("Activation = Activation.ReLU", "Activation = Activation.Tanh").Replace("[BatchNormalization]", "[BatchNormalization(Epsilon = 0.5)]", StringComparison.Ordinal)
            .Replace("Dense Middle", "Dense Body", StringComparison.Ordinal);
        using var workspace = new AdhocWorkspace();
        var project = Project(workspace, changed, await ContractDiagnostics.Accept(Net));
        var reported = await DiagnosticsOf(project);
        var fix = new ChangeWaysOutFix();
        var action = await fix.GetFixAllProvider().GetFixAsync(new FixAllContext(
            project.Documents.Single(), fix, FixAllScope.Project, ChangeFixes.Prefix + "Restore", fix.FixableDiagnosticIds, new Reported(reported), TestContext.Current.CancellationToken));
        var after = await TextAfter(action!, project.Documents.Single().Id);
        Assert.Equal(Changed("Dense Middle", "Dense Body"), after);
    }

    private static string Changed(string from, string to)
    {
        Assert.Contains(from, Net, StringComparison.Ordinal);
        var position = Net.IndexOf(from, StringComparison.Ordinal);
        return Net[..position] + to + Net[(position + from.Length)..];
    }

    private static async Task<(ImmutableArray<Diagnostic> Before, string After)> Apply(string source, string contract, string fix)
    {
        using var workspace = new AdhocWorkspace();
        var project = Project(workspace, source, contract);
        var diagnostics = await DiagnosticsOf(project);
        var actions = new List<CodeAction>();
        foreach (var diagnostic in diagnostics)
        {
            await new ChangeWaysOutFix().RegisterCodeFixesAsync(new CodeFixContext(
                project.Documents.Single(), diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        }
        return (diagnostics, await TextAfter(actions.First(action => action.EquivalenceKey == ChangeFixes.Prefix + fix), project.Documents.Single().Id));
    }

    private static async Task<string> TextAfter(CodeAction action, DocumentId document)
    {
        var operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        var solution = Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution;
        return (await solution.GetDocument(document)!.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
    }

    private static Project Project(AdhocWorkspace workspace, string source, string contract) => workspace.AddProject("Models", LanguageNames.CSharp)
        .WithMetadataReferences(ModelCompiler.CreateCompilation().References)
        .AddDocument("Net.cs", source, filePath: "Net.cs").Project
        .AddAdditionalDocument("Net.weights.txt", SourceText.From(contract), filePath: "Net.weights.txt").Project;

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsOf(Project project)
    {
        var compilation = await project.GetCompilationAsync(TestContext.Current.CancellationToken);
        return await compilation!.WithAnalyzers(ContractDiagnostics.All(), project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Reported(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
