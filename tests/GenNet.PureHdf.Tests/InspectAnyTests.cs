using System.CommandLine;
using System.Text.Json;
using GenNet.TestSupport;
using GenNet.Tool.Commands;
using GenNet.Weights.Safetensors;

namespace GenNet.PureHdf.Tests;

/// <summary><c>dotnet gennet inspect --any</c>: files that the strict reader reads, refuses, or that are hostile.</summary>
public sealed class InspectAnyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gennet-inspect-test-").FullName;

    public static TheoryData<string, string> Files => OddFiles.All;

    public static TheoryData<string> Hostile => HostileFilesTests.Files;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Files))]
    public void Inspect_OfAnOddFile_ShowsEveryArrayAndItsValues(string file, string strict)
    {
        var (code, output, error) = Inspect(OddFiles.PathOf(file), "--json");
        if (strict == "refuse")
        {
            Assert.Equal(1, code);
            Assert.Contains("virtual dataset", error);
            return;
        }
        Assert.True(code == 0, error);
        using var json = JsonDocument.Parse(output);
        var arrays = json.RootElement.GetProperty("arrays").EnumerateArray().ToDictionary(static array => array.GetProperty("path").GetString()!);
        Assert.Equal(OddFiles.Paths.Order(), arrays.Keys.Order());
        using var expected = SafetensorsFile.Open(FixtureTree.PathOf("models", "mlp", "model.safetensors"));
        var kernel = expected["hidden_1/kernel"].ToFloats();
        Assert.Equal((double)kernel.Min(), arrays["layers/dense/vars/0"].GetProperty("min").GetDouble());
        Assert.Equal((double)kernel.Max(), arrays["layers/dense/vars/0"].GetProperty("max").GetDouble());
        Assert.Equal(new FileInfo(OddFiles.PathOf(file)).Length, json.RootElement.GetProperty("bytes").GetInt64());
    }

    [Fact]
    public void Inspect_OfWhatTheStrictReaderRefuses_SaysSoWithAnyAndWithout()
    {
        var odd = OddFiles.PathOf("lzf.h5");
        Assert.Contains("GenNet's own reader refuses this file", Inspect(odd).Output);
        var (code, output, _) = Run("inspect", odd);
        Assert.Equal(0, code);
        Assert.Contains("LZF", output);
        Assert.DoesNotContain("own reader refuses this file", output);
        Assert.Contains("dotnet gennet inspect --any", output);
        Assert.DoesNotContain("inspect --any", Inspect(odd).Output);
    }

    [Fact]
    public void Inspect_OfAFileOfAnotherFormat_IsWhatItIsWithoutTheOption()
    {
        var path = FixtureTree.PathOf("models", "mlp", "model.safetensors");
        Assert.Equal(Run("inspect", path, "--json"), Inspect(path, "--json"));
        path = FixtureTree.PathOf("models", "mlp", "keras2_weights.h5");
        Assert.Equal(Run("inspect", path, "--json"), Inspect(path, "--json"));
        var none = Path.Combine(_folder, "none.h5");
        Assert.Equal(Run("inspect", none), Inspect(none));
    }

    [Fact]
    public void Inspect_WhenAFileUnpacksToMoreThanTheMemory_SaysSo()
    {
        var path = Path.Combine(_folder, "bomb.h5");
        Hdf5Tools.RunH5py("""
            with h5py.File(path, 'w', libver='latest') as f:
                f.create_dataset('layers/dense/vars/0', shape=(100_000_000,), dtype='f4', chunks=(50_000_000,), compression='gzip')[:] = 1
            """, path);
        var (code, output, error) = Inspect(path, "--memory", "100");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("reading it took more than 100 MiB of memory", error);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Inspect_WhenAFileIsHostile_ShowsItOrSaysWhyNot(string file)
    {
        var path = FixtureTree.PathOf(["hostile", .. file.Split('/')]);
        var (code, output, error) = Inspect(path, "--json", "--timeout", "120", "--memory", "512");
        if (code == 0)
        {
            using var json = JsonDocument.Parse(output);
            Assert.Equal(path, json.RootElement.GetProperty("file").GetString());
            return;
        }
        Assert.Equal((1, ""), (code, output));
        Assert.Contains(Path.GetFileName(file), error);
    }

    private static (int Code, string Output, string Error) Inspect(string path, params string[] more) => Run(["inspect", "--any", path, .. more]);

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = GenNetCommand.Create().Parse(arguments).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
