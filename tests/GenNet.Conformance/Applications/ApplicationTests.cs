using System.Text.Json;
using GenNet.Conformance.Models;
using GenNet.Conformance.Numerics;
using GenNet.Weights.KerasH5;

namespace GenNet.Conformance.Applications;

/// <summary>Networks of <c>keras.applications</c>, from their config to their answers.</summary>
public sealed class ApplicationTests(ConformanceSummary summary)
{
    public static TheoryData<string> Names => [.. ApplicationFixture.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Network_WhenScaffolded_HasKerasVariables(string name)
    {
        var fixture = Start(name, "variables");
        using var model = fixture.CreateInitial();
        var variables = KerasVariables.Of(model);

        Assert.Equal(fixture.Expected.GetProperty("parameters").GetProperty("total").GetInt64(), variables.Sum(static v => v.Variable.Shape.ElementCount));
        Assert.Equal(fixture.Expected.GetProperty("parameters").GetProperty("trainable").GetInt64(), variables.Where(static v => v.Variable.IsTrained).Sum(static v => v.Variable.Shape.ElementCount));
        Assert.Equal(fixture.Variables.Select(Text), variables.Select(static v => Text(v.Path, v.Variable)));
        foreach (var (row, (_, variable)) in fixture.Variables.Zip(variables).Where(static v => v.First.TryGetProperty("value", out _)))
            Assert.All(variable.ToTensor().ToDoubles(), value => Assert.Equal(row.GetProperty("value").GetDouble(), value));
        summary.Applications.Passed(name, "variables", 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Predict_WithWeightsByFormula_AnswersAsKeras(string name)
    {
        var fixture = Start(name, "predict");
        using var arrays = new FixtureArrays(fixture.PathOf("expected.safetensors"));
        using var model = fixture.Create();

        var outputs = PredictAll.Of(model)([arrays.Floats("input")]);

        var roundings = PassRoundings.Of(fixture.Spec, arrays.Rows("input"));
        summary.Applications.Passed(name, "predict", Closeness.Check("output", outputs[0], arrays.Doubles("output"), roundings) / roundings);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Layers_WithWeightsByFormula_HaveKerasStatistics(string name)
    {
        var fixture = Start(name, "statistics of layers");
        using var arrays = new FixtureArrays(fixture.PathOf("expected.safetensors"));
        using var model = fixture.CreateEveryLayer();
        var (input, expected, rows) = (arrays.Floats("input"), LayerStatistics.In(arrays), arrays.Rows("input"));

        var outputs = PredictAll.Of(model)([input]);

        var worst = 0.0;
        for (int i = 0, output = 0; i < expected.Length; i++)
        {
            var isInput = fixture.Layers[i].GetProperty("class").GetString() == "InputLayer";
            var roundings = isInput ? 1 : PassRoundings.To(fixture.EveryLayer, fixture.EveryLayer.Outputs[output].Value, rows);
            var values = isInput ? input : outputs[output++];
            Assert.Equal(fixture.Layers[i].GetProperty("output_shape").EnumerateArray().Skip(1).Aggregate((long)rows, static (size, dimension) => size * dimension.GetInt32()), values.Length);
            worst = Math.Max(worst, LayerStatistics.Of(values).Check(fixture.Layers[i].GetProperty("name").GetString()!, expected[i], roundings) / roundings);
        }
        summary.Applications.Passed(name, "statistics of layers", worst);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SaveWeights_OfWeightsByFormula_WritesThemWhereKerasDoes(string name)
    {
        var fixture = Start(name, "save");
        var folder = Directory.CreateTempSubdirectory("gennet");
        try
        {
            var saved = Path.Combine(folder.FullName, "saved.weights.h5");
            using (var model = fixture.Create())
                model.SaveWeights(saved);
            using var file = KerasWeightsFile.Open(saved);
            var rows = fixture.Variables.ToDictionary(static row => row.GetProperty("keras3_path").GetString()!);

            Assert.Equal(rows.Keys.Order(StringComparer.Ordinal), file.Tensors.Select(static tensor => tensor.Path).Order(StringComparer.Ordinal));
            foreach (var tensor in file.Tensors)
            {
                var bytes = tensor.ToBytes();
                if (WeightFormula.Values(rows[tensor.Path], bytes.Length / sizeof(float)) is { } values)
                    Assert.True(bytes.AsSpan().SequenceEqual(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values)), $"{tensor.Path} holds other values than {rows[tensor.Path].GetProperty("layer")}'s");
            }
            summary.Applications.Passed(name, "save", 0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private ApplicationFixture Start(string name, string test)
    {
        summary.Applications.Started(name, test);
        return ApplicationFixture.Of(name);
    }

    private static string Text(JsonElement row) =>
        $"{row.GetProperty("keras3_path").GetString()}: {row.GetProperty("layer").GetString()}/{row.GetProperty("name").GetString()} ({string.Join(',', row.GetProperty("shape").EnumerateArray())})"
        + $" {(row.TryGetProperty("dtype", out var dtype) ? dtype.GetString() : "float32")}{(row.GetProperty("trainable").GetBoolean() ? "" : " state")}";

    private static string Text(string path, Variable variable) =>
        $"{path}: {variable.LayerName}/{variable.Name} ({string.Join(',', variable.Shape.Dimensions)}) {variable.DType.ToString().ToLowerInvariant()}{(variable.IsTrained ? "" : " state")}";
}
