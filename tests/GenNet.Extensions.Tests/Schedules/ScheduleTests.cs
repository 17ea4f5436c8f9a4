namespace GenNet.Extensions.Tests.Schedules;

public sealed class ScheduleTests
{
    [Fact]
    public void OwnSchedule_WithTheFormulaOfABuiltIn_TrainsTheSameWeights() => Assert.Equal(
        Training.WeightsAfter(new SGD(new ExponentialDecay(0.2, 3, 0.5)), Loss.MeanSquaredError, Samples.OneHot(48)),
        Training.WeightsAfter(new SGD(new Schedule(static step => 0.2 * Math.Pow(0.5, step / 3.0))), Loss.MeanSquaredError, Samples.OneHot(48)));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-0.1)]
    public void OwnSchedule_ThatGivesNoRate_LeavesTheWeights(double rate)
    {
        using var net = new Line(seed: 1);
        using var trainer = net.Trainer(new SGD(new Schedule(step => step == 0 ? 0.1 : rate)), Loss.MeanSquaredError);
        trainer.Step([1], [2f]);
        var weights = Training.WeightsOf(net);

        var error = Assert.Throws<InvalidOperationException>(() => trainer.Step([1], [2f]));

        Assert.StartsWith("Schedule gives step 1 the learning rate ", error.Message, StringComparison.Ordinal);
        Assert.Equal(weights, Training.WeightsOf(net));
        Assert.Equal(1, trainer.Iterations);
    }

    private sealed class Schedule(Func<long, double> rate) : LearningRateSchedule
    {
        public override double At(long step) => rate(step);
    }
}
