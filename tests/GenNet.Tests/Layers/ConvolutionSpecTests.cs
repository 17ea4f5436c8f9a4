using GenNet.Specs;

namespace GenNet.Tests.Layers;

public class ConvolutionSpecTests
{
    [Theory]
    [InlineData("Conv1D", "filters=8 kernel_size=3", "28,3", "26,8")]
    [InlineData("Conv1D", "filters=8 kernel_size=3 padding=causal strides=2", "9,3", "5,8")]
    [InlineData("Conv1D", "filters=8 kernel_size=3 dilation_rate=4 padding=same", "9,3", "9,8")]
    [InlineData("Conv1D", "filters=8 kernel_size=3 data_format=channels_first", "3,9", "8,7")]
    [InlineData("Conv3D", "filters=8 kernel_size=3 strides=1,2,3", "9,9,9,2", "7,4,3,8")]
    [InlineData("Conv3D", "filters=8 kernel_size=2 data_format=channels_first activation=glu", "2,5,6,7", "8,4,5,3")]
    [InlineData("DepthwiseConv1D", "kernel_size=3 depth_multiplier=2", "9,3", "7,6")]
    [InlineData("DepthwiseConv2D", "kernel_size=3 strides=2 dilation_rate=2 padding=same", "9,8,3", "5,4,3")]
    [InlineData("SeparableConv1D", "filters=8 kernel_size=3 padding=causal", "9,3", "9,8")]
    [InlineData("SeparableConv2D", "filters=8 kernel_size=3 strides=2 data_format=channels_first", "3,9,8", "8,4,3")]
    [InlineData("Conv1DTranspose", "filters=8 kernel_size=3 strides=2", "5,3", "11,8")]
    [InlineData("Conv1DTranspose", "filters=8 kernel_size=2 strides=3", "5,3", "15,8")]
    [InlineData("Conv2DTranspose", "filters=8 kernel_size=3 strides=2 padding=same", "5,6,3", "10,12,8")]
    [InlineData("Conv2DTranspose", "filters=8 kernel_size=3,4 strides=2 padding=same output_padding=0,1", "5,6,3", "9,11,8")]
    [InlineData("Conv3DTranspose", "filters=8 kernel_size=2 strides=3 output_padding=2", "2,3,4,5", "7,10,13,8")]
    public void Infer_GivesTheOutputShape(string kind, string arguments, string input, string output) =>
        Assert.Equal(SpecText.Shape(output), SpecText.Create(kind, arguments).Infer(EquatableArray.Of<TensorType>(SpecText.Shape(input))).Output);

    [Theory]
    [InlineData("Conv1D", "filters=9 kernel_size=5 groups=3", "9,6", "kernel 5,2,9 bias 9")]
    [InlineData("Conv3D", "filters=8 kernel_size=1,2,3 use_bias=false", "9,9,9,4", "kernel 1,2,3,4,8")]
    [InlineData("DepthwiseConv1D", "kernel_size=3 depth_multiplier=2", "9,5", "kernel 3,5,2 bias 10")]
    [InlineData("SeparableConv2D", "filters=8 kernel_size=3 depth_multiplier=2", "9,9,5", "depthwise_kernel 3,3,5,2 pointwise_kernel 1,1,10,8 bias 8")]
    [InlineData("Conv2DTranspose", "filters=8 kernel_size=3", "9,9,5", "kernel 3,3,8,5 bias 8")]
    public void Infer_GivesTheVariables(string kind, string arguments, string input, string variables)
    {
        var inferred = SpecText.Create(kind, arguments).Infer(EquatableArray.Of<TensorType>(SpecText.Shape(input)));
        Assert.Equal(variables, string.Join(" ", inferred.Variables.Select(static v => $"{v.Name} {v.Shape}")));
    }

