using GenNet.Conformance.Formats;
using GenNet.Conformance.Numerics;
using GenNet.TestSupport;
using GenNet.Weights.KerasH5;

namespace GenNet.Conformance.Models;

/// <summary>
/// Models that Keras saved, the user's way: <c>dotnet gennet scaffold model.keras</c>, compile with the generator, load Keras' weights, predict, save.
/// </summary>
public sealed class ModelTests(ConformanceSummary summary)
{
    public static TheoryData<string, string> WeightFiles =>
        [.. KerasFixture.Names.SelectMany(static _ => (string[])["model.weights.h5", "inference.weights.h5"], static (model, file) => (model, file))];

    public static TheoryData<string> Names => [.. KerasFixture.Names];

    [Theory]
    [MemberData(nameof(WeightFiles))]
    public void Predict_WithKerasWeights_AnswersAsKeras(string name, string file)
    {
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, $"predict with {file}", file, "io.safetensors");
        using var instance = fixture.Create(Device.Cpu());
        CheckPredictions(fixture, instance, file, summary.Models, name, $"predict with {file}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SaveWeights_WhenLoadedFromKeras_WritesWhatKerasWrites(string name)
    {
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, "save", "inference.weights.h5");
        var folder = Directory.CreateTempSubdirectory("gennet");
        try
        {
            var saved = Path.Combine(folder.FullName, "saved.weights.h5");
            using (var instance = fixture.Create(Device.Cpu()))
            {
                instance.Model.LoadWeights(fixture.PathOf("inference.weights.h5"));
                instance.Model.SaveWeights(saved);
            }
            using var keras = KerasWeightsFile.Open(fixture.PathOf("inference.weights.h5"));
            using var ours = KerasWeightsFile.Open(saved);
            Assert.Equal(keras.Objects, ours.Objects);
            Assert.All(keras.Objects, path => Assert.Equal(keras.NameOf(path), ours.NameOf(path)));
            Assert.Equal(keras.Tensors.Select(static t => t.ToString()), ours.Tensors.Select(static t => t.ToString()));
            Assert.All(keras.Tensors.Zip(ours.Tensors), static pair => Assert.Equal(pair.First.ToBytes(), pair.Second.ToBytes()));
            summary.Models.Passed(name, "save", 0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SaveWeights_WhenLoadedFromKeras_LooksTheSameToTheHdf5Library(string name)
    {
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, "save for h5dump", "inference.weights.h5");
        var folder = Directory.CreateTempSubdirectory("gennet");
        try
        {
            var saved = Path.Combine(folder.FullName, "saved.weights.h5");
            using var instance = fixture.Create(Device.Cpu());
            instance.Model.LoadWeights(fixture.PathOf("inference.weights.h5"));
            instance.Model.SaveWeights(saved);
            Assert.Equal(Hdf5Tools.Dump(fixture.PathOf("inference.weights.h5")), OwnAttributes.Without(Hdf5Tools.Dump(saved)));
            summary.Models.Passed(name, "save for h5dump", 0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void CheckPredictions(KerasFixture fixture, KerasInstance instance, string file, ConformanceCount count, string name, string test)
    {
        using var io = new FixtureArrays(fixture.PathOf("io.safetensors"));
        var report = instance.Model.LoadWeights(fixture.PathOf(file));
        var inputs = instance.Inputs(io, "inputs");

        var outputs = instance.Predict(inputs);

        Assert.Equal(instance.Variables.Count, report.Loaded.Count);
        var roundings = instance.Roundings(inputs[0].Length / (int)instance.Model.Description.Inputs[0].Shape.ElementCount);
        var worst = outputs.Select((output, i) => Closeness.Check(instance.OutputNames[i], output, io.Doubles($"outputs/{instance.OutputNames[i]}"), roundings)).Max();
        count.Passed(name, test, worst / roundings);
    }
}
