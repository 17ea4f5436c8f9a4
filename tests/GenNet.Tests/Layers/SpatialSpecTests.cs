using GenNet.Specs;

namespace GenNet.Tests.Layers;

public class SpatialSpecTests
{
    [Theory]
    [InlineData("ZeroPadding1D", "", "4,3", "6,3")]
    [InlineData("ZeroPadding1D", "padding=0,3", "4,3", "7,3")]
    [InlineData("ZeroPadding2D", "padding=1,2", "4,5,3", "6,9,3")]
    [InlineData("ZeroPadding2D", "padding=1,2,3,4 data_format=channels_first", "3,4,5", "3,7,12")]
    [InlineData("ZeroPadding3D", "padding=0,1,2", "4,5,6,3", "4,7,10,3")]
    [InlineData("Cropping1D", "", "4,3", "2,3")]
    [InlineData("Cropping2D", "", "4,5,3", "4,5,3")]
    [InlineData("Cropping2D", "cropping=1,2,0,4", "4,5,3", "1,1,3")]
    [InlineData("Cropping3D", "cropping=1,0,2 data_format=channels_first", "2,4,5,6", "2,2,5,2")]
    [InlineData("UpSampling1D", "", "4,3", "8,3")]
    [InlineData("UpSampling2D", "size=3,1", "4,5,2", "12,5,2")]
    [InlineData("UpSampling2D", "size=3 interpolation=lanczos3 data_format=channels_first", "2,4,5", "2,12,15")]
    [InlineData("UpSampling3D", "size=1,2,3", "2,3,4,5", "2,6,12,5")]
    public void Infer_GivesTheOutputShape(string kind, string arguments, string input, string output) =>
        Assert.Equal(SpecText.Shape(output), SpecText.Create(kind, arguments).Infer(EquatableArray.Of<TensorType>(SpecText.Shape(input))).Output);

    [Theory]
    [InlineData("ZeroPadding1D", "padding=1,2,3", "4,3", "padding is (1, 2, 3) and must be a whole number of at least 0, which holds for both ends, or 2 of them, one for each")]
    [InlineData("ZeroPadding2D", "padding=1,2,3", "4,5,3", "padding is (1, 2, 3) and must be a whole number of at least 0, which holds for both ends of all 2 axes, or 2 of them, one for each axis, or 4, two for each axis")]
    [InlineData("Cropping2D", "cropping=-1", "4,5,3", "cropping is -1 and must be a whole number of at least 0")]
    [InlineData("Cropping2D", "cropping=1,1,2,3", "4,5,3", "cropping is (1, 1, 2, 3) and leaves nothing of the input's width 5; use a smaller one")]
    [InlineData("Cropping1D", "", "2,3", "cropping is (1, 1) and leaves nothing of the input's length 2; use a smaller one")]
    [InlineData("ZeroPadding3D", "", "4,5,3", "takes volumes of shape (depth, height, width, channels), and the input is (4, 5, 3); put a Reshape before it")]
    [InlineData("UpSampling2D", "size=0", "4,5,3", "size is 0 and must be a whole number of at least 1")]
    [InlineData("UpSampling2D", "interpolation=area", "4,5,3", "interpolation is area, which repeats pixels where an image grows by whole factors; use nearest")]
    public void Infer_OfWhatDoesNotFit_SaysWhatIsWrong(string kind, string arguments, string input, string message) => Assert.StartsWith(
        message, Assert.Throws<SpecException>(() => SpecText.Create(kind, arguments).Infer(EquatableArray.Of<TensorType>(SpecText.Shape(input)))).Message);

    [Theory]
    [InlineData(DType.Bool)]
    [InlineData(DType.Int32)]
    [InlineData(DType.Int64)]
    public void Infer_OfWholeNumbers_KeepsThem(DType type)
    {
        foreach (var kind in new[] { "ZeroPadding1D", "Cropping1D", "UpSampling1D" })
            Assert.Equal(type, SpecText.Create(kind, "").InferTyped(EquatableArray.Of(new TensorType(TensorShape.Of(4, 3), type))).Outputs[0].DType);
    }
}