    [Theory]
    [InlineData("Conv1D", "filters=4 kernel_size=3,3", "9,6", "kernel_size is (3, 3) and must be one whole number of at least 1")]
    [InlineData("Conv1D", "filters=4 kernel_size=10", "9,6", "kernel_size is 10 and must be at most the input's length 9; use a smaller one or padding = same")]
    [InlineData("Conv1D", "filters=4 kernel_size=3", "9", "takes sequences of shape (length, channels), and the input is (9,); put a Reshape before it")]
    [InlineData("Conv3D", "filters=4 kernel_size=3 data_format=channels_first", "9,6", "takes volumes of shape (channels, depth, height, width), and the input is (9, 6); put a Reshape before it")]
    [InlineData("Conv3D", "filters=4 kernel_size=3", "2,9,9,6", "kernel_size is 3 and must be at most the input's depth 2; use a smaller one or padding = same")]
    [InlineData("Conv3D", "filters=4 kernel_size=2 strides=2 dilation_rate=2", "9,9,9,6", "dilation_rate is (2, 2, 2) and strides is (2, 2, 2), and they can't both be above 1; leave one of them at 1")]
    [InlineData("Conv3D", "filters=4 kernel_size=2 groups=3", "9,9,9,6", "groups is 3 and must divide filters, which is 4")]
    [InlineData("Conv2D", "filters=4 kernel_size=2 padding=causal", "9,9,6", "padding is causal, which only Conv1D and SeparableConv1D have; use valid or same")]
    [InlineData("DepthwiseConv1D", "kernel_size=2 padding=causal", "9,6", "padding is causal, which only Conv1D and SeparableConv1D have; use valid or same")]
    [InlineData("MaxPooling2D", "padding=causal", "9,9,6", "padding is causal, which only Conv1D and SeparableConv1D have; use valid or same")]
    [InlineData("DepthwiseConv2D", "kernel_size=2 depth_multiplier=0", "9,9,6", "depth_multiplier is 0 and must be at least 1")]
    [InlineData("DepthwiseConv2D", "kernel_size=2 depthwise_constraint=non_neg", "9,9,6", "depthwise_constraint non_neg is not supported; leave it out")]
    [InlineData("SeparableConv2D", "kernel_size=2", "9,9,6", "filters is missing and must be given")]
    [InlineData("Conv1DTranspose", "filters=4 kernel_size=3 output_padding=1", "9,6", "output_padding is 1 and must be less than strides, which is 1: only then a convolution of the output has the input's size; leave it out for the usual size")]
    [InlineData("Conv2DTranspose", "filters=4 kernel_size=4 strides=2 padding=same output_padding=0", "9,9,6", "output_padding is 0 and must be less than strides, which is 2, and above 0, as the window spans an even number: only then")]
    [InlineData("Conv2DTranspose", "filters=4 kernel_size=4 strides=2 dilation_rate=2", "9,9,6", "dilation_rate is (2, 2) and strides is (2, 2), and they can't both be above 1; leave one of them at 1")]
    [InlineData("Conv2DTranspose", "filters=4 kernel_size=4 padding=causal", "9,9,6", "padding is causal, which only Conv1D and SeparableConv1D have; use valid or same")]
    public void Infer_OfWhatDoesNotFit_SaysWhatIsWrong(string kind, string arguments, string input, string message) => Assert.StartsWith(
        message, Assert.Throws<SpecException>(() => SpecText.Create(kind, arguments).Infer(EquatableArray.Of<TensorType>(SpecText.Shape(input)))).Message);

    [Theory]
    [InlineData("Conv1D", "filters=4 kernel_size=3 padding=causal", true)]
    [InlineData("Conv1D", "filters=4 kernel_size=1", true)]
    [InlineData("Conv1D", "filters=4 kernel_size=3", false)]
    [InlineData("Conv1D", "filters=4 kernel_size=3 padding=same strides=2", false)]
    [InlineData("Conv2D", "filters=4 kernel_size=3 padding=same strides=1,2", true)]
    [InlineData("Conv1DTranspose", "filters=4 kernel_size=3 padding=same", true)]
    [InlineData("SeparableConv1D", "filters=4 kernel_size=3 padding=same data_format=channels_first", false)]
    public void RunTimeLength_IsTaken_WhereTheFirstAxisKeepsItsSize(string kind, string arguments, bool takes) =>
        Assert.Equal(takes, SpecText.Create(kind, arguments).TakesRunTimeLength);
}
