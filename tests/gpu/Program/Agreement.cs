using System.Globalization;

namespace GenNet.GpuCheck;

/// <summary>Whether a GPU computes what the CPU does: losses of 20 steps, the weights after them, the evaluation, and the same bits in a second run.</summary>
internal static class Agreement
{
    private const int Steps = 20;

    // Losses are compared relative to the first, weights relative to the largest. A deep network with batch normalization takes rounding apart in few steps: so a GPU may be off by some times
    // what the last place of some inputs does on the CPU, and by what two orders of summing differ in.
    private const double LeastTolerance = 1e-4;
    private const double Nudges = 4;

    /// <summary>Compares, and prints a line.</summary>
    /// <returns>Whether all of it holds.</returns>
    public static bool Check(Net net, Device device)
    {
        var data = net.Data(1);
        var onCpu = Run(net, data, Device.Cpu());
        var nudged = Difference.Of(onCpu, Run(net, net.Data(1, isNudged: true), Device.Cpu()));
        var onGpu = Run(net, data, device);
        var again = Run(net, data, device);
        var difference = Difference.Of(onCpu, onGpu);
        var isSame = onGpu.Weights.AsSpan().SequenceEqual(again.Weights) && onGpu.Losses.AsSpan().SequenceEqual(again.Losses);
        var isRight = difference.IsWithin(nudged) && isSame;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(isRight ? "ok  " : "FAIL")} {net.Name}: {Steps} steps follow the CPU ({difference}; what a last place of inputs does: {nudged}), {(isSame ? "the same bits twice" : "OTHER BITS in a second run")}"));
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

    private sealed record Difference(double Losses, double Weights, double Evaluation)
    {
        public static Difference Of(Result a, Result b) => new(
            a.Losses.Zip(b.Losses, static (x, y) => Math.Abs(x - y)).Max() / Math.Abs(a.Losses[0]),
            a.Weights.Zip(b.Weights, static (x, y) => (double)Math.Abs(x - y)).Max() / a.Weights.Max(Math.Abs),
            Math.Abs(a.Evaluation - b.Evaluation) / Math.Abs(a.Losses[0]));

        // Written so that NaN is wrong.
        public bool IsWithin(Difference nudged) => Losses <= Allowed(nudged.Losses) && Weights <= Allowed(nudged.Weights) && Evaluation <= Allowed(Math.Max(nudged.Evaluation, nudged.Losses));

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"losses {Losses:E1}, weights {Weights:E1}, evaluation {Evaluation:E1}");

        private static double Allowed(double nudged) => Math.Max(LeastTolerance, Nudges * nudged);
    }
}
