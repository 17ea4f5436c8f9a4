using System.Text.Json;
using GenNet.TestSupport;
using GenNet.Tool.Scaffolding;
using Xunit;

namespace GenNet.Conformance.Scaffolding;

/// <summary>Configs in which a TimeDistributed holds a model, as of networks that look at each picture of a video.</summary>
public sealed class TimeDistributedScaffoldTests
{
    private const string Config =
        """
        {"module": "keras", "class_name": "Sequential", "config": {"name": "video", "layers": [
            {"module": "keras.layers", "class_name": "InputLayer", "config": {"batch_shape": [null, 5, 8, 8, 1], "dtype": "float32", "name": "frames"}},
            {"module": "keras.layers", "class_name": "TimeDistributed", "config": {"name": "looks", "trainable": false, "layer":
                {"module": "keras", "class_name": "Sequential", "config": {"name": "look", "layers": [
                    {"module": "keras.layers", "class_name": "InputLayer", "config": {"batch_shape": [null, 8, 8, 1], "dtype": "float32", "name": "frame"}},
                    {"module": "keras.layers", "class_name": "Conv2D", "config": {"name": "conv", "filters": 2, "kernel_size": [3, 3]}},
                    {"module": "keras.layers", "class_name": "BatchNormalization", "config": {"name": "norm"}},
                    {"module": "keras.layers", "class_name": "GlobalAveragePooling2D", "config": {"name": "pool"}}]}}}},
            {"module": "keras.layers", "class_name": "LSTM", "config": {"name": "last", "units": 3}}]}}
        """;

    [Fact]
    public void Scaffold_OfAModelOnEachTimestep_CompilesToTheSameModel()
    {
        using var json = JsonDocument.Parse(Config);
        var model = ScaffoldedModel.Read(json.RootElement);

        var source = ModelClassWriter.Write(model.Spec);

        Assert.Contains("[TimeDistributed(Trainable = false)] public partial VideoLooks Looks { get; }", source, StringComparison.Ordinal);
        using var net = ModelCompiler.Compile("#pragma warning disable CS1591\n" + source).Create("Video");
        Assert.Equal(["looks/look/conv", "looks/look/norm", "looks/look/pool", "last"], net.Description.Layers.Select(static layer => layer.KerasName));
        Assert.Equal("layers/time_distributed/layer/layers/conv2d", net.Description.WeightGroups.First(static group => group.Layer == 0).Path);
    }
}
