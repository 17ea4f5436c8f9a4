using System.Globalization;
using GenNet.TestSupport;

namespace GenNet.Generators.Tests.CustomLayers;

/// <summary>Changes of a layer of one's own are guarded as those of GenNet's.</summary>
public sealed class CustomLayerContractTests
{
    private const string Net = """
        using GenNet;
        using GenNet.Specs;
        namespace Zoo;

        public sealed class GateAttribute(int units) : CustomLayerAttribute<Gate>
        {
            public double Slope { get; set; } = 0.5;
            public bool UseBias { get; set; } = true;
            [Argument(ArgumentRole.Training)] public double Rate { get; set; }
        }

        [OutputShape("units")]
        public sealed partial class Gate : CustomLayer
        {
            [LayerWeight("input[^1], units")] public partial Variable Kernel { get; }
            [LayerWeight("units", When = "useBias")] public partial Variable? Bias { get; }
            private static void Forward(in ForwardPass pass) { }
        }

        [Model, Input(4)]
        public partial class Net
        {
            [Gate(3)] public partial Gate Head { get; }
        }
        """;

    [Fact]
    public async Task Contract_OfALayer_SaysItsBehaviour() =>
        Assert.Contains("  head               Gate units=3 slope=0.5 use_bias=true\n    kernel           float32 4,3\n    bias             float32 3\n", await ContractDiagnostics.Accept(Net), StringComparison.Ordinal);

    [Theory]
    [InlineData("[Gate(3)]", "[Gate(5)]", "GN1001", "kernel is float32 4,5 and was float32 4,3")]
    [InlineData("[Gate(3)]", "[Gate(3, Slope = 0.25)]", "GN1009", "slope is 0.25 and was 0.5")]
    [InlineData("= 0.5;", "= 0.75;", "GN1009", "slope is 0.75 and was 0.5")]
    [InlineData("[Gate(3)]", "[Gate(3, UseBias = false)]", "GN1002", "bias, float32 3, is gone")]
    [InlineData("\"input[^1], units\"", "\"units, input[^1]\"", "GN1001", "kernel is float32 3,4 and was float32 4,3")]
    [InlineData("Variable Kernel", "Variable Matrix", "GN1002", "kernel")]
    public async Task Change_OfALayer_IsReported(string before, string after, string id, string message)
    {
        var found = await ContractDiagnostics.Of(Net.Replace(before, after, StringComparison.Ordinal), await ContractDiagnostics.Accept(Net));

        Assert.Contains(found, d => d.Id == id && d.GetMessage(CultureInfo.InvariantCulture).Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Change_OfATrainingArgument_IsSilent() =>
        Assert.Empty(await ContractDiagnostics.Of(Net.Replace("[Gate(3)]", "[Gate(3, Rate = 0.5)]", StringComparison.Ordinal), await ContractDiagnostics.Accept(Net)));

    [Fact]
    public async Task LayerCalledAsOneOfKeras_DoesNotPassForIt()
    {
        var own = Net.Replace("Gate", "Dense", StringComparison.Ordinal).Replace("[Dense(3)] public partial Dense", "[Zoo.Dense(3)] public partial Zoo.Dense", StringComparison.Ordinal);
        var keras = "using GenNet; namespace Zoo; [Model, Input(4)] public partial class Net { [GenNet.Dense(3)] public partial GenNet.Dense Head { get; } }";

        var found = await ContractDiagnostics.Of(own, await ContractDiagnostics.Accept(keras));

        Assert.Contains("is a Zoo.Dense and was a Dense", Assert.Single(found, static d => d.Id == "GN1008").GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
