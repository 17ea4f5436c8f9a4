using System.Globalization;
using GenNet.Conformance.Numerics;
using GenNet.Specs;

namespace GenNet.Conformance.Layers;

/// <summary>
/// Every layer by itself: the same bits whatever the number of threads, on batches that are worth several, and no memory taken once it is warm. Whole
/// models test the same of the layers that they have.
/// </summary>
public sealed class LayerThreadTests
{
    // Several pieces of work for every kernel, and all lengths of a last vector.
    private const int Elements = 3 * 8 * 1024;
    private const ulong Step = 3;

    private static readonly int[] s_threads = [1, 2, 5];

    public static TheoryData<string, string> Cases() => CasesWhere(static _ => true);

    public static TheoryData<string, string> TrainableCases() => CasesWhere(static source => source.HasRealOutputs);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Layer_WithAnyNumberOfThreads_GivesTheSameBits(string kind, string id)
    {
        var source = LayerModels.Of(kind).Source(id)!;
        var inputs = Inputs(source, rows: Math.Max(2, (int)(Elements / source.Model.ShapeOf(0).ElementCount)));
        Dictionary<string, float[]>? first = null;
        foreach (var threads in s_threads)
        {
            using var model = new CompiledModel(LayerModels.Of(kind).TypeOf(source), Device.Cpu(threads), seed: 7);
            var values = Values(model, inputs, source.Case.Training);
            first ??= values;
            Assert.Equal(first.Keys, values.Keys);
            foreach (var (name, value) in values)
                Closeness.CheckSameBits($"{source.Case}: {name} with {threads} threads", value, first[name]);
        }
    }

    [Theory]
    [MemberData(nameof(TrainableCases))]
    public void Layer_WhenWarm_AllocatesNothing(string kind, string id)
    {
        var source = LayerModels.Of(kind).Source(id)!;
        using var model = new CompiledModel(LayerModels.Of(kind).TypeOf(source), Device.Cpu(2), seed: 7);

        Assert.Equal(0, model.AllocatedBytes(Inputs(source, rows: source.Case.InputShapes[0][0]), source.Case.Training));
    }

    private static TheoryData<string, string> CasesWhere(Func<LayerSource, bool> takes)
    {
        var cases = new TheoryData<string, string>();
        foreach (var kind in LayerCase.Kinds)
        {
            foreach (var source in LayerModels.Of(kind).Sources.Where(takes))
                cases.Add(kind, source.Case.Id);
        }
        return cases;
    }

    private static Dictionary<string, float[]> Values(CompiledModel model, float[][] inputs, bool training)
    {
        var values = new Dictionary<string, float[]> { ["inference output"] = model.Infer(inputs) };
        if (model.Model.Description.Outputs.Any(static output => output.DType != DType.Float32))
            return values;
        var result = model.Train(inputs, Random(new(5), values["inference output"].Length), training, Step);
        values.Add("output", result.Output);
        for (var i = 0; i < inputs.Length; i++)
            values.Add(string.Create(CultureInfo.InvariantCulture, $"gradient of input {i}"), result.InputGradients[i]);
        foreach (var (name, gradient) in result.WeightGradients)
            values.Add($"gradient of {name}", gradient);
        foreach (var state in model.Model.Layers.SelectMany(static l => l.Variables).Where(static v => !v.IsTrained).Select(CompiledModel.KeyOf))
            values.Add($"{state} after the call", model.Values(state));
        return values;
    }

    // Random numbers, and of what isn't a number the case's own, again and again.
    private static float[][] Inputs(LayerSource source, int rows)
    {
        var shapes = source.Case.InputShapes;
        using var arrays = source.Case.OpenArrays();
        var random = new Random(3);
        return [.. source.Model.Inputs.Select((input, i) =>
        {
            var count = rows * shapes[i][1..].Aggregate(1, static (product, size) => product * size);
            if (input.DType == DType.Float32)
                return Random(random, count);
            var given = arrays.Floats(string.Create(CultureInfo.InvariantCulture, $"{source.Case.Id}/input/{i}"));
            return [.. Enumerable.Range(0, count).Select(k => given[k % given.Length])];
        })];
    }

    private static float[] Random(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];
}
