using GenNet.Specs;

namespace GenNet.Tests.Models.Concurrency;

/// <summary>What is too large for one piece of memory is refused before any work, with the largest batch.</summary>
public sealed class BatchLimitTests
{
    // 16,384 outputs a row: 2^31 values and more.
    private const int Rows = 131_073;

    [Fact]
    public void Predict_OfTooManyRows_IsRefusedBeforeAnyWork()
    {
        using var net = new WideNet();
        var before = GC.GetAllocatedBytesForCurrentThread();

        Check(Assert.Throws<ArgumentException>(() => net.Predict(new float[Rows]).Rows));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    [Fact]
    public void Predict_IntoTooLittleMemory_CountsItsRowsInFull()
    {
        using var net = new WideNet();
        var error = Assert.Throws<ArgumentException>(() => net.Predict(new float[Rows], new float[16384]));
        Assert.Contains("are 2147500032 values, and there is room for 16384", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Step_OfTooManyRows_IsRefusedBeforeAnyWork()
    {
        using var net = new WideNet();
        using var trainer = net.Trainer(new SGD(0.1), Loss.SparseCategoricalCrossentropy);

        Check(Assert.Throws<ArgumentException>(() => trainer.Step(new float[Rows], new int[Rows])));

        Assert.Equal(0, trainer.Iterations);
    }

    [Fact]
    public void Step_WithTooFewTargets_CountsThemInFull()
    {
        using var net = new WideNet();
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        var error = Assert.Throws<ArgumentException>(() => trainer.Step(new float[Rows], new float[16384]));
        Assert.Contains("need 2147500032 target values", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_WithTooLargeABatch_IsRefusedBeforeAnyWork()
    {
        using var net = new WideNet();
        using var trainer = net.Trainer(new SGD(0.1), Loss.SparseCategoricalCrossentropy);
        var data = Dataset.From(new float[Rows], new int[Rows]);

        Check(Assert.Throws<ArgumentException>(() => trainer.Fit(data, batchSize: int.MaxValue, callbacks: [new OnBatch(static () => Assert.Fail("It ran."))], verbose: false, cancellationToken: TestContext.Current.CancellationToken)));
        Check(Assert.Throws<ArgumentException>(() => trainer.Fit(data.Take(2), batchSize: Rows, validation: data, callbacks: [new OnBatch(static () => Assert.Fail("It ran."))], verbose: false, cancellationToken: TestContext.Current.CancellationToken)));

        Assert.Equal(0, trainer.Iterations);
    }

    [Fact]
    public void Fit_WithABatchLargerThanTheData_TakesAllOfItAtOnce()
    {
        using var net = new DeepNet();
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        trainer.Fit(Dataset.From(3, new float[18], new float[12]), epochs: 2, batchSize: int.MaxValue, verbose: false, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(2, trainer.Iterations);
    }

    [Fact]
    public void ForwardOfALayer_OfTooManyRows_IsRefusedBeforeAnyWork()
    {
        using var net = new WideNet();
        var error = Assert.Throws<ArgumentException>(() => net.Output.Forward(new Tensor(TensorShape.Of(Rows, 1), new float[Rows])));
        Assert.Contains("shape (131073, 16384) has 2147500032 values", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SumsAndConcatenations_OfTooManyValues_AreRefused()
    {
        const int Batch = 32_769;
        var left = new Tensor(TensorShape.Of(Batch, 256, 1), new float[Batch * 256]);
        var right = new Tensor(TensorShape.Of(Batch, 1, 256), left.Values);
        Assert.Contains("(32769, 256, 256) has 2147549184 values", Assert.Throws<ArgumentException>(() => left + right).Message, StringComparison.Ordinal);
        Assert.Contains("values, and an array holds", Assert.Throws<ArgumentException>(() => Tensor.Concatenate(Enumerable.Repeat(left, 260).ToArray())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Require_OfTheLargestBatch_Passes()
    {
        var limit = BatchLimit.OfInference(WideNet.ModelDescription);
        limit.Require(limit.Rows);
        Assert.Throws<ArgumentException>(() => limit.Require(limit.Rows + 1L));
        Assert.InRange((long)limit.Rows * 16384, int.MaxValue - 100_000L, int.MaxValue);
        Assert.InRange(BatchLimit.OfTraining(DeepNet.ModelDescription).Rows, 1, BatchLimit.OfInference(DeepNet.ModelDescription).Rows);
    }

    private static void Check(ArgumentException error)
    {
        Assert.Contains("WideNet: a batch of 131073 rows is too large", error.Message, StringComparison.Ordinal);
        Assert.Contains("The largest batch is 131071 rows", error.Message, StringComparison.Ordinal);
    }
}
