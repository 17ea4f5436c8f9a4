using GenNet.Generators.Tests.Diagnostics;
using GenNet.TestSupport;
using static GenNet.Generators.Tests.Models.ModelsInCode;

namespace GenNet.Generators.Tests.Models;

/// <summary>Groups of subclassed models in files of Keras 3: by attribute, or by class and place in <c>layers</c>.</summary>
public sealed class AttributePathTests
{
    // The listing of a model that Keras 3.15 saved: block=Block(), zeta=Dense, alpha=Dense, mid=Dropout, layer_x=Dense, _priv=Dense, blocks=[Block(), Dense], out=Dense.
    private const string Subclassed =
        """
        using GenNet;
        namespace Zoo;

        [Model(Form = KerasForm.Layer, KerasClass = "Block"), Input(4)]
        public partial class Inner
        {
            [Dense(4)] public partial Dense D { get; }
            [Dense(4, Attribute = "_p")] public partial Dense Private { get; }
            [Dense(4, Attribute = "Zed")] public partial Dense Zed { get; }
            [Repeat(2), Dense(4)] public partial Layers<Dense> Items { get; }
            [Dense(4)] public partial Dense Zeta { get; }
        }

        [Model(Form = KerasForm.Subclassed), Input(4)]
        public partial class Net
        {
            public partial Inner Block { get; }
            [Dense(4)] public partial Dense Zeta { get; }
            [Dense(4)] public partial Dense Alpha { get; }
            [Dropout(0.5)] public partial Dropout Mid { get; }
            [Dense(4)] public partial Dense LayerX { get; }
            [Dense(4, Attribute = "_priv")] public partial Dense Priv { get; }
            [Submodel(Attribute = "blocks[0]")] public partial Inner FirstBlock { get; }
            [Dense(4, Attribute = "blocks[1]")] public partial Dense SecondBlock { get; }
            [Dense(4)] public partial Dense Out { get; }
        }

        [Model(Form = KerasForm.Layer), Input(5, 4)]
        public partial class Reader
        {
            [LSTM(3)] public partial LSTM Cells { get; }
        }

        [Model(Form = KerasForm.Subclassed), Input(5, 4)]
        public partial class Recurrent
        {
            [LSTM(4, ReturnSequences = true)] public partial LSTM Encoder { get; }
            public partial Reader Reader { get; }
            [Dense(2)] public partial Dense Dense { get; }
        }
        """;

    private static readonly CompiledModels s_models = ModelCompiler.Compile(Subclassed);

    [Fact]
    public void Paths_OfASubclassedModel_AreKeras()
    {
        using var net = s_models.Create("Zoo.Net");

        Assert.Equal(
            [
                "alpha", "block", "block/Zed", "block/_p", "block/d", "block/items/dense", "block/items/dense_1", "block/zeta",
                "blocks/block", "blocks/block/Zed", "blocks/block/_p", "blocks/block/d", "blocks/block/items/dense", "blocks/block/items/dense_1", "blocks/block/zeta", "blocks/dense",
                "layer_x", "layers/dense", "layers/dense_3", "layers/dense_5", "layers/dropout",
            ],
            net.Description.WeightGroups.Select(static g => g.Path).Order(StringComparer.Ordinal));
        Assert.Equal(["zeta", "priv", "out"], new[] { "layers/dense", "layers/dense_3", "layers/dense_5" }.Select(path => net.Description.WeightGroups.Single(g => g.Path == path).Name));
    }

    [Theory]
    [InlineData("Zoo.Net")]
    [InlineData("Zoo.Recurrent")]
    public void SaveWeights_OfASubclassedModel_LoadsIntoAnother(string model)
    {
        var folder = Directory.CreateTempSubdirectory("gennet");
        try
        {
            using var net = s_models.Create(model, seed: 1);
            using var other = s_models.Create(model, seed: 2);

            net.SaveWeights(Path.Combine(folder.FullName, "net.weights.h5"));
            var report = other.LoadWeights(Path.Combine(folder.FullName, "net.weights.h5"));

            Assert.Equal(net.Layers.Sum(static l => l.Variables.Count), report.Loaded.Count);
            Assert.Equal(Values(net), Values(other));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Paths_OfPartsOfALayer_AreBelowItsAttribute()
    {
        using var net = s_models.Create("Zoo.Recurrent");

        Assert.Equal(["encoder", "layers/reader", "layers/reader/cells", "dense"], net.Description.WeightGroups.Select(static g => g.Path));
    }

    [Theory]
    [InlineData("[Dense(3, ⟦Attribute = \"a.b\"⟧)] public partial Dense Out { get; }", "Attribute is 'a.b' and must be what stands behind self. in Python")]
    [InlineData("[Repeat(2), Dense(3, ⟦Attribute = \"a[0]\"⟧)] public partial Layers<Dense> Out { get; }", "must be the name of a list in Python")]
    [InlineData("[Dense(3)] public partial Dense A { get; } [Dense(3, ⟦Attribute = \"a\"⟧)] public partial Dense Out { get; }", "Attribute is 'a', which holds A")]
    [InlineData("[Dense(3, Attribute = \"b[1]\")] public partial Dense A { get; } [Dense(3, ⟦Attribute = \"b\"⟧)] public partial Dense Out { get; }", "Attribute is 'b', which holds A")]
    public void Attribute_WhenItIsWrong_IsReportedThere(string layers, string message) => Assert.Contains(
        message,
        ModelDiagnostics.ReportsOnly("GN0013", $"using GenNet;\n[Model(Form = KerasForm.Subclassed), Input(3)] public partial class Net {{ {layers} }}"),
        StringComparison.Ordinal);
}
