using GenNet.Generators.Names;
using GenNet.Generators.Tests.Diagnostics;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generators.Tests.Names;

/// <summary>Names that generated code takes: all are in the table, and each that is taken twice is an error where the user wrote it.</summary>
public sealed class GeneratedNamesTests
{
    private const string Net =
        """
        using GenNet;
        [Model] public partial class Net
        {
            [Dense(2)] public partial Dense A { get; }
            [Dense(2)] public partial Dense B { get; }
            private (Tensor P, Tensor Q) Forward([Input(3)] Tensor x, [Input(3)] Tensor y) => (A.Forward(x), B.Forward(y));
        }

        [Model] public partial class Long
        {
            [Dense(2)] public partial Dense A { get; }
            [Dense(2)] public partial Dense B { get; }
            private (Tensor P, Tensor Q) Forward([Input(3, 2, VariableLength = true)] Tensor x, [Input(3)] Tensor y) => (A.Forward(x), B.Forward(y));
        }
        """;

    [Theory]
    [InlineData("Net", false)]
    [InlineData("Long", true)]
    public void Members_OfAGeneratedClass_AreThoseOfTheTable(string name, bool hasLength)
    {
        // Forward is the user's name: what is generated is an overload for models around this one.
        var generated = GeneratedMembersOf(name).Where(static m => m is not IFieldSymbol && m.CanBeReferencedByName && m.Name != "Forward").ToArray();

        Assert.Equal(GeneratedMembers.Names.Order(), generated.Select(static m => m.Name).Distinct().Order());
        Assert.Equal(GeneratedMembers.Properties.Order(), generated.OfType<IPropertySymbol>().Select(static m => m.Name).Order());
        Assert.Equal(GeneratedMembers.Types.Order(), generated.OfType<INamedTypeSymbol>().Select(static m => m.Name).Order());
        Assert.Equal(
            GeneratedMembers.Methods(new DType[2], new DType[2], hasLength).Select(m => $"{(m.IsStatic ? "static " + name : m.Returns)} {m.Name}({string.Join(", ", m.Parameters)})").Order(),
            generated.OfType<IMethodSymbol>().Select(static m => $"{(m.IsStatic ? "static " : "")}{NameOf(m.ReturnType)} {m.Name}({Parameters(m)})").Order());
    }

    [Fact]
    public void Constructors_OfAGeneratedClass_AreThoseOfTheTable() => Assert.Equal(
        GeneratedMembers.Constructors.Select(static parameters => string.Join(", ", parameters)).Order(),
        GeneratedMembersOf("Net").OfType<IMethodSymbol>().Where(static m => m.MethodKind == MethodKind.Constructor).Select(Parameters).Order());

    [Theory]
    [InlineData("Net", false)]
    [InlineData("Long", true)]
    public void MembersOfPrediction_BesideTheOutputs_AreInTheTable(string name, bool hasLength) => Assert.All(
        GeneratedMembersOf(name + "+Prediction").Where(static m => m.CanBeReferencedByName && m is not IFieldSymbol && m.Name is not ("P" or "Q")),
        member => Assert.Contains(member.Name, GeneratedMembers.InPrediction(hasLength)));

    [Fact]
    public void MembersOfWeights_BesideTheLayers_AreInTheTable() => Assert.All(
        TypeOf("Net+Weights").GetMembers().Where(static m => m.CanBeReferencedByName && m.Name is not ("A" or "B" or "AWeights" or "BWeights")),
        static member => Assert.True(GeneratedMembers.InWeights.Contains(member.Name) || typeof(object).GetMember(member.Name).Length > 0, member.Name));

