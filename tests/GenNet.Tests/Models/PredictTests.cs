namespace GenNet.Tests.Models;

public sealed class PredictTests
{
    [Theory]
    [InlineData(1, 2, "'Price'")]
    [InlineData(2, 1, "'Kind'")]
    [InlineData(2, 4, "'Kind'")]
    public void Predict_IntoMemoryOfAnotherLength_IsRefusedByName(int prices, int kinds, string named)
    {
        using var net = new SummarizedFunctional();
        var (image, extra) = (new float[2 * 16 * 16 * 3], new float[2 * 4]);
        var (price, kind) = (new float[prices], new float[3 * kinds]);
        Array.Fill(price, 7);

        var error = Assert.Throws<ArgumentException>(() => net.Predict(image, extra, price, kind));

        Assert.Contains("SummarizedFunctional: 2 rows of output", error.Message, StringComparison.Ordinal);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.All(price, static value => Assert.Equal(7, value));
    }

    [Fact]
    public void Predict_IntoMemory_GivesWhatPredictReturns()
    {
        using var net = new SummarizedFunctional(seed: 3);
        var image = Enumerable.Range(0, 2 * 16 * 16 * 3).Select(static i => i % 7 / 7f).ToArray();
        var (price, kind) = (new float[2], new float[6]);

        net.Predict(image, new float[8], price, kind);
        var prediction = net.Predict(image, new float[8]);

        Assert.Equal(prediction.Price.ToArray(), price);
        Assert.Equal(prediction.Kind.ToArray(), kind);
    }
}
