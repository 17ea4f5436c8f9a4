using GenNet.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generators.Tests.Diagnostics;

/// <summary>What the generator makes of sources, and what the compiler says of both.</summary>
/// <param name="Diagnostics">What the generator reports.</param>
/// <param name="Declarations">Errors of declarations, which the compiler reports beside those of the generator: it stops before bodies.</param>
/// <param name="Result">What the generator did.</param>
internal sealed record GeneratorRun(IReadOnlyList<Diagnostic> Diagnostics, IReadOnlyList<Diagnostic> Declarations, GeneratorRunResult Result)
{
    /// <summary>Runs the generator on files <c>Model0.cs</c>, <c>Model1.cs</c> and so on.</summary>
    public static GeneratorRun Of(params string[] sources) => Of(ModelCompiler.CreateCompilation(sources));

    /// <summary>Runs the generator on a compilation, beside contracts.</summary>
    public static GeneratorRun Of(CSharpCompilation before, params IReadOnlyList<ContractText> contracts)
    {
        var options = (CSharpParseOptions)before.SyntaxTrees[0].Options;
        var driver = CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], contracts, options)
            .RunGeneratorsAndUpdateCompilation(before, out var compilation, out var diagnostics);
        var result = Assert.Single(driver.GetRunResult().Results);
        Assert.Null(result.Exception);
        return new(
            diagnostics,
            [.. compilation.GetDeclarationDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error)],
            result);
    }
}
