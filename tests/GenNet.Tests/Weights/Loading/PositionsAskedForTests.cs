using GenNet.Tests.Weights.Strangers;
using GenNet.Tests.Weights.TensorFlow;
using GenNet.TestSupport;

namespace GenNet.Tests.Weights.Loading;

/// <summary>What <see cref="LoadOptions.ByPosition"/> takes by its place is the same in every format: nothing for a name of which the file has others of the class's, and the order where it has none of them.</summary>
public sealed class PositionsAskedForTests : IDisposable
{
    private readonly SavedFiles _files = new();
    private readonly CheckpointBuilder _checkpoint = new();

    /// <summary>How other programs write layers that somebody named.</summary>
    public enum Foreign
    {
        /// <summary>Keras 3's <c>.weights.h5</c>.</summary>
        Keras,
        /// <summary>Legacy HDF5.</summary>
        Legacy,
        /// <summary>A checkpoint of TensorFlow.</summary>
        Checkpoint,
        /// <summary>safetensors, which has no order.</summary>
        Safetensors,
    }

    public void Dispose()
    {
        _files.Dispose();
        _checkpoint.Dispose();
    }

    [Theory]
    [InlineData(Foreign.Keras)]
    [InlineData(Foreign.Legacy)]
    [InlineData(Foreign.Checkpoint)]
    [InlineData(Foreign.Safetensors)]
    public void LoadWeights_WhenTheFileHasOtherNamesOfTheClass_TakesNothingForANewOne(Foreign format)
    {
        using var model = new ChainRenamedAndSwapped(seed: 2);
        var before = Bits(model);
        var path = Write(format, "a", "b", "c", "d");
        foreach (var options in (LoadOptions[])[LoadOptions.ByPosition, LoadOptions.ByPosition | LoadOptions.SkipMismatch])
        {
            Assert.Contains("c2/kernel", Assert.Throws<WeightLoadException>(() => model.LoadWeights(path, options)).Message, StringComparison.Ordinal);
            Assert.Equal(before, Bits(model));
        }
        var report = model.LoadWeights(path, LoadOptions.ByPosition | LoadOptions.AllowMissing | LoadOptions.AllowUnused);
        Assert.Equal(["c2", "c2"], report.Missing.Select(static v => v.Layer));
        Assert.Empty(report.ByPosition);
    }

    [Theory]
    [InlineData(Foreign.Keras)]
    [InlineData(Foreign.Legacy)]
    [InlineData(Foreign.Checkpoint)]
    public void LoadWeights_WhenTheFileHasNoneOfTheClass_GoesByOrderAndNamesBoth(Foreign format)
    {
        using var model = new Chain(seed: 2);
        var path = Write(format, "zeta", "one", "dense_7", "middle");
        Assert.Throws<WeightLoadException>(() => model.LoadWeights(path));

        var report = model.LoadWeights(path, LoadOptions.ByPosition);

        Assert.Equal(["a", "b", "c", "d"], report.ByPosition);
        float[] biases = [.. new[] { model.A, model.B, model.C, model.D }.Select(static layer => layer.Bias!.Values[0])];
        Assert.Equal(biases.Distinct().Order(), biases);
        Assert.Contains("as LoadOptions.ByPosition asks, under other names: a is 'zeta' in the file, b is 'one' in the file, d is 'middle' in the file", report.ToString(), StringComparison.Ordinal);
        Assert.Contains("because the file has no chosen names for them: c", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void LoadWeights_WhenTheFormatHasNoOrder_TakesNothing()
    {
        using var model = new Chain(seed: 2);
        Assert.Throws<WeightLoadException>(() => model.LoadWeights(Write(Foreign.Safetensors, "zeta", "one", "two", "middle"), LoadOptions.ByPosition));
    }

    // The bias of each layer is greater than that of the one before.
    private string Write(Foreign format, params string[] names)
    {
        using var saved = new Chain(seed: 1);
        foreach (var (i, layer) in new[] { saved.A, saved.B, saved.C, saved.D }.Index())
            layer.Bias!.Assign([.. Enumerable.Repeat((float)i, 16)]);
        string Called(string name) => names[name[0] - 'a'];
        return format switch
        {
            Foreign.Keras => _files.Save(saved, SavedFiles.Kind.Keras, Called),
            Foreign.Safetensors => _files.Save(saved, SavedFiles.Kind.ForeignSafetensors, Called),
            Foreign.Checkpoint => _checkpoint.Write("weights", CheckpointBuilder.Sequential(names)),
            _ => Legacy(names),
        };
    }

    private string Legacy(string[] names)
    {
        var file = new LegacyFileBuilder();
        foreach (var name in names)
            file = file.With(name, ($"{name}/bias:0", [16]), ($"{name}/kernel:0", [16, 16]));
        return file.Save(_files.PathOf("legacy.h5"));
    }

    private static float[] Bits(Model model) => [.. model.Layers.SelectMany(static layer => layer.Variables).SelectMany(static variable => variable.Values.ToArray())];
}
