namespace GenNet.Extensions.Tests;

/// <summary>What the tests ask of a training.</summary>
internal static class Training
{
    /// <summary>All weights after some epochs of a new <see cref="Classifier"/>.</summary>
    public static float[] WeightsAfter(Optimizer optimizer, Loss loss, Dataset data, int threads = 2)
    {
        using var net = new Classifier(seed: 3, Device.Cpu(threads));
        using var trainer = net.Trainer(optimizer, loss);
        trainer.Fit(data, epochs: 3, batchSize: 16, verbose: false, cancellationToken: TestContext.Current.CancellationToken);
        return WeightsOf(net);
    }

    /// <summary>All weights of <paramref name="net"/>, one after another.</summary>
    public static float[] WeightsOf(Model net) => [.. net.Layers.SelectMany(static layer => layer.Variables).SelectMany(static variable => variable.Values.ToArray())];
}
