using GenNet.TestSupport;
using static GenNet.Generators.Tests.Models.ModelsInCode;

namespace GenNet.Generators.Tests.Models;

/// <summary>Cells in a list in a layer: each has a place of its own in files.</summary>
public sealed class StackedCellsTests
{
    private const string Source =
        """
        using GenNet;
        namespace Zoo;

        [Model, Input(4, 3)]
        public partial class Mixed { [RNN, StackedRNNCells, LSTMCell(3), GRUCell(2)] public partial RNN<StackedRNNCells> Cells { get; } }

        [Model, Input(4, 3)]
        public partial class Equal { [RNN, LSTMCell(3), LSTMCell(3)] public partial RNN Cells { get; } }

        [Model, Input(4, 3)]
        public partial class Both { [Bidirectional, RNN, GRUCell(2), SimpleRNNCell(2)] public partial Bidirectional Cells { get; } }

        public static class Use
        {
            public static float[] WithoutCells(Model model)
            {
                var net = (Mixed)model;
                net.SetWeights(net.GetWeights() with { Cells = null! });
                return [];
            }
        }
        """;

    private static readonly CompiledModels s_models = ModelCompiler.Compile(Source);

    [Theory]
    [InlineData("Mixed", "net.weights.h5")]
    [InlineData("Mixed", "net.safetensors")]
    [InlineData("Equal", "net.weights.h5")]
    [InlineData("Equal", "net.safetensors")]
    [InlineData("Both", "net.weights.h5")]
    [InlineData("Both", "net.safetensors")]
    public void SaveWeights_LoadsIntoAnother(string model, string file)
    {
        using var folder = new TemporaryFolder();
        using var net = s_models.Create("Zoo." + model, seed: 1);
        using var other = s_models.Create("Zoo." + model, seed: 2);

        net.SaveWeights(folder.PathOf(file));
        var report = other.LoadWeights(folder.PathOf(file));

        Assert.Equal(net.Layers[0].Variables.Count, report.Loaded.Count);
        Assert.Equal(Values(net), Values(other));
    }

    [Fact]
    public void SetWeights_WithoutAPart_SaysSo()
    {
        using var net = s_models.Create("Zoo.Mixed", seed: 1);

        Assert.Throws<ArgumentNullException>("weights.Cells", () => Call<float[]>(s_models, "WithoutCells", net));
    }
}
