using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.Hdf5;

namespace GenNet.Tests.Weights.Strangers;

/// <summary>What legacy files of strangers have besides layers and weights, and what they lack.</summary>
public sealed class WholeFilesTests : IDisposable
{
    private static readonly (string, int[])[] s_none = [];

    private readonly SavedFiles _files = new();

    public void Dispose() => _files.Dispose();

    // ModelCheckpoint in Keras 2: optimizer weights first in the file, whole numbers among them, a config and lists that are cut.
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(false, 3)]
    public void LoadWeights_OfAWholeModel_LeavesWhatIsBesideTheWeights(bool isOfH5py3, int parts)
    {
        var file = Body(new LegacyFileBuilder("model_weights") { IsOfH5py3 = isOfH5py3 }).WithBeside("optimizer_weights/training/Adam/iterations:0", 1234)
            .WithAttribute("optimizer_weights", "weight_names", Hdf5Attribute.Of((string[])["training/Adam/iterations:0"]))
            .WithAttribute("", "keras_version", Hdf5Attribute.Of("2.2.4-tf")).WithAttribute("", "backend", Hdf5Attribute.Of("tensorflow"))
            .WithAttribute("", "model_config", Hdf5Attribute.Of("""{"class_name": "Model", "config": {"layers": [{"class_name": "Lambda", "name": "lambda_1", "config": {"name": "lambda_1", "function": ["4wEAAAA=", null, null]}, "inbound_nodes": []}], "name": "model_1", "input_layers": [], "output_layers": []}}"""));
        using var model = new VggBody(seed: 1);
        Assert.Equal(6, model.LoadWeights(file.Save(_files.PathOf("checkpoint-12-0.93.hdf5"), parts), ~VggBody.Parts.Head).Loaded.Count);
        AssertBody(model);
    }

    // multi_gpu_model, and a model that was wrapped into another: all weights in one layer. Names of variables count how often the program has made them.
    [Theory]
    [InlineData("")]
    [InlineData("_1")]
    [InlineData("_12")]
    public void LoadWeights_OfAWrappedModel_TakesItWithinAndSaysSo(string number)
    {
        var weights = new List<(string, int[])>();
        foreach (var (layer, channels) in ((string, int)[])[("block1_conv1", 3), ("block1_conv2", 4), ("block2_conv1", 4)])
            weights.AddRange([($"{layer}{number}/kernel:0", [3, 3, channels, 4]), ($"{layer}{number}/bias:0", [4])]);
        var file = new LegacyFileBuilder().WithEmpty("input_1", "lambda_1", "lambda_2").With("model_1", [.. weights]).WithEmpty("predictions");
        var path = file.Save(_files.PathOf("parallel.h5"));
        using var model = new VggBody(seed: 1);
        var error = Assert.Throws<WeightLoadException>(() => model.LoadWeights(path, ~VggBody.Parts.Head));
        Assert.Contains("LoadOptions.Within(\"model_1\")", error.Message, StringComparison.Ordinal);
        Assert.Equal(6, model.LoadWeights(path, LoadOptions.Within("model_1") | ~VggBody.Parts.Head).Loaded.Count);
        AssertBody(model);
    }

    // Keras 0.x and early 1: no names but numbers, and kernels of Theano.
    [Fact]
    public void LoadWeights_OfAFileOfNumberedLayers_SaysWhatItIs()
    {
        var file = new WeightFileBuilder().With("layer_0/param_0", [2, 3], new float[6]).With("layer_0/param_1", [3], new float[3]).WithMetadata("nb_layers", "1");
        using var model = new VggBody(seed: 1);
        var error = Assert.Throws<WeightFileException>(() => model.LoadWeights(file.ToBytes()));
        Assert.Contains("before Keras 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("save_weights", error.Message, StringComparison.Ordinal);
    }

    // A layer of which nothing is said has no weights, unless there are arrays in its group.
    [Fact]
    public void LoadWeights_OfALayerWithoutAList_TakesItForEmptyOnlyIfItIs()
    {
        var file = Body(new LegacyFileBuilder()).With("dropout_1", s_none).Without("dropout_1", "weight_names");
        using var model = new VggBody(seed: 1);
        Assert.Equal(6, model.LoadWeights(file.Save(_files.PathOf("x.h5")), ~VggBody.Parts.Head).Loaded.Count);
        var damaged = Body(new LegacyFileBuilder()).With("dense_1", ("dense_1/kernel:0", [2, 2])).Without("dense_1", "weight_names");
        Assert.Contains("weight_names", Assert.Throws<WeightFileException>(() => model.LoadWeights(damaged.Save(_files.PathOf("y.h5")), ~VggBody.Parts.Head)).Message, StringComparison.Ordinal);
    }

    private static LegacyFileBuilder Body(LegacyFileBuilder file) => file.WithEmpty("input_1").With("block1_conv1", ("block1_conv1/kernel:0", [3, 3, 3, 4]), ("block1_conv1/bias:0", [4]))
        .With("block1_conv2", ("block1_conv2/kernel:0", [3, 3, 4, 4]), ("block1_conv2/bias:0", [4])).WithEmpty("lambda_1")
        .With("block2_conv1", ("block2_conv1/kernel:0", [3, 3, 4, 4]), ("block2_conv1/bias:0", [4]));

    private static void AssertBody(Model model) =>
        Assert.Equal([1f, 2, 3, 4, 5, 6], model.Layers.SelectMany(static layer => layer.Variables).Select(static variable => variable.ToTensor().Values[0]).Take(6));
}
