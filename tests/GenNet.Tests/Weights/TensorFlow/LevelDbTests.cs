using System.Text;
using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.TensorFlow;

namespace GenNet.Tests.Weights.TensorFlow;

/// <summary>LevelDB itself reads the indexes that GenNet writes, and GenNet reads what LevelDB does.</summary>
public sealed class LevelDbTests : IDisposable
{
    private readonly CheckpointBuilder _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(12_000)]
    public void Index_OfGenNet_HasTheEntriesForLevelDb(int count)
    {
        var entries = Enumerable.Range(0, count).Select(static i => (Key: Encoding.UTF8.GetBytes($"layer_with_weights-{i:00000}/kernel/.ATTRIBUTES/VARIABLE_VALUE"), Value: new byte[i % 50])).ToArray();
        using (var index = File.Create(_files.PathOf("x.index")))
            TableWriter.Write(entries, index);
        Assert.Equal(entries.Select(static entry => (Convert.ToHexString(entry.Key), Convert.ToHexString(entry.Value))), LevelDb.Read(_files.PathOf("x.index")));
    }

    [Fact]
    public void Index_OfASavedModel_HasTheEntriesForLevelDb()
    {
        using var model = new Loading.Chain(seed: 1);
        model.SaveWeights(_files.PathOf("weights"), new() { Format = WeightFormat.TensorFlowCheckpoint });
        var path = _files.PathOf("weights.index");
        var entries = LevelDb.Read(path);
        Assert.Equal(TableReader.Read(new MemoryBytes(path, File.ReadAllBytes(path))).Select(static entry => (Convert.ToHexString(Encoding.UTF8.GetBytes(entry.Key)), Convert.ToHexString(entry.Value.Span))), entries);
        Assert.Equal(("", "08011A020801"), entries[0]);
    }

    [Theory]
    [InlineData("models/mlp/keras2_tf/weights.index")]
    [InlineData("models/autoencoder/checkpoint3/ckpt-1.index")]
    public void Index_OfTensorFlow_IsReadAsLevelDbReadsIt(string file)
    {
        Assert.SkipUnless(FixtureTree.Has(file.Split('/')), $"{file} is not in the tree.");
        var path = FixtureTree.PathOf(file.Split('/'));
        Assert.Equal(
            LevelDb.Read(path), TableReader.Read(new MemoryBytes(path, File.ReadAllBytes(path))).Select(static entry => (Convert.ToHexString(Encoding.UTF8.GetBytes(entry.Key)), Convert.ToHexString(entry.Value.Span))));
    }

    /// <summary>Written anew, an index of TensorFlow's is the same file.</summary>
    [Theory]
    [InlineData("models/mlp/keras2_tf/weights.index")]
    [InlineData("models/bigru/keras2_tf/weights.index")]
    public void Write_OfTheEntriesOfTensorFlow_GivesTheSameBytes(string file)
    {
        Assert.SkipUnless(FixtureTree.Has(file.Split('/')), $"{file} is not in the tree.");
        var original = File.ReadAllBytes(FixtureTree.PathOf(file.Split('/')));
        using var stream = new MemoryStream();
        TableWriter.Write(TableReader.Read(new MemoryBytes(file, original)).Select(static entry => (Encoding.UTF8.GetBytes(entry.Key), entry.Value.ToArray())), stream);
        Assert.Equal(original, stream.ToArray());
    }
}