    [Theory]
    [InlineData("public int ⟦{0}⟧;")]
    [InlineData("public int ⟦{0}⟧ => 1;")]
    [InlineData("public event Action? ⟦{0}⟧;")]
    public void Member_CalledAsAGeneratedOne_IsRefusedThere(string member)
    {
        foreach (var name in GeneratedMembers.Names)
        {
            var layers = "[Dense(2)] public partial Dense Out { get; } ";
            Assert.Contains(
                "GenNet generates a member of that name; rename it",
                ModelDiagnostics.ReportsOnly("GN0016", "using GenNet; [Model, Input(3)] public partial class Net { " + layers + member.Replace("{0}", name, StringComparison.Ordinal) + " }"),
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("public class ⟦Weights⟧;")]
    [InlineData("public enum ⟦Prediction⟧;")]
    [InlineData("public class ⟦Predict⟧;")]
    [InlineData("public void ⟦Weights⟧() { }")]
    [InlineData("public void ⟦Layers⟧(int n) { }")]
    [InlineData("public IReadOnlyList<Layer> ⟦get_Layers⟧() => [];")]
    [InlineData("public Weights ⟦GetWeights⟧() => null!;")]
    [InlineData("public void ⟦SetWeights⟧(Weights weights) { }")]
    [InlineData("public static Net ⟦FromWeights⟧(string path, LoadOptions? options, Device? device) => null!;")]
    [InlineData("public void ⟦Predict⟧(ReadOnlySpan<float> x, Span<float> y) { }")]
    [InlineData("public int ⟦Predict⟧(ReadOnlySpan<float> x) => 1;")]
    public void Member_ThatTakesAGeneratedName_IsRefusedThere(string member) => ModelDiagnostics.ReportsOnly(
        "GN0016", "using GenNet; [Model, Input(3)] public partial class Net { [Dense(2)] public partial Dense Out { get; } " + member + " }");

    [Fact]
    public void Class_CalledAsAGeneratedMember_IsRefusedThere()
    {
        foreach (var name in GeneratedMembers.Names.Concat(GeneratedMembers.Accessors))
            ModelDiagnostics.ReportsOnly("GN0016", $"using GenNet; namespace Zoo; [Model, Input(3)] public partial class ⟦{name}⟧ {{ [Dense(2)] public partial Dense Out {{ get; }} }}");
    }

    [Theory]
    [InlineData("GN0016", "[Dense(2)] public partial Dense ⟦Clone⟧ { get; }")]
    [InlineData("GN0016", "[Dense(2)] public partial Dense A { get; } [Dense(2, Name = \"b\")] public partial Dense ⟦set_A⟧ { get; }")]
    [InlineData("GN0016", "[Dense(2)] public partial Dense ⟦get_Layers⟧ { get; }")]
    [InlineData("GN0016", "[Dense(2)] public partial Dense ⟦Forward⟧ { get; }")]
    [InlineData("GN0016", "[Dense(2)] public partial Dense ⟦ModelDescription⟧ { get; }")]
    [InlineData("GN0026", "[Dense(2)] public partial Dense ⟦Rows⟧ { get; }")]
    [InlineData("GN0026", "[Dense(2)] public partial Dense ⟦_⟧ { get; }")]
    public void Layer_ThatTakesAGeneratedName_IsRefusedThere(string id, string layer) =>
        ModelDiagnostics.ReportsOnly(id, "using GenNet; [Model, Input(3)] public partial class Net { " + layer + " }");

    [Theory]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData("a b")]
    public void Input_WithANameThatNoFileHas_IsRefusedThere(string name) => Assert.Contains(
        "Input '", ModelDiagnostics.ReportsOnly("GN0017", $"using GenNet; [Model, Input(3, ⟦Name = \"{name}\"⟧)] public partial class Net {{ [Dense(2)] public partial Dense Out {{ get; }} }}"), StringComparison.Ordinal);

    private static string Parameters(IMethodSymbol method) =>
        string.Join(", ", method.Parameters.Select(static p => (p.RefKind == RefKind.Out ? GeneratedMembers.Out : "") + NameOf(p.Type)));

    private static string NameOf(ITypeSymbol type) =>
        type.Name is "Net" or "Long" || type.ContainingType?.Name is "Net" or "Long" ? type.Name : type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static IEnumerable<ISymbol> GeneratedMembersOf(string type) => TypeOf(type).GetMembers()
        .Where(static m => !m.IsImplicitlyDeclared && m.Locations[0].SourceTree!.FilePath.EndsWith(".g.cs", StringComparison.Ordinal));

    private static INamedTypeSymbol TypeOf(string type)
    {
        CSharpGeneratorDriver.Create(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(ModelCompiler.CreateCompilation(Net), out var compilation, out _);
        return compilation.GetTypeByMetadataName(type)!;
    }
}
