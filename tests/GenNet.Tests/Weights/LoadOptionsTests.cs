namespace GenNet.Tests.Weights;

public class LoadOptionsTests
{
    [Fact]
    public void Options_WhenCombined_HoldBothAndAreEqualInEveryOrder()
    {
        var options = LoadOptions.AllowMissing | LoadOptions.AllowUnused;

        Assert.True(options is { AllowsMissing: true, AllowsUnused: true, SkipsMismatch: false, AllowsBehaviourChange: false, GoesByPosition: false });
        Assert.Equal(LoadOptions.AllowUnused | LoadOptions.AllowMissing | LoadOptions.Strict, options);
        Assert.NotEqual(LoadOptions.AllowMissing, options);
    }

    [Fact]
    public void Options_AsText_ReadAsTheyAreWritten()
    {
        Assert.Equal("Strict", LoadOptions.Strict.ToString());
        Assert.Equal("AllowMissing | ByPosition", (LoadOptions.ByPosition | LoadOptions.AllowMissing).ToString());
        Assert.Equal(
            "SkipMismatch | AllowUnused | AllowBehaviourChange",
            (LoadOptions.SkipMismatch | LoadOptions.AllowUnused | LoadOptions.AllowBehaviourChange).ToString());
    }

    [Fact]
    public void Options_WhenNothingIsGiven_AreStrict() => Assert.Equal(LoadOptions.Strict, new LoadOptions());

    [Fact]
    public void Options_WhenCombinedWithNothing_SaySo() => Assert.Throws<ArgumentNullException>(() => LoadOptions.Strict | null!);
}
