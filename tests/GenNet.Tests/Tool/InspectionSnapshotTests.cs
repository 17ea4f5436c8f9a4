using System.Runtime.CompilerServices;
using GenNet.TestSupport;

namespace GenNet.Tests.Tool;

/// <summary><c>dotnet gennet inspect --json</c> of a file of each format, as other programs read it: <c>Snapshots/inspect-….json</c>.</summary>
public sealed class InspectionSnapshotTests
{
    [Theory]
    [InlineData("keras3-weights", "mlp", "inference.weights.h5")]
    [InlineData("keras-shards", "resnet", "sharded/model.weights.json")]
    [InlineData("keras-archive", "mlp", "model.keras")]
    [InlineData("legacy-weights", "mlp", "keras2_weights.h5")]
    [InlineData("legacy-model", "mlp", "keras3.h5")]
    [InlineData("safetensors", "mlp", "model.safetensors")]
    [InlineData("pytorch", "mlp", "pytorch.safetensors")]
    [InlineData("npz", "mlp", "npz/weights.npz")]
    [InlineData("npy", "mlp", "npz/kernel_v1.npy")]
    [InlineData("tensorflow-checkpoint", "mlp", "keras2_tf/weights")]
    public void Inspect_AsJson_IsTheSnapshot(string snapshot, string model, string file)
    {
        var folder = FixtureTree.OwnPathOf("models");
        var (code, output, error) = CommandLine.Run("inspect", "--json", FixtureTree.OwnPathOf(["models", model, .. file.Split('/')]));
        Assert.True(code == 0, error);
        Assert.Equal(File.ReadAllText(PathOf(snapshot)).ReplaceLineEndings("\n"), output.ReplaceLineEndings("\n").Replace(folder, "models", StringComparison.Ordinal));
    }

    private static string PathOf(string snapshot, [CallerFilePath] string test = "") => Path.Combine(Path.GetDirectoryName(test)!, "Snapshots", $"inspect-{snapshot}.json");
}
