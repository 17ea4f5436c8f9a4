using System.IO.Compression;
using System.Text;
using GenNet.TestSupport;

namespace GenNet.Tests.Weights;

/// <summary>What a <c>.keras</c> file's config says is compared with the class, whose weights lie in <c>hostile/keras/plain.keras</c>.</summary>
public sealed class KerasArchiveFileTests : IDisposable
{
    private const string Dense = """{"module": "keras.layers", "class_name": "Dense", "config": {"name": "dense", "units": 3EXTRA}}""";
    private const string Dense1 = """{"module": "keras.layers", "class_name": "Dense", "config": {"name": "dense_1", "units": 2}}""";
    private const string Input = """{"module": "keras.layers", "class_name": "InputLayer", "config": {"batch_shape": [null, 4], "dtype": "float32", "name": "input"}}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gennet");

    [Theory]
    [InlineData(""", "activation": "tanh" """, "activation", "linear", "tanh")]
    [InlineData(""", "dtype": {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "mixed_float16"}}""", "dtype", "float32", "mixed_float16")]
    [InlineData(""", "dtype": "bfloat16" """, "dtype", "float32", "bfloat16")]
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
    public void LoadWeights_OfAnArchiveUnderTheNameOfAnotherFormat_IsRefused()
    {
        using var net = new HostileKerasNet();
        var path = Path.Combine(_folder.FullName, "x.weights.h5");
        File.Copy(Write(Sequential(Input, Dense.Replace("EXTRA", "", StringComparison.Ordinal), Dense1)), path);

        Assert.Contains("Rename it so that it ends in .keras", Assert.Throws<WeightFileException>(() => net.LoadWeights(path)).Message);
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

    private string Write(string config)
    {
        var path = Path.Combine(_folder.FullName, "x.keras");
        using var plain = ZipFile.OpenRead(Path.Combine(FixtureTree.OwnRoot, "hostile", "keras", "plain.keras"));
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        using (var entry = archive.CreateEntry("config.json").Open())
            entry.Write(Encoding.UTF8.GetBytes(config));
        using var source = plain.GetEntry("model.weights.h5")!.Open();
        using var target = archive.CreateEntry("model.weights.h5", CompressionLevel.NoCompression).Open();
        source.CopyTo(target);
        return path;
    }
}
