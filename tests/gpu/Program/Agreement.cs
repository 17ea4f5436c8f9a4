using System.Globalization;

namespace GenNet.GpuCheck;

/// <summary>Whether a GPU computes what the CPU does: losses of 20 steps, the weights after them, the evaluation, and the same bits in a second run.</summary>
internal static class Agreement
{
    private const int Steps = 20;

    // What rounding grows to in so many steps: losses are compared relative to the first, weights relative to the largest.
    private const double Tolerance = 5e-3;

    /// <summary>Compares, and prints a line.</summary>
    /// <returns>Whether all of it holds.</returns>
    public static bool Check(Net net, Device device)
    {
        var data = net.Data(1);
        var onCpu = Run(net, data, Device.Cpu());
        var onGpu = Run(net, data, device);
        var again = Run(net, data, device);
        var losses = onCpu.Losses.Zip(onGpu.Losses, static (a, b) => Math.Abs(a - b)).Max() / Math.Abs(onCpu.Losses[0]);
        var weights = onCpu.Weights.Zip(onGpu.Weights, static (a, b) => (double)Math.Abs(a - b)).Max() / onCpu.Weights.Max(Math.Abs);
        var evaluation = Math.Abs(onCpu.Evaluation - onGpu.Evaluation) / Math.Abs(onCpu.Losses[0]);
        var isSame = onGpu.Weights.AsSpan().SequenceEqual(again.Weights) && onGpu.Losses.AsSpan().SequenceEqual(again.Losses);
        // Written so that NaN is wrong.
        var isRight = losses <= Tolerance && weights <= Tolerance && evaluation <= Tolerance && isSame;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(isRight ? "ok  " : "FAIL")} {net.Name}: {Steps} steps follow the CPU (losses {losses:E1}, weights {weights:E1}, evaluation {evaluation:E1}), {(isSame ? "the same bits twice" : "OTHER BITS in a second run")}"));
        return isRight;
    }

    private static Result Run(Net net, Dataset data, Device device)
    {
        using var model = net.Create(7, device);
        using var trainer = new Trainer(model, new SGD(0.02, momentum: 0.9) { GlobalClipNorm = 5 }, Loss.SparseCategoricalCrossentropy, Metric.Accuracy);
        var losses = new double[Steps];
        for (var step = 0; step < Steps; step++)
            losses[step] = trainer.Step(data);
        var evaluation = model.Evaluate(data, Loss.SparseCategoricalCrossentropy)["loss"];
        return new(losses, [.. model.Layers.SelectMany(static layer => layer.Variables).SelectMany(static variable => variable.Values.ToArray())], evaluation);
    }

    private sealed record Result(double[] Losses, float[] Weights, double Evaluation);
}
