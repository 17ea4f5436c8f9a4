using System.Globalization;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Tests.Contracts;

/// <summary>Changes of a layer within another one: told at the argument of its own attribute.</summary>
public sealed class ContentContractTests
{
    private const string Net = """
        using GenNet;

        [Model, Input(4, 3)]
        public partial class Net
        {
            [TimeDistributed, Dense(3)] public partial TimeDistributed Steps { get; }
            [Bidirectional, LSTM(3, Activation = Activation.Tanh)] public partial Bidirectional Encoder { get; }
            [Dense(2)] public partial Dense Output { get; }
        }
        """;

    [Theory]
    [InlineData("LSTM(3,", "LSTM(5,", "GN1001", "5", "forward_layer/kernel is float32 3,20 and was float32 3,12")]
    [InlineData("Dense(3)", "Dense(5)", "GN1001", "5", "layer/kernel is float32 3,5 and was float32 3,3")]
    [InlineData("Activation.Tanh", "Activation.ReLU", "GN1009", "Activation = Activation.ReLU", "forward_layer.activation is relu and was tanh")]
    [InlineData("Tanh)", "Tanh, UseBias = false)", "GN1002", "UseBias = false", "forward_layer/bias, float32 12, is gone")]
    public async Task Analyze_WhenALayerWithinChanges_SaysWhatAndWhere(string from, string to, string id, string at, string message)
    {
        var changed = Net.Replace(from, to, StringComparison.Ordinal);

        var diagnostic = Assert.Single(await ContractDiagnostics.Of(changed, await ContractDiagnostics.Accept(Net)));

        var span = diagnostic.Location.SourceSpan;
        Assert.Equal((id, at), (diagnostic.Id, changed.Substring(span.Start, span.Length)));
        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Bidirectional, LSTM(3, Activation = Activation.Tanh)]", "[Bidirectional, LSTM(3), LSTM(3, GoBackwards = true)]")]
    [InlineData("Tanh)", "Tanh, Dropout = 0.5)")]
    public async Task Analyze_WhenTheSameIsWrittenOtherwise_IsSilent(string from, string to) => Assert.DoesNotContain(
        await ContractDiagnostics.Of(Net.Replace(from, to, StringComparison.Ordinal), await ContractDiagnostics.Accept(Net)), static d => d.Severity > DiagnosticSeverity.Info);
}
