using System.Text.Json;
using GenNet.Conformance.Models;
using GenNet.TestSupport;
using GenNet.Weights;

namespace GenNet.Conformance.Formats;

/// <summary>NumPy's archives and single arrays, as <c>npz.json</c> lists them.</summary>
public sealed class NumPyFileTests(ConformanceSummary summary)
{
    public static TheoryData<string, string> Files => [.. KerasFixture.Names
        .Where(static model => FixtureTree.Has("models", model, "npz", "npz.json"))
        .SelectMany(static model => Entries(model).Select(entry => (model, entry.GetProperty("file").GetString()!)))];

    [Theory]
    [MemberData(nameof(Files))]
    public void LoadWeights_OfAnArchiveOfNumPy_LoadsAsListed(string name, string file)
    {
        Assert.SkipWhen(file.EndsWith(".npy", StringComparison.Ordinal), "A single array is no model.");
        var entry = Entry(name, file);
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, $"load {file}", "model.safetensors");
        var path = fixture.PathOf(Path.Combine("npz", file));
        Func<float, float>? stored = entry.GetProperty("dtype").GetString() == "float16" ? static value => (float)(Half)value : null;
        LoadOptions? options = null;
        if (entry.GetProperty("load").GetString() == "choice")
        {
            using var refused = fixture.Create(Device.Cpu());
            var error = Assert.Throws<WeightLoadException>(() => refused.Model.LoadWeights(path));
            Assert.Contains("LoadOptions.ByPosition", error.Message, StringComparison.Ordinal);
            options = LoadOptions.ByPosition;
        }

        var report = LoadedBits.Check(fixture, path, options, stored);

        Assert.Empty(report.Notes);
        // Where names tell nothing, the report says which array was taken for which variable.
        if (options is not null)
            Assert.All(report.Loaded, variable => Assert.Contains($"{variable.Path} is {variable.Layer}/{variable.Name}", report.ToString(), StringComparison.Ordinal));
        Assert.Equal(entry.GetProperty("dtype").GetString() == "float32" ? 0 : report.Loaded.Count, report.Converted.Count);
        summary.Models.Passed(name, $"load {file}", 0);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Open_OfASingleArray_HasItsBits(string name, string file)
    {
        Assert.SkipUnless(file.EndsWith(".npy", StringComparison.Ordinal), "It is an archive.");
        using var array = WeightFiles.Open(FixtureTree.PathOf("models", name, "npz", file));
        using var expected = WeightFiles.Open(FixtureTree.PathOf("models", name, "model.safetensors"));
        Assert.True(expected.TryGetTensor(Entry(name, file).GetProperty("keys")[0].GetString()!, out var tensor));

        var only = Assert.Single(array.Tensors);
        Assert.Equal(tensor.Dimensions, only.Dimensions);
        Assert.Equal(tensor.ToBytes(), only.ToBytes());
    }

    private static JsonElement Entry(string model, string file) => Entries(model).First(entry => entry.GetProperty("file").GetString() == file);

    private static JsonElement.ArrayEnumerator Entries(string model) => FixtureTree.Json("models", model, "npz", "npz.json").GetProperty("files").EnumerateArray();
}
