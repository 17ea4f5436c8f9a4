using GenNet.Tests.Weights.Loading;
using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.Writing;

namespace GenNet.Tests.Weights.Writing;

/// <summary>Types of numbers, texts of the caller's, and what a format can't follow.</summary>
public sealed class SaveOptionsTests : IDisposable
{
    private readonly SavedFiles _files = new();

    public static TheoryData<WeightFormat, DType> Types =>
        [.. WeightWriters.All.SelectMany(static _ => (DType[])[DType.Float16, DType.BFloat16, DType.Float64], static (writer, type) => (writer.Format, type))];

    public void Dispose() => _files.Dispose();

    [Theory]
    [MemberData(nameof(Types))]
    public void SaveWeights_OfAnotherType_RoundsAndIsReportedOnLoad(WeightFormat format, DType type)
    {
        using var model = new Chain(seed: 1);
        using var copy = new Chain(seed: 2);
        var path = _files.PathOf("x");
        model.SaveWeights(path, new() { Format = format, DType = type });
        var report = copy.LoadWeights(path);
        Assert.Equal(report.Loaded, report.Converted);
        var expected = model.B.Kernel.Values.ToArray().Select(value => type switch
        {
            DType.Float16 => (float)(Half)value,
            DType.BFloat16 => BFloat16Of(value),
            _ => value,
        });
        Assert.Equal(expected, copy.B.Kernel.Values.ToArray());
    }

    [Fact]
    public void SaveWeights_WhenANumberWouldBecomeInfinite_IsRefusedAndLeavesTheOldFile()
    {
        using var model = new Chain(seed: 1);
        var path = _files.PathOf("x.safetensors");
        model.SaveWeights(path);
        var before = File.ReadAllBytes(path);
        model.C.Bias!.Assign([.. Enumerable.Repeat(1e6f, 15), float.PositiveInfinity]);
        var message = Assert.Throws<ArgumentException>("options", () => model.SaveWeights(path, new() { DType = DType.Float16 })).Message;
        Assert.Contains("15 values of c/bias do not fit float16", message);
        Assert.Equal(before, File.ReadAllBytes(path));
        model.SaveWeights(path, new() { DType = DType.BFloat16 });
        Assert.Contains("1 of 16 values are NaN or infinite", Assert.Single(model.LoadWeights(path).Suspicious).Remark);
    }

    [Theory]
    [MemberData(nameof(WeightsAnywhereTests.Formats), MemberType = typeof(WeightsAnywhereTests))]
    public void SaveWeights_WithMetadata_GivesItBack(WeightFormat format)
    {
        using var model = new Chain(seed: 1);
        var metadata = new Dictionary<string, string> { ["trained on"] = "März 2026", [""""layer_names\""""] = "", ["notes"] = new('ü', 40_000), ["gennet_model"] = "mine" };
        var path = _files.PathOf("x");
        model.SaveWeights(path, new() { Format = format, Metadata = metadata });
        Assert.Equal(metadata, model.LoadWeights(path).Metadata.ToDictionary());
        Assert.Equal(metadata, model.CheckWeights(path).Metadata.ToDictionary());
        Assert.Equal(metadata, WeightFiles.ReadMetadata(path).ToDictionary());
        model.SaveWeights(path, new() { Format = format });
        Assert.Empty(model.LoadWeights(path).Metadata);
    }

    [Theory]
    [MemberData(nameof(PackingFormats))]
    public void SaveWeights_Compressed_IsSmallerAndLoadsTheSame(WeightFormat format)
    {
        using var model = new WideNet(seed: 1);
        using var copy = new WideNet(seed: 2);
        // Numbers that are often the same, and noise, which packing makes no smaller.
        model.Wide.Kernel.Assign([.. Enumerable.Range(0, 64 * 300).Select(static i => i % 7 * 0.25f)]);
        string plain = _files.PathOf("plain"), packed = _files.PathOf("packed");
        model.SaveWeights(plain, new() { Format = format });
        model.SaveWeights(packed, new() { Format = format, Compress = true });
        Assert.InRange(new FileInfo(packed).Length, 1, new FileInfo(plain).Length * 3 / 4);
        Assert.True(copy.LoadWeights(packed).IsComplete);
        Assert.Equal(model.Wide.Kernel.ToTensor().Values, copy.Wide.Kernel.ToTensor().Values);
        Assert.Equal(model.Out.Kernel.ToTensor().Values, copy.Out.Kernel.ToTensor().Values);
        model.SaveWeights(packed, new() { Format = format, Compress = true, DType = DType.Float16 });
        copy.LoadWeights(packed);
        Assert.Equal(model.Wide.Kernel.ToTensor().Values, copy.Wide.Kernel.ToTensor().Values);
    }

    [Fact]
    public void SaveWeights_Compressed_IsReadByH5py()
    {
        using var model = new WideNet(seed: 1);
        model.Wide.Kernel.Assign([.. Enumerable.Range(0, 64 * 300).Select(static i => i % 7 * 0.25f)]);
        var path = _files.PathOf("x.weights.h5");
        model.SaveWeights(path, new() { Compress = true });
        Hdf5Tools.RunH5py(
            """
            with h5py.File(path) as f:
                d = f['layers/dense/vars/0']
                assert d.compression == 'gzip' and d.chunks == (64, 300), (d.compression, d.chunks)
                assert (d[...].ravel() == np.arange(64 * 300) % 7 * 0.25).all()
                assert f['layers/dense/vars/1'].chunks is None
            with h5py.File(path, 'r+') as f:
                f['layers/dense/vars/0'][0, 0] = 9
            """,
            path);
        Assert.Equal(9, WideNet.Weights.Load(path).Wide.Kernel.Values[0]);
    }

    public static TheoryData<WeightFormat> PackingFormats => [.. WeightWriters.All.Where(static writer => writer.CanCompress).Select(static writer => writer.Format)];

    [Fact]
    public void SaveWeights_WhenOptionsCantBe_SaysWhichAndWhy()
    {
        using var model = new Chain(seed: 1);
        var path = _files.PathOf("x.safetensors");
        Assert.Contains("DType is int32", Refusal(new() { DType = DType.Int32 }));
        Assert.Contains("Safetensors packs nothing", Refusal(new() { Compress = true }));
        Assert.Contains("Safetensors is one file", Refusal(new() { MaxShardSize = 1000 }));
        Assert.Contains("a key that no file can hold", Refusal(new() { Metadata = new Dictionary<string, string> { [""] = "x" } }));
        Assert.Contains("a key that no file can hold", Refusal(new() { Metadata = new Dictionary<string, string> { [new('x', 1001)] = "x" } }));
        Assert.Contains("Metadata[\"x\"] is no text", Refusal(new() { Metadata = new Dictionary<string, string> { ["x"] = "a\0b" } }));
        Assert.Contains("Metadata[\"x\"] is no text", Refusal(new() { Metadata = new Dictionary<string, string> { ["x"] = "\ud800" } }));
        Assert.False(File.Exists(path));

        string Refusal(SaveOptions options) => Assert.Throws<ArgumentException>("options", () => model.SaveWeights(path, options)).Message;
    }

    private static float BFloat16Of(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return BitConverter.UInt32BitsToSingle((bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000);
    }
}

/// <summary>A model with arrays that are worth packing.</summary>
[Model, Input(64)]
internal sealed partial class WideNet
{
    [Dense(300)] public partial Dense Wide { get; }
    [Dense(50)] public partial Dense Out { get; }
}
