using Samples.FashionMnist;

namespace GenNet.GpuCheck;

/// <summary>A network that is compared and timed, with data that need no file.</summary>
internal sealed record Net(string Name, Func<ulong, Device, Model> Create, int Inputs, int BatchSize)
{
    private const int Classes = 10;

    public static Net Small { get; } = new("small", static (seed, device) => new SmallNet(seed, device), 8 * 8, 8);

    public static Net Mnist { get; } = new("mnist convnet", static (seed, device) => new MnistNet(seed, device), 28 * 28, 128);

    public static Net Mlp { get; } = new("mlp", static (seed, device) => new NormalizedMlp(seed, device), 256, 128);

    public static Net ResNet { get; } = new("resnet-20", static (seed, device) => new ResNet20(seed, device), 28 * 28, 128);

    /// <summary>So many batches: each class has a pattern of its own, and noise.</summary>
    /// <param name="batches">How many.</param>
    /// <param name="isNudged">Whether every third value is one place of float32 larger.</param>
    public Dataset Data(int batches, bool isNudged = false)
    {
        var random = new Random(1);
        var patterns = Enumerable.Range(0, Classes * Inputs).Select(_ => random.NextSingle()).ToArray();
        var labels = Enumerable.Range(0, batches * BatchSize).Select(_ => random.Next(Classes)).ToArray();
        var inputs = new float[labels.Length * Inputs];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = (0.5f * patterns[(labels[i / Inputs] * Inputs) + (i % Inputs)]) + (0.5f * random.NextSingle());
        for (var i = 0; isNudged && i < inputs.Length; i += 3)
            inputs[i] = MathF.BitIncrement(inputs[i]);
        return Dataset.From(inputs, labels);
    }
}
