using System.Text.Json;
using GenNet.TestSupport;
using GenNet.Weights.Hdf5;
using GenNet.Weights.Safetensors;

namespace GenNet.PureHdf.Tests;

/// <summary>Every hostile HDF5 file, through <c>dotnet gennet convert</c>: refused, or converted right; never a hang, a dead process or much memory.</summary>
public sealed class HostileFilesTests : IDisposable
{
    private const long MaxAllocated = 256L << 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("gennet-hostile-").FullName;

    // Refused by the library, since it follows no link within the file either; the converter does.
    private static readonly string[] s_converts = ["h5/soft_link.weights.h5", "h5/gzip_bomb.weights.h5", "h5/zero_rows.weights.h5", "h5/transposed_shape.weights.h5", "h5/missing_kernel.weights.h5"];

    public static TheoryData<string> Files => [.. FixtureTree.Has("hostile", "hostile.json")
        ? Cases().Select(static c => c.GetProperty("file").GetString()!).Where(static file => file.StartsWith("h5/", StringComparison.Ordinal) && FixtureTree.Has(["hostile", .. file.Split('/')]))
        : []];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Files))]
    public void Convert_WhenAFileIsHostile_RefusesItOrConvertsItRight(string file)
    {
        var hostile = Cases().First(c => c.GetProperty("file").GetString() == file);
        var must = hostile.GetProperty("must").GetString();
        var target = Path.Combine(_folder, "clean.weights.h5");
        var before = GC.GetAllocatedBytesForCurrentThread();

        var (code, _, error) = ConvertTests.Convert(FixtureTree.PathOf(["hostile", .. file.Split('/')]), target, "--timeout", "120", "--memory", "512");

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxAllocated);
        if (code != 0)
        {
            Assert.Equal(1, code);
            Assert.NotEqual("accept", must);
            Assert.Contains(Path.GetFileName(file), error);
            Assert.False(File.Exists(target));
            return;
        }
        if (must == "reject")
            Assert.Contains(file, s_converts);
        if (must == "accept")
            AssertHolds(target, hostile.GetProperty("arrays").GetString()!);
        else if (file.StartsWith("h5/soft_link", StringComparison.Ordinal))
            AssertHolds(target, "base");
    }

    private static void AssertHolds(string target, string prefix)
    {
        using var expected = SafetensorsFile.Open(FixtureTree.PathOf("hostile", "expected.safetensors"));
        using var plain = Hdf5File.Open(target);
        foreach (var wanted in expected.Tensors.Where(t => t.Path.StartsWith(prefix + "/", StringComparison.Ordinal)))
        {
            Assert.True(plain.TryGetTensor(wanted.Path[(prefix.Length + 1)..], out var read), wanted.Path);
            Assert.Equal(OddFiles.Bits(wanted.ToFloats()), OddFiles.Bits(read.ToFloats()));
        }
    }

    private static JsonElement.ArrayEnumerator Cases() => FixtureTree.Json("hostile", "hostile.json").GetProperty("cases").EnumerateArray();
}
