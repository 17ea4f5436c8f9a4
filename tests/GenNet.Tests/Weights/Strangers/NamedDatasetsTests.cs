using System.IO.Compression;
using GenNet.TestSupport;

namespace GenNet.Tests.Weights.Strangers;

/// <summary>A layer's own <c>save_own_variables</c> may call its datasets as it likes: names are names, whatever their order, and numbers are positions.</summary>
public sealed class NamedDatasetsTests : IDisposable
{
    private readonly SavedFiles _files = new();

    public static TheoryData<string> Formats => ["x.weights.h5", "x.weights.json", "x.keras"];

    public void Dispose() => _files.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public void LoadWeights_OfNamedDatasets_GoesByTheNames(string file)
    {
        using var model = new OneNorm(seed: 1);
        var report = model.LoadWeights(Save(file, "gamma", "beta:0"));
        Assert.True(report.IsComplete);
        Assert.Empty(report.Interchangeable);
        Assert.All(model.Norm.Gamma!.Values.ToArray(), static value => Assert.Equal(1, value));
        Assert.All(model.Norm.Beta!.Values.ToArray(), static value => Assert.Equal(2, value));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void LoadWeights_OfOtherNames_RefusesAndNamesBothSides(string file)
    {
        using var model = new OneNorm(seed: 1);
        var path = Save(file, "Gamma", "shift");
        var message = Assert.Throws<WeightLoadException>(() => model.LoadWeights(path)).Message;
        Assert.Contains("the layer has gamma (4,), beta (4,), and the file calls its arrays Gamma (4,), shift (4,)", message, StringComparison.Ordinal);
        Assert.Throws<WeightLoadException>(() => model.LoadWeights(path, LoadOptions.AllowMissing | LoadOptions.AllowUnused));
    }

    [Fact]
    public void LoadWeights_OfOneOtherName_SaysWhichIsThereInstead()
    {
        using var model = new OneNorm(seed: 1);
        var path = Save("x.weights.h5", "gamma", "1");
        Assert.Contains("the file has no beta for this layer, and 1, which the class hasn't", Assert.Throws<WeightLoadException>(() => model.LoadWeights(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x.weights.h5", "0", "2")]
    [InlineData("x.weights.json", "1", "2")]
    [InlineData("x.keras", "0", "01")]
    public void LoadWeights_OfNumbersWithAGap_IsRefused(string file, string first, string second)
    {
        using var model = new OneNorm(seed: 1);
        var path = Save(file, first, second);
        var message = Assert.Throws<WeightLoadException>(() => model.LoadWeights(path)).Message;
        Assert.Contains($"layers/layer_normalization/vars of the file has {first}, {second}, and Keras numbers", message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void LoadWeights_OfNumbers_GoesByThem(string file)
    {
        using var model = new OneNorm(seed: 1);
        Assert.True(model.LoadWeights(Save(file, "0", "1")).IsComplete);
        Assert.All(model.Norm.Gamma!.Values.ToArray(), static value => Assert.Equal(1, value));
    }

    // The first array is of ones, the second of twos.
    private string Save(string file, string first, string second)
    {
        const string Group = "layers/layer_normalization/vars";
        var path = _files.PathOf(file);
        var weights = new WeightFileBuilder().WithName(Group, "norm").With($"{Group}/{first}", [4], 1, 1, 1, 1).With($"{Group}/{second}", [4], 2, 2, 2, 2).ToBytes();
        if (file.EndsWith(".keras", StringComparison.Ordinal))
        {
            using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
            Add(archive, "config.json", """
                {"module": "keras", "class_name": "Sequential", "config": {"name": "sequential", "layers": [
                {"module": "keras.layers", "class_name": "InputLayer", "config": {"batch_shape": [null, 4], "name": "input"}},
                {"module": "keras.layers", "class_name": "LayerNormalization", "config": {"name": "norm"}}]}}
                """u8);
            Add(archive, "model.weights.h5", weights);
        }
        else if (file.EndsWith(".json", StringComparison.Ordinal))
        {
            File.WriteAllText(path, "{\"metadata\": {\"total_size\": 32.0}, \"weight_map\": {\"/" + Group + "\": \"x_00000.weights.h5\"}}");
            File.WriteAllBytes(_files.PathOf("x_00000.weights.h5"), weights);
        }
        else
        {
            File.WriteAllBytes(path, weights);
        }
        return path;
    }

    private static void Add(ZipArchive archive, string name, ReadOnlySpan<byte> content)
    {
        using var stream = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
        stream.Write(content);
    }
}

/// <summary>A layer with two variables of one shape.</summary>
[Model, Input(4)]
internal sealed partial class OneNorm
{
    [LayerNormalization] public partial LayerNormalization Norm { get; }
}
