using System.Diagnostics;
using GenNet.Contracts;

namespace GenNet.Tests.Contracts;

/// <summary>What git makes of two branches that changed a contract: different layers merge as text, and two changes of one variable conflict.</summary>
public sealed class ContractMergeTests : IDisposable
{
    private const string Base = """
        gennet-weights 2
        model Samples.Net
        version 1 draft
          (image)            InputLayer dtype=float32 shape=8
          hidden             Dense activation=relu
            kernel           float32 8,6
            bias             float32 6
          middle             Dense activation=relu
            kernel           float32 6,6
            bias             float32 6
          output             Dense activation=softmax
            kernel           float32 6,3
            bias             float32 3

        """;

    private const string Norm = "  norm               LayerNormalization axis=-1 epsilon=0.001\n    gamma            float32 6\n    beta             float32 6\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gennet-merge-");

    [Fact]
    public void Merge_OfTwoBranchesThatAddDifferentLayers_IsTheContractOfBoth()
    {
        var drop = "  drop               Dropout training\n";
        var (text, conflicts) = Merge(Base, Base.Replace("  middle ", Norm + "  middle ", StringComparison.Ordinal), Base.Replace("  output ", drop + "  output ", StringComparison.Ordinal));

        Assert.Equal(0, conflicts);
        var merged = WeightContract.Parse(text).Contract!;
        Assert.Equal(["hidden", "norm", "middle", "drop", "output"], merged.Current.Layers.Select(static layer => layer.Name));
        Assert.Equal(["norm/gamma", "norm/beta"], ContractDiff.Compare(Version(Base), merged.Current).Where(static c => c.Severity != ChangeSeverity.Compatible).SelectMany(static c => c.Names));
    }

    [Theory]
    [InlineData("float32 8,6", "float32 8,5", "float32 8,7")]
    [InlineData("Dense activation=softmax", "Dense activation=sigmoid", "Dense activation=linear")]
    public void Merge_OfTwoBranchesThatChangeTheSame_Conflicts(string line, string ours, string theirs)
    {
        var (text, conflicts) = Merge(Base, Base.Replace(line, ours, StringComparison.Ordinal), Base.Replace(line, theirs, StringComparison.Ordinal));

        Assert.Equal(1, conflicts);
        Assert.Contains("<<<<<<<", text, StringComparison.Ordinal);
        Assert.NotNull(WeightContract.Parse(text).Error);
    }

    [Fact]
    public void ReadableVersions_OfAConflict_AreThoseThatTheMergeLeftAlone()
    {
        var older = Base[Base.IndexOf("version 1", StringComparison.Ordinal)..].Replace("version 1 draft", "version 1", StringComparison.Ordinal);
        var contract = Base.Replace("version 1 draft", "version 2 draft", StringComparison.Ordinal) + older;
        Assert.NotNull(WeightContract.Parse(contract).Contract);
        var (text, conflicts) = Merge(contract, Wider("5"), Wider("7"));

        Assert.Equal(1, conflicts);
        Assert.Null(WeightContract.Parse(text).Contract);
        var readable = ReadableVersions.Of(text)!;
        Assert.Equal(("Samples.Net", "1"), (readable.Model, string.Join(",", readable.Versions.Select(static version => version.Number))));
        Assert.Null(ReadableVersions.Of(text.Replace("model Samples.Net", "model A\nmodel B", StringComparison.Ordinal)));
        Assert.Null(ReadableVersions.Of("nothing"));

        string Wider(string units)
        {
            var place = contract.IndexOf("float32 8,6", StringComparison.Ordinal);
            return contract[..place] + "float32 8," + units + contract[(place + "float32 8,6".Length)..];
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private (string Text, int Conflicts) Merge(string common, string ours, string theirs)
    {
        string Write(string name, string text)
        {
            var path = Path.Combine(_folder.FullName, name);
            File.WriteAllText(path, text.ReplaceLineEndings("\n"));
            return path;
        }

        using var git = Process.Start(new ProcessStartInfo("git", ["merge-file", "-p", Write("ours", ours), Write("base", common), Write("theirs", theirs)]) { RedirectStandardOutput = true })!;
        var text = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return (text, git.ExitCode);
    }

    private static ContractVersion Version(string text) => WeightContract.Parse(text.ReplaceLineEndings("\n")).Contract!.Current;
}
