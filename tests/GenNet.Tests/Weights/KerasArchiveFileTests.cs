using System.IO.Compression;
using System.Text;
using GenNet.TestSupport;

namespace GenNet.Tests.Weights;

/// <summary>What a <c>.keras</c> file's config says is compared with the class, whose weights lie in <c>hostile/keras/plain.keras</c>.</summary>
public sealed class KerasArchiveFileTests : IDisposable
{
    private const string Dense = """{"module": "keras.layers", "class_name": "Dense", "config": {"name": "dense", "units": 3EXTRA}}""";
    private const string DenseOf3 = """{"module": "keras.layers", "class_name": "Dense", "config": {"name": "dense", "units": 3}}""";
    private const string Norm = """{"module": "keras.layers", "class_name": "BatchNormalization", "config": {"name": "norm"}}""";
    private const string Dense1 = """{"module": "keras.layers", "class_name": "Dense", "config": {"name": "dense_1", "units": 2}}""";
    private const string Input = """{"module": "keras.layers", "class_name": "InputLayer", "config": {"batch_shape": [null, 4], "dtype": "float32", "name": "input"}}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gennet");

    [Theory]
    [InlineData(""", "activation": "tanh" """, "activation", "linear", "tanh")]
    [InlineData(""", "dtype": {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "mixed_float16"}}""", "compute_dtype", "float32", "float16")]
    [InlineData(""", "dtype": {"class_name": "QuantizedDTypePolicy", "config": {"name": "int8_from_float32"}}""", "dtype", "float32", "int8_from_float32")]
    [InlineData(""", "dtype": "mixed_bfloat16" """, "compute_dtype", "float32", "bfloat16")]
    public void LoadWeights_WhenTheFileComputesOtherwise_SaysWhatAndRefuses(string argument, string name, string here, string there)
    {
        var path = Write(Sequential(Input, Dense.Replace("EXTRA", argument, StringComparison.Ordinal), Dense1));
        using var net = new HostileKerasNet(seed: 3);
        var initial = net.Dense.Kernel.Values.ToArray();

        var error = Assert.Throws<WeightLoadException>(() => net.LoadWeights(path));

        Assert.Equal([$"dense: {name} is {here} and was {there}"], error.Report.BehaviourChanges);
        Assert.Contains(error.Report.BehaviourChanges[0], error.Message);
        Assert.Contains("LoadOptions.AllowBehaviourChange", error.Message);
        Assert.Equal(initial, net.Dense.Kernel.Values.ToArray());
        var report = net.LoadWeights(path, LoadOptions.AllowBehaviourChange);
        Assert.Equal(error.Report.BehaviourChanges, report.BehaviourChanges);
        Assert.Equal(4, report.Loaded.Count);
        Assert.NotEqual(initial, net.Dense.Kernel.Values.ToArray());
        Assert.NotNull(net.CheckWeights(path).Refusal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""", "activation": "linear", "use_bias": true, "trainable": false, "dtype": "float32" """)]
    [InlineData(""", "kernel_initializer": {"class_name": "RandomNormal", "config": {"stddev": 0.5}}, "bias_initializer": {"module": "my", "class_name": "Mine", "config": {}}""")]
    [InlineData(""", "kernel_constraint": {"class_name": "MaxNorm", "config": {}}, "activity_regularizer": "l2", "bias_regularizer": {"class_name": "Orthogonal", "config": {}}""")]
    public void LoadWeights_WhenTheFileDiffersInTrainingAlone_Loads(string argument) =>
        AssertCompared(Sequential(Input, Dense.Replace("EXTRA", argument, StringComparison.Ordinal), Dense1));

    [Theory]
    [InlineData("""{"class_name": "InputLayer", "config": {"batch_input_shape": [null, null], "name": "x"}}""")]
    [InlineData("""{"class_name": "InputLayer", "config": {"batch_shape": [32, 4], "dtype": "float64", "name": "y"}}""")]
    public void LoadWeights_WhenTheFilesInputIsOpenOrOfAnotherName_Loads(string input) =>
        AssertCompared(Sequential(input, Dense.Replace("EXTRA", "", StringComparison.Ordinal), Dense1));

    [Fact]
    public void LoadWeights_WhenAnActivationIsALayerInTheFile_Loads() => AssertCompared(Sequential(
        Input, Dense.Replace("EXTRA", "", StringComparison.Ordinal), """{"class_name": "Activation", "config": {"name": "linear", "activation": "linear"}}""", Dense1));

    [Theory]
    [InlineData("""{"module": "builtins", "class_name": "function", "config": "relu", "registered_name": "function"}""", "relu")]
    [InlineData("""{"module": "keras.activations", "class_name": "function", "config": "tanh", "registered_name": "tanh"}""", "tanh")]
    [InlineData("""{"class_name": "ReLU", "config": {"name": "r", "trainable": true, "dtype": "float32"}}""", "relu")]
    [InlineData("""{"module": "keras.layers", "class_name": "ReLU", "config": {"max_value": 6.0, "negative_slope": {"class_name": "__numpy__", "config": {"value": 0.0, "dtype": "float32"}}}}""", "relu6")]
    [InlineData("""{"module": "keras.layers", "class_name": "Softmax", "config": {"axis": -1}}""", "softmax")]
    [InlineData("""{"module": "keras.layers", "class_name": "Activation", "config": {"activation": "gelu"}}""", "gelu")]
    public void LoadWeights_WhenAnActivationIsAnObject_ComparesIt(string activation, string name)
    {
        var path = Write(Sequential(Input, Dense.Replace("EXTRA", $", \"activation\": {activation}", StringComparison.Ordinal), Dense1));
        using var net = new HostileKerasNet();
        Assert.Equal([$"dense: activation is linear and was {name}"], Assert.Throws<WeightLoadException>(() => net.LoadWeights(path)).Report.BehaviourChanges);
    }

    [Theory]
    [InlineData("""{"module": "keras.layers", "class_name": "ReLU", "config": {"negative_slope": 0.5}}""", "ReLU")]
    [InlineData("""{"module": "keras.layers", "class_name": "LeakyReLU", "config": {}}""", "LeakyReLU")]
    public void LoadWeights_WhenAnActivationIsALayerWithArguments_ComparesThatLayer(string activation, string kind)
    {
        var path = Write(Sequential(Input, Dense.Replace("EXTRA", $", \"activation\": {activation}", StringComparison.Ordinal), Dense1.Replace("}}", ", \"activation\": \"tanh\"}}", StringComparison.Ordinal)));
        using var net = new HostileKerasNet();

        Assert.Equal(
            ["dense_1: activation is linear and was tanh", $"dense_activation: {kind} is gone"], Assert.Throws<WeightLoadException>(() => net.LoadWeights(path)).Report.BehaviourChanges);
    }

    [Theory]
    [InlineData("""{"module": "mine", "class_name": "function", "config": "relu", "registered_name": "mine>relu"}""")]
    public void LoadWeights_WhenAnActivationHasNoName_ComparesTheOtherLayersAndSaysWhich(string activation)
    {
        var path = Write(Sequential(Input, Dense.Replace("EXTRA", $", \"activation\": {activation}", StringComparison.Ordinal), Dense1.Replace("}}", ", \"activation\": \"tanh\"}}", StringComparison.Ordinal)));
        using var net = new HostileKerasNet();

        var report = Assert.Throws<WeightLoadException>(() => net.LoadWeights(path)).Report;

        Assert.Equal(["dense_1: activation is linear and was tanh"], report.BehaviourChanges);
        Assert.Contains("layer 'dense' (Dense): activation", report.BehaviourUnchecked);
    }

    [Theory]
    [InlineData("""{"class_name": "Telepathy", "config": {"name": "t"}}""", "layer 't' is of class Telepathy, which GenNet doesn't have")]
    [InlineData("""{"module": "mine", "class_name": "Mine", "config": {"name": "m"}, "registered_name": "mine>Mine"}""", "layer 'm' is of class Mine")]
    public void LoadWeights_WhenALayerOfTheConfigIsUnknown_ComparesTheOthersAndSaysWhich(string unknown, string problem)
    {
        using var net = new HostileKerasNet();

        var report = net.LoadWeights(Write(Sequential(Input, Dense.Replace("EXTRA", "", StringComparison.Ordinal), unknown, Dense1)));
        Assert.Contains(problem, report.BehaviourUnchecked);
        Assert.Contains("only the arguments of single layers were compared", report.BehaviourUnchecked);
        Assert.Equal(4, report.Loaded.Count);

        var changed = Write(Sequential(Input, Dense.Replace("EXTRA", ", \"activation\": \"relu\"", StringComparison.Ordinal), unknown, Dense1));
        Assert.Equal(["dense: activation is linear and was relu"], Assert.Throws<WeightLoadException>(() => net.LoadWeights(changed)).Report.BehaviourChanges);
    }

    [Theory]
    [InlineData("\"units\": 3", "\"units\": 5", "dense/kernel is (4, 5) by the config, and (4, 3) in the weights, at layers/dense/vars/0")]
    [InlineData("\"units\": 3", "\"units\": 3, \"use_bias\": false", "layer 'dense' has kernel (4, 3) by the config, and the weights have 2 arrays ((4, 3), (3,)), at layers/dense")]
    [InlineData("[null, 4]", "[null, 7]", "dense/kernel is (7, 3) by the config, and (4, 3) in the weights")]
    [InlineData(DenseOf3 + ", ", "", "the weights have 2 arrays ((4, 3), (3,)) for a layer 'dense', at layers/dense, and the config has no such layer")]
    [InlineData(DenseOf3, DenseOf3 + ", " + Norm, "layer 'norm' has gamma (3,), beta (3,), moving_mean (3,), moving_variance (3,) by the config, and the weights have nothing for it")]
    public void LoadWeights_WhenTheConfigContradictsTheWeights_IsRefused(string text, string other, string problem)
    {
        var config = Sequential(Input, DenseOf3, Dense1);
        Assert.Contains(text, config);
        var path = Write(config.Replace(text, other, StringComparison.Ordinal));
        using var net = new HostileKerasNet();
        foreach (var options in (LoadOptions?[])[null, LoadOptions.AllowMissing | LoadOptions.AllowUnused | LoadOptions.SkipMismatch | LoadOptions.AllowBehaviourChange])
        {
            var error = Assert.Throws<WeightFileException>(() => net.LoadWeights(path, options));
            Assert.Contains(problem, error.Message);
            Assert.Contains(path, error.Message);
        }
    }

    [Theory]
    [InlineData("""{"keras_version": "3.8.0"}""", "Keras 3 model (.keras)")]
    [InlineData("""{"keras_version": "2.14.0", "date_saved": "x"}""", "Keras 2 model (.keras)")]
    [InlineData("""{"keras_version": 3}""", "Keras model (.keras)")]
    [InlineData("[]", "Keras model (.keras)")]
    [InlineData(null, "Keras model (.keras)")]
    public void LoadWeights_SaysWhichKerasWroteTheFile(string? metadata, string format)
    {
        using var net = new HostileKerasNet();
        Assert.Equal(format, net.LoadWeights(Write(Sequential(Input, DenseOf3, Dense1), metadata)).Format);
    }

    [Theory]
    [InlineData("""{"module": "my.models", "class_name": "MyModel", "config": {}, "registered_name": "MyModel"}""", "class MyModel is no Sequential or Functional model")]
    [InlineData("""{"a": 1}""", "no Keras model")]
    [InlineData("[]", "no Keras model")]
    public void LoadWeights_WhenTheConfigIsNoGraph_LoadsAndSaysThatItWasNotCheckable(string config, string reason)
    {
        using var net = new HostileKerasNet();

        var report = net.LoadWeights(Write(config));

        Assert.Contains(reason, report.BehaviourUnchecked);
        Assert.Equal(4, report.Loaded.Count);
    }

    [Fact]
    public void LoadWeights_WhenTheConfigHasLayersWithoutEnd_ComparesNothingAndTakesNoTime()
    {
        var path = Write(Sequential([Input, .. Enumerable.Range(0, 50_000).Select(static i => $$$"""{"class_name": "ReLU", "config": {"name": "r{{{i}}}"}}""")]));
        using var net = new HostileKerasNet();
        var time = Environment.CpuUsage.TotalTime;

        var report = net.LoadWeights(path);

        Assert.Contains("50001 layers", report.BehaviourUnchecked);
        Assert.InRange(Environment.CpuUsage.TotalTime - time, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void LoadWeights_OfAnArchiveUnderTheNameOfAnotherFormat_NotesIt()
    {
        using var net = new HostileKerasNet();
        var path = Path.Combine(_folder.FullName, "x.weights.h5");
        File.Copy(Write(Sequential(Input, Dense.Replace("EXTRA", "", StringComparison.Ordinal), Dense1)), path);

        Assert.Contains("its name ends in .weights.h5, and it is Keras", Assert.Single(net.LoadWeights(path).Notes));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void AssertCompared(string config)
    {
        using var net = new HostileKerasNet();

        var report = net.LoadWeights(Write(config));

        Assert.Null(report.BehaviourUnchecked);
        Assert.Empty(report.BehaviourChanges);
        Assert.Equal(4, report.Loaded.Count);
    }

    private static string Sequential(params IEnumerable<string> layers) =>
        $$$"""{"module": "keras", "class_name": "Sequential", "config": {"name": "sequential", "layers": [{{{string.Join(", ", layers)}}}]}}""";

    private string Write(string config, string? metadata = null)
    {
        var path = Path.Combine(_folder.FullName, "x.keras");
        File.Delete(path);
        using var plain = ZipFile.OpenRead(FixtureTree.OwnPathOf("hostile", "keras", "plain.keras"));
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        using (var entry = archive.CreateEntry("config.json").Open())
            entry.Write(Encoding.UTF8.GetBytes(config));
        if (metadata is not null)
        {
            using var entry = archive.CreateEntry("metadata.json").Open();
            entry.Write(Encoding.UTF8.GetBytes(metadata));
        }
        using var source = plain.GetEntry("model.weights.h5")!.Open();
        using var target = archive.CreateEntry("model.weights.h5", CompressionLevel.NoCompression).Open();
        source.CopyTo(target);
        return path;
    }
}
