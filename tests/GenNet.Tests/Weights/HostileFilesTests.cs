using System.Text.Json;
using GenNet.Specs;
using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.Safetensors;

namespace GenNet.Tests.Weights;

/// <summary>Every file of <c>hostile/</c> ends as <c>hostile.json</c> says: accepted with exactly these arrays, or refused clearly and cheaply.</summary>
public class HostileFilesTests
{
    // Far above what any of the files takes, far below what they ask for: reading and converting 12 KB of structure.
    private const long MaxAllocated = 64L << 20;
    private static readonly TimeSpan s_maxTime = TimeSpan.FromSeconds(20);

    public static TheoryData<string> Hdf5Files => [.. Files("h5/", "other/", "npz/").Where(static row => !row.Data.EndsWith(".npy", StringComparison.Ordinal))];

    public static TheoryData<string> SingleArrays => [.. Files("npz/").Where(static row => row.Data.EndsWith(".npy", StringComparison.Ordinal))];

    public static TheoryData<string> PyTorchFiles => Files("pt/");

    public static TheoryData<string> FilesOfNamedArrays => Files("safetensors/", "tf/");

    [Theory]
    [MemberData(nameof(Hdf5Files))]
    public void Load_WhenFileIsHostile_EndsAsListed(string file)
    {
        SkipIfAbsent(file);
        float[]?[]? values = null;
        EndsAsListed(file, path =>
        {
            using var container = WeightFiles.Open(path);
            values = LoadedValues.Read(container, BaseModel.Expected, LoadOptions.Strict).Values;
        });
        if (values is null || Case(file).GetProperty("must").GetString() != "accept")
            return;
        foreach (var (path, read) in BaseModel.Paths.Zip(values))
            Assert.Equal(Bits(BaseModel.Array(Case(file), path)), Bits(read!));
    }

    [Theory]
    [MemberData(nameof(FilesOfNamedArrays))]
    public void Open_WhenNamedArraysAreHostile_EndsAsListed(string file)
    {
        SkipIfAbsent(file);
        Dictionary<string, (long[] Shape, byte[] Bytes)>? arrays = null;
        EndsAsListed(file, path =>
        {
            using var container = WeightFiles.Open(path);
            arrays = container.Tensors.ToDictionary(static t => t.Path, static t => (t.Dimensions.ToArray(), t.ToBytes()));
        });
        if (Case(file).GetProperty("must").GetString() != "accept")
            return;
        using var expected = SafetensorsFile.Open(FixtureTree.PathOf("hostile", "expected.safetensors"));
        var prefix = Case(file).GetProperty("arrays").GetString() + "/";
        var wanted = expected.Tensors.Where(t => t.Path.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        Assert.Equal(wanted.Select(t => t.Path[prefix.Length..]).Order(), arrays!.Keys.Order());
        foreach (var tensor in wanted)
        {
            Assert.Equal(tensor.Dimensions, arrays[tensor.Path[prefix.Length..]].Shape);
            Assert.Equal(tensor.ToBytes(), arrays[tensor.Path[prefix.Length..]].Bytes);
        }
    }

    [Theory]
    [MemberData(nameof(SingleArrays))]
    public void Open_WhenASingleArrayIsHostile_EndsAsListed(string file)
    {
        SkipIfAbsent(file);
        float[]? values = null;
        EndsAsListed(file, path =>
        {
            using var container = WeightFiles.Open(path);
            values = Assert.Single(container.Tensors).ToFloats();
        });
        if (values is null || Case(file).GetProperty("must").GetString() != "accept")
            return;
        using var expected = SafetensorsFile.Open(FixtureTree.PathOf("hostile", "expected.safetensors"));
        Assert.Equal(Bits(expected[$"{Case(file).GetProperty("arrays").GetString()}/array"].ToFloats()), Bits(values));
    }

    /// <summary>Whatever the table says of PyTorch's own files: none is read, and nothing in one is run.</summary>
    [Theory]
    [MemberData(nameof(PyTorchFiles))]
    public void Open_WhenFileIsPyTorchs_IsRefused(string file)
    {
        SkipIfAbsent(file);
        Assert.Throws<WeightFileException>(() => WeightFiles.Open(FixtureTree.PathOf(["hostile", .. file.Split('/')])));
        Assert.False(File.Exists(Path.Combine(Path.GetTempPath(), "GENNET_PWNED")));
    }

    private static void EndsAsListed(string file, Action<string> load)
    {
        var must = Case(file).GetProperty("must").GetString();
        var path = FixtureTree.PathOf(["hostile", .. file.Split('/')]);
        var time = Environment.CpuUsage.TotalTime;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Record.Exception(() => load(path));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (must == "accept")
            Assert.Null(error);
        else if (must == "reject")
            Assert.NotNull(error);
        if (error is not null)
        {
            Assert.True(error is WeightFileException or WeightLoadException, error.ToString());
            Assert.Contains(Path.GetFileName(path), error.Message);
            Assert.DoesNotContain(", :", error.Message);
            Assert.DoesNotMatch(" a [aeio]", error.Message);
        }
        Assert.InRange(allocated, 0, MaxAllocated);
        Assert.InRange(Environment.CpuUsage.TotalTime - time, TimeSpan.Zero, s_maxTime);
    }

    private static TheoryData<string> Files(params string[] folders) =>
        [.. FixtureTree.Has("hostile", "hostile.json")
            ? Cases().Select(static c => c.GetProperty("file").GetString()!).Where(f => folders.Any(folder => f.StartsWith(folder, StringComparison.Ordinal)))
            : []];

    private static JsonElement Case(string file) => Cases().First(c => c.GetProperty("file").GetString() == file);

    private static JsonElement.ArrayEnumerator Cases() => FixtureTree.Json("hostile", "hostile.json").GetProperty("cases").EnumerateArray();

    private static void SkipIfAbsent(string file) =>
        Assert.SkipUnless(FixtureTree.Has(["hostile", .. file.Split('/')]), $"{file} is not in {FixtureTree.Root}.");

    private static int[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToInt32Bits)];

    /// <summary>The model of all these files: two Dense layers.</summary>
    private static class BaseModel
    {
        public static ExpectedModel Expected { get; } = new("base",
        [
            new("dense", "Dense", "layers/dense", [new("kernel", TensorShape.Of(4, 3)), new("bias", TensorShape.Of(3))]),
            new("dense_1", "Dense", "layers/dense_1", [new("kernel", TensorShape.Of(3, 2)), new("bias", TensorShape.Of(2))]),
        ]);

        public static IEnumerable<string> Paths =>
            Expected.Layers.SelectMany(static l => l.Variables.Select((_, i) => l.PathOf(i, VariableNaming.KerasPath)));

        public static float[] Array(JsonElement hostileCase, string path)
        {
            using var expected = SafetensorsFile.Open(FixtureTree.PathOf("hostile", "expected.safetensors"));
            var prefix = hostileCase.TryGetProperty("arrays", out var arrays) ? arrays.GetString() : "base";
            return expected[$"{prefix}/{path}"].ToFloats();
        }
    }
}
