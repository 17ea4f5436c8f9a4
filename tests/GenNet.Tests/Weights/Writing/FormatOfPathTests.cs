using GenNet.Weights.Writing;

namespace GenNet.Tests.Weights.Writing;

/// <summary>What a file's name says of the format, and what is said where it says nothing.</summary>
public sealed class FormatOfPathTests
{
    [Theory]
    [InlineData("a/x.weights.h5", WeightFormat.KerasWeights)]
    [InlineData("x.weights.json", WeightFormat.KerasShards)]
    [InlineData("x.safetensors", WeightFormat.Safetensors)]
    [InlineData("x.npz", WeightFormat.Npz)]
    [InlineData("x.h5", WeightFormat.LegacyH5)]
    [InlineData("x.hdf5", WeightFormat.LegacyH5)]
    public void Of_WhenTheEndingIsKnown_IsItsFormat(string path, WeightFormat format)
    {
        Assert.Equal(format, FormatOfPath.Of(path, null));
        Assert.Equal(format, FormatOfPath.Of(path, format));
    }

    [Theory]
    [InlineData("x.weights", "\"x.weights.h5\", not \"x.weights\"")]
    [InlineData("x.keras", "\"x.weights.h5\", not \"x.keras\"")]
    [InlineData("x.keras", "a whole model")]
    [InlineData("x.weights.H5", "\"x.weights.h5\", not \"x.weights.H5\"")]
    [InlineData("x", "no extension, which means a checkpoint in TensorFlow and nothing in Keras 3")]
    [InlineData("x.pt", "PyTorch reads .safetensors")]
    [InlineData(".weights.h5", "\"model.weights.h5\", not \".weights.h5\"")]
    [InlineData("x.bin", "SaveOptions.Format")]
    [InlineData("x.Safetensors", "\"x.safetensors\", not \"x.Safetensors\"")]
    [InlineData("x.NPZ", "\"x.npz\", not \"x.NPZ\"")]
    [InlineData("x.Weights.Json", "\"x.weights.json\", not \"x.Weights.Json\"")]
    [InlineData("x.npy", "one array without a name")]
    [InlineData("x.npy", "\"x.npz\", not \"x.npy\"")]
    [InlineData("x.safetensors.index.json", "\"x.safetensors\"")]
    [InlineData("x.index", "TensorFlowCheckpoint and \"x\"")]
    [InlineData("sub/", "\"sub/\" is a folder, and the weights need the name of a file in it")]
    [InlineData("sub/", "\"sub/model.weights.h5\"")]
    public void Of_WhenTheEndingTellsNothing_SaysWhatWould(string name, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>("path", () => FormatOfPath.Of(name, null)).Message);

    [Theory]
    [InlineData("x")]
    [InlineData("x.bin")]
    [InlineData("dir.h5/x")]
    public void Of_WhenTheFormatIsGiven_TakesAnyOtherName(string path) => Assert.All(Enum.GetValues<WeightFormat>(), format => Assert.Equal(format, FormatOfPath.Of(path, format)));

    [Theory]
    [InlineData("x.Safetensors")]
    [InlineData("x.pt")]
    [InlineData("x.npy")]
    [InlineData("x.safetensors.index.json")]
    [InlineData(".H5")]
    [InlineData("sub/")]
    public void Of_WhenTheAdviceIsFollowed_IsAFormat(string name)
    {
        var message = Assert.Throws<ArgumentException>("path", () => FormatOfPath.Of(name, null)).Message;
        FormatOfPath.Of(message.Split("(NumPy): \"")[1].Split('"')[0], null);
    }

    /// <summary>Loading refuses weights that are called as whole models are.</summary>
    [Fact]
    public void Of_WhenTheNameIsThatOfAWholeModel_RefusesAnyFormat() =>
        Assert.All(Enum.GetValues<WeightFormat>(), static format => Assert.Contains("a whole model", Assert.Throws<ArgumentException>("path", () => FormatOfPath.Of("x.keras", format)).Message));

    [Fact]
    public void Of_WhenNameAndFormatContradict_NamesBoth()
    {
        var message = Assert.Throws<ArgumentException>(() => FormatOfPath.Of("x.safetensors", WeightFormat.KerasWeights)).Message;
        Assert.Contains("means Safetensors", message);
        Assert.Contains("is KerasWeights", message);
        Assert.Equal(WeightFormat.Torch, FormatOfPath.Of("x.safetensors", WeightFormat.Torch));
        Assert.Throws<ArgumentException>(() => FormatOfPath.Of("x.h5", (WeightFormat)99));
    }
}
