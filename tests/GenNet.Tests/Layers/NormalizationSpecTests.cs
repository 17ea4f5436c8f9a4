using GenNet.Specs;

namespace GenNet.Tests.Layers;

public class NormalizationSpecTests
{
    [Theory]
    [InlineData("GroupNormalization", "groups=4", "groups is 4 and must divide the input's channels, which are 6")]
    [InlineData("GroupNormalization", "", "groups is 32 and must divide the input's channels, which are 6")]
    [InlineData("GroupNormalization", "groups=0", "groups is 0 and must be at least 1, or -1 for as many as there are channels")]
    [InlineData("GroupNormalization", "groups=2 axis=0", "axis is 0, which is the batch; it must be one of the input's own axes, 1 to 3")]
    [InlineData("UnitNormalization", "axis=1,1", "axis is (1, 1), which names an axis of the input (4, 5, 6) twice; each must be another")]
    [InlineData("Normalization", "mean=1", "variance is missing and must be given with mean")]
    [InlineData("Normalization", "variance=1", "mean is missing and must be given with variance")]
    [InlineData("Normalization", "mean=1,2 variance=1", "variance has 1 values and mean has 2; give as many of both")]
    [InlineData("Normalization", "mean=1,2 variance=1,2", "mean has 2 values and must have 1 or 6 for an input (4, 5, 6)")]
    [InlineData("Normalization", "axis=1,3 mean=1,2 variance=1,2", "mean has 2 values and must have 1 or 6 or 24 for an input (4, 5, 6)")]
    [InlineData("Normalization", "axis=4", "axis is 4 and must be from -4 to 3, the axes of the input (4, 5, 6) with the batch as axis 0")]
    public void Infer_OfWhatMakesNoSense_SaysWhatIsWrong(string kind, string arguments, string message) =>
        Assert.Equal(message, Assert.Throws<SpecException>(() => SpecText.Infer(kind, arguments, "4,5,6")).Message);

    [Theory]
    [InlineData("GroupNormalization", "groups=3", "gamma 6, beta 6")]
    [InlineData("GroupNormalization", "groups=-1 axis=1 center=false", "gamma 4")]
    [InlineData("UnitNormalization", "", "")]
    [InlineData("Normalization", "", "mean 6 state, variance 6 state, count  state")]
    [InlineData("Normalization", "axis=3,1", "mean 4,6 state, variance 4,6 state, count  state")]
    [InlineData("Normalization", "mean=0.5 variance=2.25", "")]
    public void Infer_GivesKerasVariables(string kind, string arguments, string variables) => Assert.Equal(
        variables, string.Join(", ", SpecText.Infer(kind, arguments, "4,5,6").Variables.Select(static v => $"{v.Name} {v.Shape}{(v.IsState ? " state" : "")}")));

    [Fact]
    public void GroupNormalization_WhenItsChannelsAreTheAxisOfRunTimeLength_IsRefused()
    {
        var sequence = EquatableArray.Of(new TensorType(TensorShape.Of(8, 4)) { HasRunTimeLength = true });

        Assert.Equal(
            "axis is 1, the axis of (up to 8, 4) whose size is known at run time only; it must be another",
            Assert.Throws<SpecException>(() => SpecText.Create("GroupNormalization", "groups=2 axis=1").InferCall(sequence)).Message);
        Assert.Equal(sequence[0], SpecText.Create("GroupNormalization", "groups=2").InferCall(sequence).Outputs[0]);
    }
}
