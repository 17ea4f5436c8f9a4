using GenNet.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Tests.Names;

/// <summary>Names of layers that the compiler checks, and weights that need no model.</summary>
public sealed class PartsTests
{
    private const string Models =
        """
        using GenNet;
        [Model, Input(3)] public partial class Net
        {
            [Dense(2)] public partial Dense A { get; }
            [Dropout(0.5)] public partial Dropout Drop { get; }
            [Repeat(2)] public partial Layers<Tower> Towers { get; }
        }
        [Model, Input(2)] public partial class Tower { [Dense(2)] public partial Dense Inner { get; } }
        """;

    [Theory]
    [InlineData("Net.Parts.A | Net.Parts.Towers", null)]
    [InlineData("~Net.Parts.A | LoadOptions.SkipMismatch", null)]
    [InlineData("Net.Parts.B", "CS0117")]
    [InlineData("Net.Parts.Drop", "CS0117")]
    [InlineData("Net.Parts.A | Tower.Parts.Inner", "CS0019")]
    public void LoadWeights_OfPartsByName_CompilesIfThereAreSuch(string options, string? error)
    {
        var compilation = Compiled($"public static class Use {{ public static void Run(Net net) => net.LoadWeights(\"x\", {options}); }}");
        Assert.Equal(error is null ? [] : [error], compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static d => d.Severity == DiagnosticSeverity.Error).Select(static d => d.Id));
    }

    [Theory]
    [InlineData("Load")]
    [InlineData("SaveAsync")]
    [InlineData("Parts")]
    [InlineData("Freeze")]
    public void Layer_CalledAsWhatIsGeneratedForFiles_IsRefused(string name) => Diagnostics.ModelDiagnostics.ReportsOnly(
        "GN0016", "using GenNet; [Model, Input(3)] public partial class Net { [Dense(2)] public partial Dense ⟦" + name + "⟧ { get; } }");

    [Fact]
    public void WeightsRecord_ToReadAndSaveFiles_MakesNoModel()
    {
        var compilation = Compiled("");
        var weights = compilation.GetTypeByMetadataName("Net+Weights")!;
        var model = compilation.GetTypeByMetadataName("GenNet.Model")!;
        var made = weights.GetMembers().OfType<IMethodSymbol>().Where(static method => method.Name is "Load" or "LoadAsync" or "Save" or "SaveAsync" or "OfTensors" or "ToTensors").ToArray();
        Assert.Equal(10, made.Length);
        foreach (var syntax in made.Select(static method => method.DeclaringSyntaxReferences[0].GetSyntax(TestContext.Current.CancellationToken)))
        {
            var semantics = compilation.GetSemanticModel(syntax.SyntaxTree);
            foreach (var creation in syntax.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>())
            {
                for (var type = semantics.GetTypeInfo(creation, TestContext.Current.CancellationToken).Type; type is not null; type = type.BaseType)
                    Assert.False(SymbolEqualityComparer.Default.Equals(type, model), creation.ToString());
            }
        }
    }

    private static Compilation Compiled(string use)
    {
        CSharpGeneratorDriver.Create(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(ModelCompiler.CreateCompilation(Models, "using GenNet; " + use), out var compilation, out _, TestContext.Current.CancellationToken);
        return compilation;
    }
}
