using GenNet.Gpu.Kernels;

namespace GenNet.Gpu.Tests.Kernels;

public sealed class TrainingTests(CpuKernelDevice device) : IClassFixture<CpuKernelDevice>
{
    private const int Count = 48;

    public static TheoryData<string> Optimizers => ["sgd", "momentum", "nesterov", "adam", "amsgrad"];

    public static TheoryData<string> Losses => ["mse", "cce", "cce logits", "cce smooth", "scce", "scce logits", "bce", "bce logits", "bce smooth"];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Update_OfThreeSteps_IsTheCpus(string name)
    {
        var optimizer = Optimizer(name);
        var weights = Numbers.Random(Count, 1);
        var deviceWeights = device.Upload(weights);
        var slots = optimizer.Slots.Select(_ => new Memory<float>(new float[Count])).ToArray();
        var deviceSlots = optimizer.Slots.Select(_ => device.Upload(new float[Count])).ToArray();
        for (var step = 1; step <= 3; step++)
        {
            var gradients = Numbers.Random(Count, 10 + step);
            var at = new OptimizerStep(0.01, step);
            GpuOptimizers.Update(device.Pass(), optimizer, at, deviceWeights, device.Upload(gradients), deviceSlots, Count);
            optimizer.Update(at, new WeightPiece(weights, gradients, slots));
        }
        Numbers.AssertClose(Array.ConvertAll(weights, x => (double)x), device.Download(deviceWeights, Count), 2e-6);
        for (var slot = 0; slot < slots.Length; slot++)
            Numbers.AssertClose(Array.ConvertAll(slots[slot].ToArray(), x => (double)x), device.Download(deviceSlots[slot], Count), 2e-6);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Apply_OfEachLoss_IsTheCpus(string name)
    {
        const int count = 7, width = 5;
        var (loss, isLogits) = Loss(name);
        var predictions = Array.ConvertAll(Numbers.Random(count * width, 1), x => isLogits ? 4 * x : 0.5f + (0.45f * x));
        var labels = loss.TargetWidth(width) == 1;
        var targets = labels
            ? Enumerable.Range(0, count).Select(i => (float)(i * 3 % width)).ToArray()
            : Enumerable.Range(0, count * width).Select(i => i % width == i / width % width ? 1f : 0f).ToArray();
        var expected = new float[count * width];
        var value = loss.Apply(new(predictions, targets, width, loss.TargetWidth(width)), expected);
        var gradients = device.Empty(count * width);
        var sum = device.Upload(10);
        GpuLosses.Apply(device.Pass(count), loss, 1e-7f, count, width, device.Upload(predictions), device.Upload(targets), default, 1f / count, gradients, sum, accumulate: true);
        Numbers.AssertClose([10 + value], device.Download(sum, 1));
        Numbers.AssertClose(Array.ConvertAll(expected, x => (double)x), device.Download(gradients, count * width));
    }

    [Fact]
    public void Apply_WithWeights_LeavesOutWhatDoesNotCount()
    {
        var gradients = device.Empty(4);
        var sum = device.Empty(1);
        GpuLosses.Apply(
            device.Pass(2), GenNet.Loss.MeanSquaredError, 1e-7f, 2, 2, device.Upload(float.NaN, 1, 3, 5), device.Upload(0, 0, 1, 1), device.Upload(0, 0.5f), 1, gradients, sum, accumulate: false);
        Numbers.AssertClose([5], device.Download(sum, 1));
        Numbers.AssertClose([0, 0, 1, 2], device.Download(gradients, 4));
    }

    [Theory]
    [InlineData("labels")]
    [InlineData("distributions")]
    [InlineData("threshold")]
    public void Apply_OfEachMetric_IsTheCpus(string name)
    {
        const int count = 9, width = 5;
        Metric metric = name switch
        {
            "labels" => new SparseCategoricalAccuracy(),
            "distributions" => new CategoricalAccuracy(),
            _ => new BinaryAccuracy(0.4f),
        };
        // Coarse numbers, so that there are equals, and a row with NaN.
        var predictions = Array.ConvertAll(Numbers.Random(count * width, 1), x => MathF.Round(4 * x) / 4);
        predictions[(2 * width) + 3] = float.NaN;
        var targetWidth = name == "labels" ? 1 : width;
        var targets = name == "labels"
            ? Enumerable.Range(0, count).Select(i => (float)(i % width)).ToArray()
            : Array.ConvertAll(Numbers.Random(count * width, 2), x => x > 0 ? 1f : 0f);
        var state = metric.CreateState(width, targetWidth);
        state.Update(new(predictions, targets, width, targetWidth));
        var sum = device.Empty(1);

        GpuMetrics.Apply(device.Pass(count), metric, count, width, device.Upload(predictions), device.Upload(targets), sum);

        Assert.Equal(state.Result() * count, device.Download(sum, 1)[0], 1e-5);
    }

    [Fact]
    public void Add_OfPenalties_GivesTheirSumAndGradients()
    {
        var weights = Numbers.Random(Count, 3);
        weights[5] = 0;
        var (sum, gradients) = (device.Upload(1), device.Upload(new float[Count]));

        GpuPenalties.Add(device.Pass(), device.Upload(weights), gradients, Count, 0.3, 0.2, sum);

        Numbers.AssertClose([1 + weights.Sum(static w => (0.3 * Math.Abs(w)) + (0.2 * w * w))], device.Download(sum, 1));
        Numbers.AssertClose(Array.ConvertAll(weights, static w => (0.3 * Math.Sign(w)) + (0.4 * w)), device.Download(gradients, Count));
    }

    [Fact]
    public void ClipNorm_WhenTheNormIsLarger_ScalesToIt()
    {
        const int count = 1000;
        var values = Numbers.Random(count, 1);
        var norm = Math.Sqrt(values.Sum(x => (double)x * x));
        var (first, second, square) = (device.Upload(values), device.Upload(values), device.Empty(1));
        GpuClipping.SumOfSquares(device.Pass(), first, count, square, accumulate: false);
        GpuClipping.ClipNorm(device.Pass(), first, count, square, 2);
        GpuClipping.ClipNorm(device.Pass(), second, count, square, norm + 1);
        Numbers.AssertClose([norm * norm], device.Download(square, 1));
        Numbers.AssertClose(Array.ConvertAll(values, x => x * 2 / norm), device.Download(first, count));
        Numbers.AssertClose(Array.ConvertAll(values, x => (double)x), device.Download(second, count));
        GpuClipping.ClipValue(device.Pass(), second, count, 0.25);
        Numbers.AssertClose(Array.ConvertAll(values, x => Math.Clamp(x, -0.25, 0.25)), device.Download(second, count));
    }

    private static Optimizer Optimizer(string name) => name switch
    {
        "sgd" => new SGD(0.01),
        "momentum" => new SGD(0.01, 0.9),
        "nesterov" => new SGD(0.01, 0.9, true),
        "adam" => new Adam(0.01),
        _ => new Adam(0.01, amsGrad: true),
    };

    private static (Loss Loss, bool IsLogits) Loss(string name) => name switch
    {
        "mse" => (new MeanSquaredError(), true),
        "cce" => (new CategoricalCrossentropy(), false),
        "cce logits" => (new CategoricalCrossentropy(true), true),
        "cce smooth" => (new CategoricalCrossentropy(true, 0.2), true),
        "scce" => (new SparseCategoricalCrossentropy(), false),
        "scce logits" => (new SparseCategoricalCrossentropy(true), true),
        "bce" => (new BinaryCrossentropy(), false),
        "bce logits" => (new BinaryCrossentropy(true), true),
        _ => (new BinaryCrossentropy(false, 0.1), false),
    };
}
