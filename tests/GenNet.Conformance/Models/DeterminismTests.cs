using GenNet.Conformance.Numerics;

namespace GenNet.Conformance.Models;

/// <summary>The same bits with 1, 2 and 5 threads: predictions of small and large batches, and weights after training with dropout and shuffling.</summary>
public sealed class DeterminismTests(ConformanceSummary summary)
{
    private const int Rows = 83;

    private static readonly int[] s_threads = [1, 2, 5];

    public static TheoryData<string> Names => [.. KerasFixture.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Predict_WithAnyNumberOfThreads_GivesTheSameBits(string name)
    {
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, "same predictions");
        foreach (var rows in (int[])[1, 3, Rows, 4 * Rows])
        {
            float[][]? first = null;
            foreach (var threads in s_threads)
            {
                using var instance = fixture.Create(Device.Cpu(threads), seed: 7);
                var outputs = instance.Predict(Inputs(instance.Model, rows));
                first ??= outputs;
                for (var i = 0; i < outputs.Length; i++)
                    Closeness.CheckSameBits($"output {i} of {rows} rows with {threads} threads", outputs[i], first[i]);
            }
        }
        summary.Models.Passed(name, "same predictions", 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_WithAnyNumberOfThreads_GivesTheSameBits(string name)
    {
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, "same training");
        Dictionary<string, float[]>? first = null;
        foreach (var threads in s_threads)
        {
            using var instance = fixture.Create(Device.Cpu(threads), seed: 7);
            using var trainer = new Trainer(instance.Model, new Adam(0.01), Loss.MeanSquaredError);
            trainer.Fit(Data(instance.Model), epochs: 2, batchSize: 32, verbose: false, cancellationToken: TestContext.Current.CancellationToken);
            var weights = Trained(instance).ToDictionary(static v => v.Key, static v => v.Value.Values.ToArray());
            first ??= weights;
            foreach (var (key, values) in weights)
                Closeness.CheckSameBits($"{key} with {threads} threads", values, first[key]);
        }
        using var untrained = fixture.Create(Device.Cpu(1), seed: 7);
        Assert.Contains(Trained(untrained), v => !v.Value.Values.SequenceEqual(first![v.Key]));
        summary.Models.Passed(name, "same training", 0);
    }

    // Counts are whole numbers, which training leaves alone.
    private static IEnumerable<KeyValuePair<string, Variable>> Trained(KerasInstance instance) => instance.Variables.Where(static v => v.Value.DType == DType.Float32);

    private static Dataset Data(Model model)
    {
        var inputs = Inputs(model, Rows).Select((x, i) => HostTensors.Samples(x, model.Description.Inputs[i].DType)).ToArray();
        var random = new Random(3);
        var targets = model.Description.Outputs.Select(output => (SampleValues)Values(random, Rows * (int)output.Shape.ElementCount)).ToArray();
        return Dataset.From(Rows, inputs, targets);
    }

    private static float[][] Inputs(Model model, int rows)
    {
        var random = new Random(2);
        return [.. model.Description.Inputs.Select(input => Values(random, rows * (int)input.Shape.ElementCount))];
    }

    private static float[] Values(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
}
