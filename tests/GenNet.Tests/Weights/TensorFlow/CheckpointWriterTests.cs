using GenNet.Tests.Weights.Loading;
using GenNet.Tests.Saving;
using GenNet.Weights;
using GenNet.Weights.TensorFlow;
using GenNet.Weights.Writing;

namespace GenNet.Tests.Weights.TensorFlow;

/// <summary>Checkpoints that GenNet writes: what Keras 2 would, and an old one or a new one at any moment.</summary>
public sealed class CheckpointWriterTests : IDisposable
{
    private static readonly SaveOptions s_checkpoint = new() { Format = WeightFormat.TensorFlowCheckpoint };

    private readonly CheckpointBuilder _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void SaveWeights_AsACheckpoint_WritesWhatKeras2Writes()
    {
        using var model = new Chain(seed: 1);
        model.SaveWeights(_files.PathOf("weights"), s_checkpoint);
        Assert.Equal(["checkpoint", "weights.data-00000-of-00001", "weights.index"], NamesIn(_files.Folder));
        Assert.Equal("model_checkpoint_path: \"weights\"\nall_model_checkpoint_paths: \"weights\"\n", File.ReadAllText(_files.PathOf("checkpoint")));
        using var file = CheckpointFile.Open(_files.PathOf("weights"));
        Assert.Equal(
            Enumerable.Range(0, 4).SelectMany(static i => (string[])[$"layer_with_weights-{i}/bias/.ATTRIBUTES/VARIABLE_VALUE (16,) float32", $"layer_with_weights-{i}/kernel/.ATTRIBUTES/VARIABLE_VALUE (16, 16) float32"]),
            file.Tensors.Select(static tensor => tensor.ToString()));
        Assert.Equal(
            ["layer_with_weights-0", "layer-0", "layer_with_weights-1", "layer-1", "layer_with_weights-2", "layer-2", "layer_with_weights-3", "layer-3", "root"],
            file.Objects!.Nodes[0].Children.Select(static edge => edge.Name));
        Assert.Equal("GenNet.Tests.Weights.Loading.Chain", file.Metadata[WeightMetadata.Model]);
    }

    [Fact]
    public void SaveWeights_OverACheckpoint_LeavesItsFilesAndNoOther()
    {
        using var first = new Chain(seed: 1);
        using var second = new Chain(seed: 2);
        using var loaded = new Chain(seed: 3);
        var path = _files.PathOf("weights");
        first.SaveWeights(path, s_checkpoint);
        second.SaveWeights(path, s_checkpoint);
        Assert.Equal(["checkpoint", "weights.data-00000-of-00001", "weights.index"], NamesIn(_files.Folder));
        loaded.LoadWeights(path);
        Assert.Equal(second.A.Kernel.ToTensor().Values.ToArray(), loaded.A.Kernel.ToTensor().Values.ToArray());
    }

    /// <summary>Every state that the files go through, as a crash there would leave them.</summary>
    [Fact]
    public void SaveWeights_WhenItEndsAtAnyMoment_LeavesTheOldOrTheNewWeights()
    {
        using var old = new Chain(seed: 1);
        using var fresh = new Chain(seed: 2);
        var path = _files.PathOf("weights");
        old.SaveWeights(path, s_checkpoint);
        var (before, after) = (KernelOf(old), KernelOf(fresh));
        var seen = new List<bool>();
        for (var failing = 0; ; failing++)
        {
            using (var reset = new Chain(seed: 1))
                reset.SaveWeights(path, s_checkpoint);
            var system = new FailingFileSystem(failing);
            var failed = Record.Exception(() => CheckpointFormat.Save(ToWrite(fresh), path, new(system))) is not null;
            using var loaded = new Chain(seed: 3);
            loaded.LoadWeights(path);
            var kernel = KernelOf(loaded);
            Assert.True(kernel.SequenceEqual(before) || kernel.SequenceEqual(after), $"after {failing} steps there is a mixture");
            seen.Add(kernel.SequenceEqual(after));
            if (!failed)
                break;
        }
        Assert.False(seen[0]);
        Assert.True(seen[^1]);
    }

    [Fact]
    public void SaveWeights_ToAStream_IsRefused()
    {
        using var model = new Chain(seed: 1);
        Assert.Throws<ArgumentException>("stream", () => model.SaveWeights(new MemoryStream(), s_checkpoint));
    }

    [Theory]
    [InlineData(DType.Float16)]
    [InlineData(DType.BFloat16)]
    [InlineData(DType.Float64)]
    public void SaveWeights_InAnotherType_WritesThatType(DType type)
    {
        using var model = new Chain(seed: 1);
        model.SaveWeights(_files.PathOf("weights"), s_checkpoint with { DType = type });
        using var file = CheckpointFile.Open(_files.PathOf("weights"));
        Assert.All(file.Tensors, tensor => Assert.Equal(type.ToString(), tensor.Type.ToString()));
        using var loaded = new Chain(seed: 2);
        Assert.Equal(8, loaded.LoadWeights(_files.PathOf("weights")).Converted.Count);
    }

    private static WeightsToWrite ToWrite(Chain model) => WeightsToWrite.Of(
        model.Description, (layer, variable) => ArrayToWrite.Of(model.Layers[layer].Variables[variable].Shape, () => model.Layers[layer].Variables[variable].ToTensor().Values), s_checkpoint);

    private static float[] KernelOf(Chain model) => model.A.Kernel.ToTensor().Values.ToArray();

    private static string[] NamesIn(string folder) => [.. Directory.GetFiles(folder).Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
}
