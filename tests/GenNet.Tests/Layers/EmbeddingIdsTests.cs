namespace GenNet.Tests.Layers;

/// <summary>Ids that come as floats: what is no id is refused with the value that was given.</summary>
public class EmbeddingIdsTests
{
    [Theory]
    [InlineData(float.NaN, "is NaN")]
    [InlineData(float.PositiveInfinity, "is Infinity")]
    [InlineData(1e30f, "is 1E+30")]
    [InlineData(-1f, "is -1")]
    [InlineData(10f, "is 10")]
    public void Predict_OfWhatIsNoId_SaysWhatWasGiven(float id, string expected)
    {
        using var model = new WordOfFloats(seed: 1);
        Assert.Contains(expected, Assert.Throws<ArgumentOutOfRangeException>(() => model.Predict([id])).Message);
    }

    [Fact]
    public void Predict_OfANumberThatIsNotWhole_CutsItOffAsKerasDoes()
    {
        using var model = new WordOfFloats(seed: 1);
        Assert.Equal(model.Predict([9f]).Words.ToArray(), model.Predict([9.5f]).Words.ToArray());
        Assert.Equal(model.Predict([0f]).Words.ToArray(), model.Predict([-0.5f]).Words.ToArray());
    }
}

[Model, Input(1)]
internal sealed partial class WordOfFloats
{
    [Embedding(10, 4)] public partial Embedding Words { get; }
}
