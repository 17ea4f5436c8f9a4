using GenNet.Specs;
using GenNet.Weights;
using GenNet.Weights.Matching;

namespace GenNet.Tests.Weights.Matching;

public sealed class SimilarNamesTests
{
    [Theory]
    [InlineData("dense1", "dense_1")]
    [InlineData("conv2d1", "conv2d_1")]
    [InlineData("batch_norm", "BatchNorm")]
    [InlineData("block1conv", "block1.conv")]
    [InlineData("fc_1", "FC-1")]
    public void Find_OfAnotherSpelling_FindsIt(string name, string similar) => Assert.Equal(similar, SimilarNames.Find(name, ["head", similar, "dense_11"]));

    [Theory]
    [InlineData("dense1", "dense", "dense_2")]
    [InlineData("dense1", "dense1", "other")]
    [InlineData("ab", "a_b", "A_B")]
    public void Find_OfNoneOrSeveral_FindsNothing(string name, params string[] names) => Assert.Null(SimilarNames.Find(name, names));

    [Fact]
    public void Load_OfAFileThatSpellsALayerOtherwise_OffersItsName()
    {
        var model = new ExpectedModel("Net",
        [
            new("dense", "Dense", "layers/dense", [new("kernel", TensorShape.Of(2, 1))]),
            new("dense1", "Dense", "layers/dense_1", [new("kernel", TensorShape.Of(1, 1))]),
        ]);
        using var file = new WeightFileBuilder()
            .WithName("layers/dense/vars", "dense").With("layers/dense/vars/0", [2, 1], 1, 2)
            .WithName("layers/dense_1/vars", "dense_1").With("layers/dense_1/vars/0", [1, 1], 3).Open();

        var error = Assert.Throws<WeightLoadException>(() => LoadedValues.Read(file, model, LoadOptions.Strict));

        Assert.Contains(
            "dense1/kernel (1, 1): no layer of the file is called dense1, and one is called dense_1; if that is meant, set Name = \"dense_1\" on the layer's attribute",
            error.Message, StringComparison.Ordinal);
    }
}
