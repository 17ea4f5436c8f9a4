using GenNet.Naming;
using GenNet.Specs;

namespace GenNet.Tests.Naming;

public sealed class WordingTests
{
    [Theory]
    [InlineData("interface", "an interface")]
    [InlineData("struct", "a struct")]
    [InlineData("AveragePooling2D", "an AveragePooling2D")]
    [InlineData("LSTM", "an LSTM")]
    [InlineData("GRU", "a GRU")]
    [InlineData("ELU", "an ELU")]
    [InlineData("ReLU", "a ReLU")]
    [InlineData("RMSNormalization", "an RMSNormalization")]
    [InlineData("UpSampling2D", "an UpSampling2D")]
    [InlineData("UnitNormalization", "a UnitNormalization")]
    [InlineData("Dense", "a Dense")]
    [InlineData("", "a ")]
    public void A_BeforeANoun_IsAsItIsSpoken(string noun, string expected) => Assert.Equal(expected, Wording.A(noun));

    [Theory]
    [InlineData(0, "0 tensors")]
    [InlineData(1, "1 tensor")]
    [InlineData(2, "2 tensors")]
    public void Count_OfANoun_HasItsPlural(int count, string expected) => Assert.Equal(expected, Wording.Count(count, "tensor"));

    [Fact]
    public void A_BeforeEveryLayersName_IsOneOfTheTwo() => Assert.All(LayerCatalog.Kinds, static kind => Assert.Matches("^an? " + kind + "$", Wording.A(kind)));
}
