using GenNet.Graph;
using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.KerasH5;

namespace GenNet.Conformance.Guard;

/// <summary>
/// The same edits, executed: weights of the class before, in each format, loaded Strict into the class after. What GenNet wrote is loaded right or refused, and refused whatever the guard warns of; of what others
/// wrote, a variable that could be another's is said in the report.
/// </summary>
public sealed class EvolutionExecutionTests : IDisposable
{
    private static readonly string[] s_foreign = ["before.weights.h5", "before.keras2.h5"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gennet");

    public static TheoryData<string, bool> Pairs => [.. EvolutionPair.All.SelectMany(static pair => pair.Tellings, static (pair, told) => (pair.Name, told))];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void LoadWeights_AfterAnEdit_IsNeverSilentlyWrong(string name, bool told)
    {
        var pair = EvolutionPair.All.Single(pair => pair.Name == name);
        Assert.SkipWhen(pair.NotSupported is not null, $"not supported: {pair.NotSupported}");
        using var before = Create(pair.SourceBefore, pair.Before!.ClassName, seed: 1);
        var source = told ? Renames.Tell(pair.SourceAfter, pair.After!, pair.Renames) : pair.SourceAfter;
        using var after = Create(source, pair.After!.ClassName, seed: 2);
        foreach (var file in (string[])["before.weights.h5", "before.safetensors"])
        {
            var path = Path.Combine(_folder.FullName, file);
            before.SaveWeights(path);
            Check(pair, after, path, before.Layers.SelectMany(static l => l.Variables).ToDictionary(static v => $"{v.LayerName}/{v.Name}", static v => v.Values.ToArray()), isOwn: true, told);
        }
        foreach (var file in s_foreign.Select(pair.PathOf).Where(File.Exists))
            Check(pair, after, file, Stored(pair), isOwn: false, told);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void Check(EvolutionPair pair, Model after, string path, Dictionary<string, float[]> saved, bool isOwn, bool told)
    {
        var initial = Values(after);
        LoadReport report;
        try
        {
            report = after.LoadWeights(path);
        }
        catch (Exception refusal) when (refusal is WeightLoadException or WeightFileException or NotSupportedException)
        {
            Assert.Equal(initial.Values, Values(after).Values);
            // A class that is told of its renames is asked by the build; what files then do is tested with the loader.
            Assert.True(!isOwn || told || pair.Verdict(told) != "compatible", $"{pair.Name}, {Path.GetFileName(path)}: {refusal.Message}");
            return;
        }
        Assert.True(!isOwn || pair.Verdict(told) == "compatible", $"{pair.Name}, {Path.GetFileName(path)} loads, and is {pair.Verdict(told)}");
        var intended = pair.Truth.GetProperty("intended");
        var doubtful = string.Join(" ", report.Interchangeable) + " " + string.Join(" ", report.ByPosition);
        foreach (var (variable, values) in Values(after))
        {
            var source = intended.GetProperty(variable).GetString();
            Assert.True(
                (source is not null && IsOf(values, saved[source], report))
                || (!isOwn && (doubtful.Contains(LayerOf(variable), StringComparison.Ordinal) || IsOfAnotherClass(pair, LayerOf(variable), report))),
                $"{pair.Name}, {Path.GetFileName(path)}: {variable} is not {source}, and the report doesn't say so:\n{report}");
        }
        Assert.True(isOwn || report.BehaviourUnchecked is not null || pair.Verdict(told) == "compatible", $"{pair.Name}, {Path.GetFileName(path)}: nothing is said of behaviour.");
    }

    // A file that names layers and not their classes can't tell that one was replaced by one of another class, and the report says that it can't.
    private static bool IsOfAnotherClass(EvolutionPair pair, string layer, LoadReport report) =>
        report.BehaviourUnchecked?.Contains("classes of layers", StringComparison.Ordinal) == true && KindOf(pair.Before!, layer) != KindOf(pair.After!, layer);

    private static string? KindOf(ModelSpec model, string layer) => model.Layers.FirstOrDefault(l => l.KerasName == layer)?.Spec.Kind;

    private static string LayerOf(string variable) => variable[..variable.LastIndexOf('/')];

    // Of another type, they are rounded to it, and the report says so.
    private static bool IsOf(float[] values, float[] saved, LoadReport report) => report.Converted.Count == 0
        ? values.SequenceEqual(saved)
        : values.Length == saved.Length && values.Zip(saved).All(static pair => Math.Abs(pair.First - pair.Second) <= 0.01 * Math.Abs(pair.Second));

    private static Dictionary<string, float[]> Stored(EvolutionPair pair)
    {
        using var file = KerasWeightsFile.Open(pair.PathOf("before.weights.h5"));
        return pair.Truth.GetProperty("stored").GetProperty("keras3").EnumerateObject().ToDictionary(
            static variable => variable.Name, variable => file.TryGetTensor(variable.Value.GetString()!, out var array) ? array.ToFloats() : throw new InvalidDataException(variable.Name));
    }

    private static Dictionary<string, float[]> Values(Model model) =>
        model.Layers.SelectMany(static l => l.Variables).ToDictionary(static v => $"{v.LayerName}/{v.Name}", static v => v.ToTensor().Values);

    private static Model Create(string source, string className, ulong seed) => ModelCompiler.Compile("#pragma warning disable CS1591\n" + source).Create(className, seed, Device.Cpu());
}
