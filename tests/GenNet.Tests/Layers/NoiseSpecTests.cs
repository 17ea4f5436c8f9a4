using GenNet.Specs;

namespace GenNet.Tests.Layers;

public class NoiseSpecTests
{
    [Theory]
    [InlineData("GaussianNoise", "stddev=1.5", "stddev is 1.5 and must be at least 0 and at most 1")]
    [InlineData("GaussianNoise", "", "stddev is missing and must be given")]
    [InlineData("GaussianDropout", "rate=1", "rate is 1 and must be below 1: the noise's standard deviation √(rate / (1 − rate)) has no value there")]
    [InlineData("AlphaDropout", "rate=1", "rate is 1 and must be below 1: nothing is left whose mean and variance could stay")]
    [InlineData("AlphaDropout", "rate=0.1 noise_shape=-1,1", "noise_shape is (-1, 1), of 2 axes, and must have 4, as the input (5, 6, 3) has with the batch")]
    [InlineData("SpatialDropout2D", "rate=-0.1", "rate is -0.1 and must be at least 0 and at most 1")]
    [InlineData("SpatialDropout1D", "rate=0.1", "takes sequences of shape (length, channels), and the input is (5, 6, 3); put a Reshape before it")]
    public void Infer_OfWhatMakesNoSense_SaysWhatIsWrong(string kind, string arguments, string message) =>
        Assert.Equal(message, Assert.Throws<SpecException>(() => SpecText.Infer(kind, arguments, "5,6,3")).Message);

    [Theory]
    [InlineData("GaussianNoise", "stddev=0", Specs.Identity.Always)]
    [InlineData("GaussianNoise", "stddev=0.5", Specs.Identity.Inference)]
    [InlineData("GaussianDropout", "rate=0", Specs.Identity.Always)]
    [InlineData("AlphaDropout", "rate=0", Specs.Identity.Always)]
    [InlineData("SpatialDropout2D", "rate=0.5", Specs.Identity.Inference)]
    public void Infer_WhereNothingChanges_CallsNoKernel(string kind, string arguments, Specs.Identity identity) =>
        Assert.Equal(identity, SpecText.Infer(kind, arguments, "5,6,3").Identity);

    [Theory]
    [InlineData("SpatialDropout1D", "rate=0.5", "8,4", true)]
    [InlineData("SpatialDropout2D", "rate=0.5", "8,4,3", true)]
    [InlineData("SpatialDropout2D", "rate=0.5 data_format=channels_first", "8,4,3", false)]
    [InlineData("Dropout", "rate=0.5 noise_shape=-1,1,-1", "8,4", true)]
    [InlineData("AlphaDropout", "rate=0.5 noise_shape=1,-1,-1", "8,4", false)]
    [InlineData("GaussianNoise", "stddev=0.5", "8,4", true)]
    public void InferCall_OfALengthAtRunTime_IsRefusedWhereChannelsWouldBeThatAxis(string kind, string arguments, string shape, bool works)
    {
        var inputs = EquatableArray.Of(new TensorType(SpecText.Shape(shape)) { HasRunTimeLength = true });
        if (works)
            Assert.Equal(inputs[0], SpecText.Create(kind, arguments).InferCall(inputs).Outputs[0]);
        else
            Assert.Contains("needs to know the size of every axis", Assert.Throws<SpecException>(() => SpecText.Create(kind, arguments).InferCall(inputs)).Message);
    }
}
