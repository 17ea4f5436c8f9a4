using System.Globalization;
using GenNet.Generators.Analyzers.Usage;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Tests.Usage;

/// <summary>GN2003: losses of logits for outputs that are probabilities are marked <c>⟦…⟧</c>.</summary>
public sealed class LogitsTests
{
    [Theory]
    [InlineData("[Dense(3, Activation = Activation.Softmax)] public partial Dense Out", "new SparseCategoricalCrossentropy(⟦fromLogits: true⟧)", "softmax")]
    [InlineData("[Dense(3, Activation = Activation.Softmax)] public partial Dense Out", "new CategoricalCrossentropy(⟦true⟧)", "softmax")]
    [InlineData("[Dense(1, Activation = Activation.Sigmoid)] public partial Dense Out", "new BinaryCrossentropy(⟦fromLogits: true⟧)", "sigmoid")]
    [InlineData("[Dense(3)] public partial Dense In { get; } [Softmax] public partial Softmax Out", "new SparseCategoricalCrossentropy(⟦fromLogits: true⟧)", "softmax")]
    [InlineData("[Dense(3)] public partial Dense Out", "new SparseCategoricalCrossentropy(fromLogits: true)", null)]
    [InlineData("[Dense(3)] public partial Dense Out", "Loss.SparseCategoricalCrossentropy", null)]
    [InlineData("[Dense(3, Activation = Activation.Softmax)] public partial Dense Out", "new SparseCategoricalCrossentropy(fromLogits: false)", null)]
    [InlineData("[Dense(3, Activation = Activation.Softmax)] public partial Dense Out", "new BinaryCrossentropy(fromLogits: true)", null)]
    [InlineData("[Reshape(2, 2)] public partial Reshape Shape { get; } [LSTM(3, Activation = Activation.Softmax)] public partial LSTM Out", "new SparseCategoricalCrossentropy(fromLogits: true)", null)]
    public async Task Trainer_WithALossOfLogits_IsReportedForProbabilities(string layers, string marked, string? activation)
    {
        var source = $"using GenNet; [Model, Input(4)] public partial class Net {{ {layers} {{ get; }} }} public static class Training {{ public static Trainer Of(Net net) => net.Trainer(new SGD(0.1f), {marked}); }}";
        var plain = source.Replace("⟦", "", StringComparison.Ordinal).Replace("⟧", "", StringComparison.Ordinal);
        CSharpGeneratorDriver.Create(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(ModelCompiler.CreateCompilation(plain), out var compilation, out var errors, TestContext.Current.CancellationToken);
        Assert.Empty(errors);
        Assert.DoesNotContain(compilation.GetDiagnostics(TestContext.Current.CancellationToken), static d => d.Severity == DiagnosticSeverity.Error);

        var found = await compilation.WithAnalyzers([new LogitsAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            marked.Split('⟦').Skip(1).Select(static part => part[..part.IndexOf('⟧', StringComparison.Ordinal)]),
            found.Select(d => plain.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)));
        Assert.All(found, diagnostic => Assert.StartsWith($"'Net' ends with {activation}", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }
}
