using System.Text;
using GenNet.Contracts;
using GenNet.TestSupport;

namespace GenNet.Conformance.Guard;

/// <summary>
/// Random models and random edits of them: what the differ says is what the loader then does, and predictions agree wherever it says "compatible". With <c>GENNET_LONG=1</c> there are 1,000 edits.
/// </summary>
public sealed class RandomEditTests(ITestOutputHelper output) : IDisposable
{
    private const int EditsOfAModel = 10;
    private const int ModelsInACompilation = 5;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gennet");

    [Fact]
    public void LoadWeights_AfterARandomEdit_DoesWhatTheDifferSays()
    {
        var edits = LongRun.IsAsked ? 1000 : 100;
        var counts = new Dictionary<ChangeSeverity, int>();
        for (var batch = 0; batch * EditsOfAModel * ModelsInACompilation < edits; batch++)
        {
            var random = new Random(batch);
            var models = Enumerable.Range(0, ModelsInACompilation).Select(_ => EditedModel.Of(random)).Select(model => (Model: model, Edits: Enumerable.Range(0, EditsOfAModel).Select(_ => model.Edit()).ToArray())).ToArray();
            var source = new StringBuilder("#pragma warning disable CS1591\nusing GenNet;\n");
            for (var m = 0; m < models.Length; m++)
            {
                source.Append(models[m].Model.Source($"M{m}.Before"));
                for (var e = 0; e < EditsOfAModel; e++)
                    source.Append(models[m].Edits[e].Model.Source($"M{m}.E{e}"));
            }
            var compiled = ModelCompiler.Compile(source.ToString());
            for (var m = 0; m < models.Length; m++)
            {
                using var before = compiled.Create($"M{m}.Before.Net", seed: 1, Device.Cpu());
                var path = Path.Combine(_folder.FullName, $"{batch}-{m}.weights.h5");
                before.SaveWeights(path);
                for (var e = 0; e < EditsOfAModel; e++)
                {
                    using var after = compiled.Create($"M{m}.E{e}.Net", seed: 2, Device.Cpu());
                    var severity = Check(before, after, path, $"batch {batch}, {models[m].Edits[e].Edits}\n{models[m].Model.Source("Before")}");
                    counts[severity] = counts.GetValueOrDefault(severity) + 1;
                }
            }
        }
        output.WriteLine(string.Join(", ", counts.Select(static count => $"{count.Value} {count.Key}")));
        Assert.Equal(3, counts.Count);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static ChangeSeverity Check(Model before, Model after, string path, string edit)
    {
        var changes = ContractDiff.Compare(ModelContract.Of(before.Description), ModelContract.Of(after.Description));
        var severity = changes.Select(static change => change.Severity).DefaultIfEmpty().Max();
        var said = $"{edit}\n{severity}: {string.Join("\n", changes.Select(static change => $"{change.Layer}: {change.Text}"))}";
        var initial = Values(after);
        var error = Record.Exception(() => after.LoadWeights(path));
        if (severity != ChangeSeverity.Compatible)
        {
            Assert.True(error is WeightLoadException, $"{said}\n{error?.ToString() ?? "It loads."}");
            Assert.Equal(initial.Values, Values(after).Values);
            var now = initial.Keys.ToHashSet();
            foreach (var name in changes.Where(static change => change.Severity != ChangeSeverity.Compatible).SelectMany(static change => change.Names).Where(name => severity == ChangeSeverity.Behaviour || now.Contains(name)))
                Assert.True(error!.Message.Contains(name, StringComparison.Ordinal), $"{said}\n{name} is not in: {error.Message}");
            return severity;
        }
        Assert.True(error is null, $"{said}\n{error?.Message}");
        var source = Values(before);
        Assert.All(Values(after), variable => Assert.True(variable.Value.SequenceEqual(source[variable.Key]), $"{said}\n{variable.Key}"));
        var random = new Random(0);
        var input = Enumerable.Range(0, 2 * before.Description.Inputs[0].Shape.Dimensions.Aggregate(1, static (a, b) => a * b)).Select(_ => random.NextSingle() * 2 - 1).ToArray();
        foreach (var (expected, actual) in ModelOutput.Of(before, input, 2).Zip(ModelOutput.Of(after, input, 2)))
            Assert.True(Math.Abs(expected - actual) <= 1e-5, $"{said}\n{actual} and {expected}");
        return severity;
    }

    private static Dictionary<string, float[]> Values(Model model) =>
        model.Layers.SelectMany(static l => l.Variables).ToDictionary(static v => $"{v.LayerName}/{v.Name}", static v => v.ToTensor().Values);
}
