using GenNet.Generators.Analyzers.Usage;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Tests.Projects;

/// <summary>Generated code of every layer is silent whatever a project says of the language, and wherever its classes lie.</summary>
public sealed class ProjectOptionsTests
{
    private const string ClsCompliant = "[assembly: global::System.CLSCompliant(true)]\n";

    public static TheoryData<string> Languages => ["13", "latest", "preview"];

    [Theory]
    [MemberData(nameof(Languages))]
    public Task Generated_InEveryLanguageFromCSharp13_IsSilent(string language)
    {
        Assert.True(LanguageVersionFacts.TryParse(language, out var version));
        return AssertSilent(EveryLayer.Classes("public", static kind => kind + "Net"), Parse().WithLanguageVersion(version), Options());
    }

    [Theory]
    [InlineData(NullableContextOptions.Enable)]
    [InlineData(NullableContextOptions.Disable)]
    [InlineData(NullableContextOptions.Warnings)]
    [InlineData(NullableContextOptions.Annotations)]
    public Task Generated_InEveryNullableContext_IsSilent(NullableContextOptions nullable) =>
        AssertSilent(EveryLayer.Classes("public", static kind => kind + "Net"), Parse(), Options().WithNullableContextOptions(nullable));

    [Fact]
    public Task Generated_WithEveryCheckOfTheCompilers_IsSilent() => AssertSilent(
        ClsCompliant + EveryLayer.Classes("public", static kind => kind + "Net"),
        Parse().WithFeatures([new("strict", "true")]),
        Options().WithOverflowChecks(true).WithAllowUnsafe(true).WithOptimizationLevel(OptimizationLevel.Debug));

    [Theory]
    [InlineData("public")]
    [InlineData("internal")]
    public Task Generated_InAnAssemblyThatClaimsClsCompliance_IsSilent(string access) =>
        AssertSilent(ClsCompliant + EveryLayer.Classes(access, static kind => kind + "Net"), Parse(), Options());

    [Theory]
    [InlineData("public", "private")]
    [InlineData("public", "internal")]
    [InlineData("public", "protected")]
    [InlineData("internal", "public")]
    public Task Generated_NestedInAnAssemblyThatClaimsClsCompliance_IsSilent(string outer, string access) => AssertSilent(
        $"{ClsCompliant}/// <summary>Holds them.</summary>\n{outer} partial class Outer {{ {EveryLayer.Classes(access, static kind => kind + "Net")} }}", Parse(), Options());

    [Theory]
    [InlineData("Acme.System")]
    [InlineData("Acme.GenNet")]
    [InlineData("Acme.Model")]
    [InlineData("Acme.System.Collections.Generic")]
    [InlineData("Model")]
    [InlineData("Layers")]
    [InlineData("Tensor")]
    [InlineData("Dense")]
    [InlineData("Trainer")]
    [InlineData("Microsoft")]
    [InlineData("GenNet.Models")]
    [InlineData("GenNet.Layers")]
    [InlineData("GenNet")]
    [InlineData("Generated.GenNet.Generated")]
    public Task Generated_InANamespaceOfAnyName_IsSilent(string name) =>
        AssertSilent($"namespace {name} {{ {EveryLayer.Classes("public", static kind => kind + "Net")} }}", Parse(), Options());

    [Fact]
    public Task Generated_OfClassesCalledAsTheirLayers_IsSilent() =>
        AssertSilent($"namespace Acme {{ {EveryLayer.Classes("public", static kind => kind)} }}", Parse(), Options());

    private static CSharpParseOptions Parse() => new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    private static CSharpCompilationOptions Options() => new(
        OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999);

    // Without implicit usings, so that generated code can't lean on them.
    private static async Task AssertSilent(string source, CSharpParseOptions parse, CSharpCompilationOptions options)
    {
        var before = CSharpCompilation.Create("Acme", [CSharpSyntaxTree.ParseText(source, parse, "Nets.cs", cancellationToken: TestContext.Current.CancellationToken)], ModelCompiler.CreateCompilation().References, options);
        CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: parse)
            .RunGeneratorsAndUpdateCompilation(before, out var compilation, out var reported, TestContext.Current.CancellationToken);

        var cancellation = TestContext.Current.CancellationToken;
        var found = await compilation.WithAnalyzers([new ClsComplianceSuppressor()]).GetAllDiagnosticsAsync(cancellation);
        using var assembly = new MemoryStream();

        Assert.Empty(reported);
        Assert.Empty(found.Where(static d => d is { Severity: >= DiagnosticSeverity.Warning, IsSuppressed: false }).Select(static d => d.ToString()));
        Assert.True(compilation.Emit(assembly, cancellationToken: cancellation).Success);
    }

    [Fact]
    public async Task Attribute_OfSomebodyElse_IsStillToldOfArrays()
    {
        var compilation = CSharpCompilation.Create(
            "Acme",
            [CSharpSyntaxTree.ParseText(ClsCompliant + "class MineAttribute : global::System.Attribute { public MineAttribute(int[] values) { } } [Mine(new[] { 1 })] class User { }", Parse(), "User.cs", cancellationToken: TestContext.Current.CancellationToken)],
            ModelCompiler.CreateCompilation().References, Options());

        var found = await compilation.WithAnalyzers([new ClsComplianceSuppressor()]).GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);

        Assert.Contains(found, static d => d is { Id: "CS3016", IsSuppressed: false });
    }
}
