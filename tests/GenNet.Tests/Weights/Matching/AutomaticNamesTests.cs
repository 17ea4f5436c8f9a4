using GenNet.Weights.Matching;

namespace GenNet.Tests.Weights.Matching;

public class AutomaticNamesTests
{
    [Theory]
    [InlineData("dense", "dense")]
    [InlineData("dense_1", "dense")]
    [InlineData("dense_17", "dense")]
    [InlineData("batch_normalization_2", "batch_normalization")]
    [InlineData("batchnormalization_1", "batch_normalization")]
    [InlineData("convolution2d_1", "conv2d")]
    [InlineData("atrousconvolution2d_3", "conv2d")]
    [InlineData("deconvolution2d_1", "conv2d_transpose")]
    [InlineData("conv2d", "conv2d")]
    [InlineData("my_block_4", "my_block")]
    public void Is_WhenKerasCouldHaveMadeTheName_IsTrue(string name, string kind) => Assert.True(AutomaticNames.Is(name, kind));

    [Theory]
    [InlineData("dense", "conv2d")]
    [InlineData("dense1", "dense")]
    [InlineData("dense_0", "dense")]
    [InlineData("dense_01", "dense")]
    [InlineData("dense_a", "dense")]
    [InlineData("dense_", "dense")]
    [InlineData("_1", "dense")]
    [InlineData("Dense", "dense")]
    [InlineData("head", "dense")]
    [InlineData("dense_99999999999999999999", "dense")]
    [InlineData("dense_1_1", "dense")]
    [InlineData("convolution2d_1", "dense")]
    [InlineData("", "dense")]
    public void Is_WhenSomebodyChoseTheName_IsFalse(string name, string kind) => Assert.False(AutomaticNames.Is(name, kind));

    [Theory]
    [InlineData("dense_3", "dense", 3)]
    [InlineData("embedding", "embedding", 0)]
    [InlineData("cu_dnnlstm_1", "lstm", 1)]
    [InlineData("convolution2d_2", "conv2d", 2)]
    [InlineData("batchnormalization_2", "batch_normalization", 2)]
    public void TryParse_OfAnAutomaticName_GivesClassAndNumber(string name, string kind, int number)
    {
        Assert.True(AutomaticNames.TryParse(name, out var parsed, out var count));
        Assert.Equal((kind, number), (parsed, count));
    }

    [Theory]
    [InlineData("hidden_1")]
    [InlineData("my_block_1")]
    [InlineData("")]
    public void TryParse_OfAnotherName_IsFalse(string name) => Assert.False(AutomaticNames.TryParse(name, out _, out _));
}
