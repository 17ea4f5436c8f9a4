using System.Text.Json;
using GenNet.Tests.Weights.Loading;
using GenNet.TestSupport;

namespace GenNet.Tests.Tool;

public sealed class InspectCommandTests : IDisposable
{
    private readonly SavedFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Inspect_OfAFileOfGenNet_SaysWhatIsInItAndWhoWroteIt()
    {
        var (code, output, _) = CommandLine.Run("inspect", Saved());
        Assert.Equal(0, code);
        foreach (var text in (string[])["Keras 3 weights (HDF5)", "GenNet 0.", "GenNet.Tests.Weights.Loading.Chain", "\"trained on\"", "März", "0 (a/kernel)  (16, 16) float32  1024 B", "1 (b/bias)  (16) float32  64 B", "2 values are NaN and 1 infinite", "23.5 %", "3 values NaN or infinite"])
            Assert.Contains(text, output, StringComparison.Ordinal);
        Assert.DoesNotContain("gennet-weights", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_AsJson_HasEveryArrayAndItsValues()
    {
        var (code, output, _) = CommandLine.Run("inspect", Saved(), "--json");
        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(output);
        var root = json.RootElement;
        Assert.Equal("GenNet.Tests.Weights.Loading.Chain", root.GetProperty("model").GetString());
        Assert.Equal("März", root.GetProperty("userMetadata").GetProperty("trained on").GetString());
        Assert.Equal(3, root.GetProperty("notFinite").GetInt64());
        Assert.Equal(4 * ((16 * 16) + 16) * 4, root.GetProperty("arrayBytes").GetInt64());
        var arrays = root.GetProperty("arrays").EnumerateArray().ToDictionary(static array => array.GetProperty("name").GetString()!);
        Assert.Equal(8, arrays.Count);
        Assert.Equal([16, 16], arrays["a/kernel"].GetProperty("shape").EnumerateArray().Select(static size => size.GetInt32()));
        var bias = arrays["b/bias"];
        Assert.Equal((-1.0, 3.0, 13, 2, 1), (bias.GetProperty("min").GetDouble(), bias.GetProperty("max").GetDouble(), bias.GetProperty("zeros").GetInt32() + 2, bias.GetProperty("nan").GetInt32(), bias.GetProperty("infinite").GetInt32()));
        Assert.Equal("weight", bias.GetProperty("role").GetString());
    }

    [Theory]
    [InlineData("convnet", "model.keras", "Keras 3 model (.keras)")]
    [InlineData("convnet", "keras2_weights.h5", "Keras weights (legacy HDF5)")]
    [InlineData("convnet", "model.safetensors", "safetensors")]
    public void Inspect_OfFilesOfOthers_TellsTheirFormat(string model, string file, string format)
    {
        var path = FixtureTree.PathOf("models", model, file);
        var (code, output, _) = CommandLine.Run("inspect", path);
        Assert.Equal(0, code);
        Assert.Contains(format, output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(CommandLine.Run("inspect", path, "--json").Output);
        Assert.Equal(format, json.RootElement.GetProperty("format").GetString());
        Assert.NotEqual(0, json.RootElement.GetProperty("arrays").GetArrayLength());
    }

    [Fact]
    public void Inspect_OfNoWeights_SaysWhyOnStandardError()
    {
        var path = _files.PathOf("text.txt");
        File.WriteAllText(path, "no weights");
        var (code, output, error) = CommandLine.Run("inspect", path);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("not a weight file", error, StringComparison.Ordinal);
        Assert.Equal(1, CommandLine.Run("inspect", _files.PathOf("none")).Code);
    }

    private string Saved()
    {
        using var model = new Chain(seed: 1);
        model.B.Bias!.Assign([-1, 3, float.NaN, float.NaN, float.PositiveInfinity, .. new float[11]]);
        var path = _files.PathOf("x.weights.h5");
        model.SaveWeights(path, new() { Metadata = new Dictionary<string, string> { ["trained on"] = "März" } });
        return path;
    }
}
