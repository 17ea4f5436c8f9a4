using GenNet.Contracts;
using GenNet.Generators.Parsing;
using GenNet.TestSupport;
using GenNet.Tool.Deployed;
using GenNet.Weights;

namespace GenNet.Generators.Tests.Models;

/// <summary><c>accept --from</c> matches a file with a class that has not been compiled: as the loader does with the compiled one.</summary>
public sealed class ExpectedModelTests
{
    [Theory]
    [InlineData("[Model, Input(4)] public partial class Net { [Dense(3)] public partial Dense Hidden { get; } [BatchNormalization] public partial BatchNormalization Norm { get; } }")]
    [InlineData("[Model, Input(4)] public partial class Net { [SpectralNormalization, Dense(3)] public partial SpectralNormalization Hidden { get; } [Dense(2), FormerName(\"head\")] public partial Dense Output { get; } }")]
    [InlineData("[Model, Input(5, 4)] public partial class Net { [Bidirectional, LSTM(3)] public partial Bidirectional Encoder { get; } [Dense(2), Reinitialized] public partial Dense Output { get; } }")]
    [InlineData("""
        [Model] public partial class Block { [Dense(4)] public partial Dense Inner { get; } private Tensor Forward([Input(4)] Tensor x) => Inner.Forward(x); }
        [Model] public partial class Net
        {
            [Variable(4)] public partial Variable Offset { get; }
            public partial Block Body { get; }
            [Repeat(2), Dense(4)] public partial Layers<Dense> Hidden { get; }
            private Tensor Forward([Input(4)] Tensor x) { x = Body.Forward(x + Offset); foreach (var layer in Hidden) x = layer.Forward(x); return x; }
        }
        """)]
    public void Expected_OfAClassThatIsNotCompiled_IsThatOfTheCompiledOne(string source)
    {
        source = "using GenNet;\n" + source;
        using var net = ModelCompiler.Compile("#pragma warning disable CS1591\n" + source).Create("Net", seed: 1, Device.Cpu());
        var model = ModelParser.Parse(ModelCompiler.CreateCompilation(source).GetTypeByMetadataName("Net")!, TestContext.Current.CancellationToken).Spec!;
        var (compiled, parsed) = (ExpectedModel.Of(net.Description), ExpectedModels.Of(model, ContractVersion.Of(model)));

        Assert.Equal(compiled.Layers.Select(Text), parsed.Layers.Select(Text));
        Assert.Equal((compiled.Name, compiled.HasHistory, compiled.HasCopies, compiled.ContractHash), (parsed.Name, parsed.HasHistory, parsed.HasCopies, parsed.ContractHash));
        Assert.Equal(compiled.InputRanks.OrderBy(static pair => pair.Key, StringComparer.Ordinal), parsed.InputRanks.OrderBy(static pair => pair.Key, StringComparer.Ordinal));
    }

    private static string Text(ExpectedLayer layer) => $"{layer.Name} {layer.Kind} {layer.Group} {string.Join(",", layer.OtherGroups)} {layer.IsOwn}: {string.Join("; ", layer.Variables)}";
}
