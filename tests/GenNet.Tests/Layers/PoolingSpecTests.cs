using GenNet.Specs;

namespace GenNet.Tests.Layers;

public class PoolingSpecTests
{
    [Theory]
    [InlineData("MaxPooling1D", "", "7,3", "3,3")]
    [InlineData("MaxPooling1D", "pool_size=3 strides=2 padding=same", "7,3", "4,3")]
    [InlineData("AveragePooling1D", "pool_size=3 data_format=channels_first", "3,7", "3,2")]
    [InlineData("MaxPooling3D", "pool_size=2,1,3 strides=1,2,1", "5,3,4,2", "4,2,2,2")]
    [InlineData("AveragePooling3D", "pool_size=2 data_format=channels_first", "2,4,5,6", "2,2,2,3")]
    [InlineData("AdaptiveMaxPooling1D", "output_size=5", "3,2", "5,2")]
    [InlineData("AdaptiveAveragePooling2D", "output_size=3,2", "7,5,4", "3,2,4")]
    [InlineData("AdaptiveMaxPooling3D", "output_size=3,2,4 data_format=channels_first", "6,5,3,7", "6,3,2,4")]
    [InlineData("GlobalMaxPooling1D", "", "7,3", "3")]
    [InlineData("GlobalAveragePooling1D", "keepdims=true", "7,3", "1,3")]
    [InlineData("GlobalMaxPooling2D", "keepdims=true data_format=channels_first", "3,5,7", "3,1,1")]
    [InlineData("GlobalAveragePooling3D", "keepdims=true", "4,5,6,2", "1,1,1,2")]
    public void Infer_GivesTheOutputShape(string kind, string arguments, string input, string output) =>
        Assert.Equal(SpecText.Shape(output), SpecText.Infer(kind, arguments, input).Output);

    [Theory]
    [InlineData("MaxPooling1D", "pool_size=8", "7,3", "pool_size is 8 and must be at most the input's length 7; use a smaller one or padding = same")]
    [InlineData("AveragePooling3D", "pool_size=2,4,2", "5,3,4,2", "pool_size is 4 and must be at most the input's height 3; use a smaller one or padding = same")]
    [InlineData("AveragePooling3D", "pool_size=6", "5,7,7,2", "pool_size is 6 and must be at most the input's depth 5; use a smaller one or padding = same")]
    [InlineData("AveragePooling1D", "", "7,3", "pool_size is missing and must be given")]
    [InlineData("MaxPooling1D", "pool_size=2,2", "7,3", "pool_size is (2, 2) and must be one whole number of at least 1")]
    [InlineData("MaxPooling3D", "strides=0", "7,7,7,3", "strides is 0 and must be a whole number of at least 1, which holds for all 3 axes, or 3 of them, one for each axis")]
    [InlineData("AdaptiveMaxPooling2D", "", "7,7,3", "output_size is missing and must be given")]
    [InlineData("AdaptiveAveragePooling2D", "output_size=0", "7,7,3", "output_size is 0 and must be a whole number of at least 1, which holds for all 2 axes, or 2 of them, one for each axis")]
    [InlineData("MaxPooling1D", "", "7", "takes sequences of shape (length, channels), and the input is (7,); put a Reshape before it")]
    [InlineData("MaxPooling2D", "data_format=channels_first", "7,3", "takes images of shape (channels, height, width), and the input is (7, 3); put a Reshape before it")]
    [InlineData("GlobalMaxPooling3D", "", "7,3,2", "takes volumes of shape (depth, height, width, channels), and the input is (7, 3, 2); put a Reshape before it")]
    public void Infer_OfWhatMakesNoSense_SaysWhatIsWrong(string kind, string arguments, string input, string message) =>
        Assert.Equal(message, Assert.Throws<SpecException>(() => SpecText.Infer(kind, arguments, input)).Message);

    [Fact]
    public void GlobalAveragePooling1D_WhenTheMaskHasAnotherShape_SaysWhichItTakes()
    {
        var inputs = EquatableArray.Of(new TensorType(TensorShape.Of(5, 2)), new TensorType(TensorShape.Of(4), DType.Bool));

        var error = Assert.Throws<SpecException>(() => SpecText.Create("GlobalAveragePooling1D", "").Infer(inputs));

        Assert.Equal("takes a mask of shape (5,), a value for each position, and was given bool (4,)", error.Message);
    }

    [Theory]
    [InlineData("GlobalAveragePooling1D", "6,3", "3")]
    [InlineData("GlobalMaxPooling2D", "6,4,3", "3")]
    public void GlobalPooling_OfALengthAtRunTime_EndsIt(string kind, string input, string output)
    {
        var sequence = new TensorType(SpecText.Shape(input)) { HasRunTimeLength = true };

        var inferred = SpecText.Create(kind, "").InferCall(EquatableArray.Of(sequence));

        Assert.Equal(new TensorType(SpecText.Shape(output)), inferred.Outputs[0]);
    }
}
