using GenNet.TestSupport;

namespace GenNet.Tests.Weights.Strangers;

/// <summary>What a legacy file calls the arrays of a layer decides which variable each is; a name that the class's layer hasn't is another variable, of whatever shape.</summary>
public sealed class LegacyVariableNamesTests : IDisposable
{
    private readonly SavedFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("layer")]
    [InlineData("group")]
    [InlineData("batch")]
    public void LoadWeights_OfGammaIntoALayerWithBetaAlone_RefusesAndNamesBoth(string norm)
    {
        var path = new LegacyFileBuilder().With("layer", Norm("layer")).With("group", Norm("group")).With("batch", [.. Norm("batch"), ("batch/moving_mean:0", [4]), ("batch/moving_variance:0", [4])])
            .Save(_files.PathOf("saved.h5"));
        using var model = new Shifts(seed: 1);
        foreach (var options in (LoadOptions[])[LoadOptions.Only(norm), LoadOptions.Only(norm) | LoadOptions.ByPosition])
        {
            var message = Assert.Throws<WeightLoadException>(() => model.LoadWeights(path, options)).Message;
            Assert.Contains($"{norm}/beta (4,): the file has no beta for this layer, and gamma, which the class hasn't", message, StringComparison.Ordinal);
            Assert.Contains($"{norm}/{norm}/gamma:0", message, StringComparison.Ordinal);
        }
        Assert.All(model.Layers.SelectMany(static layer => layer.Variables).Where(static v => v.Name == "beta"), static v => Assert.All(v.Values.ToArray(), static value => Assert.Equal(0, value)));

        (string, int[])[] Norm(string name) => [($"{name}/{(name == norm ? "gamma" : "beta")}:0", [4])];
    }

    [Fact]
    public void LoadWeights_OfAListThatHasOneArrayTwice_NamesArrayAndLayer()
    {
        using var model = new OneNorm(seed: 1);
        var path = new LegacyFileBuilder().With("norm", ("norm/gamma:0", [4]), ("norm/beta:0", [4])).WithAttribute("norm", "weight_names", GenNet.Weights.Hdf5.Hdf5Attribute.Of(["norm/gamma:0", "norm/gamma:0"]))
            .Save(_files.PathOf("twice.h5"));
        Assert.Contains("norm/norm/gamma:0: weight_names of layer norm lists it more than once", Assert.Throws<WeightFileException>(() => model.LoadWeights(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadWeights_OfAnotherLayersVariableOfItsShape_IsRefused()
    {
        using var model = new TableAndMatrix(seed: 1);
        var matrix = new LegacyFileBuilder().With("table", ("table/embeddings:0", [7, 4])).With("matrix", ("matrix/embeddings:0", [4, 4]));
        Assert.Contains("matrix/kernel", Assert.Throws<WeightLoadException>(() => model.LoadWeights(matrix.Save(_files.PathOf("other.h5")))).Message, StringComparison.Ordinal);
        // Keras 1 calls the table of an embedding W, as it does a kernel.
        var old = new LegacyFileBuilder().With("table", ("table_W", [7, 4])).With("matrix", ("matrix_W", [4, 4]));
        Assert.True(model.LoadWeights(old.Save(_files.PathOf("keras1.h5"))).IsComplete);
    }
}

/// <summary>Normalizations that shift and don't scale.</summary>
[Model, Input(4)]
internal sealed partial class Shifts
{
    [LayerNormalization(Scale = false)] public partial LayerNormalization Layer { get; }
    [GroupNormalization(Groups = 2, Scale = false)] public partial GroupNormalization Group { get; }
    [BatchNormalization(Scale = false)] public partial BatchNormalization Batch { get; }
}

/// <summary>Two layers with one variable each.</summary>
[Model, Input(1)]
internal sealed partial class TableAndMatrix
{
    [Embedding(7, 4)] public partial Embedding Table { get; }
    [Dense(4, UseBias = false)] public partial Dense Matrix { get; }
}
