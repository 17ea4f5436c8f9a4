using GenNet.TestSupport;
using static GenNet.TestSupport.SavedFiles;

namespace GenNet.Generators.Tests.Contracts;

/// <summary>What rules advise is done, for files of every format: the loader must do what the advice says.</summary>
public sealed class AdviceTests : IDisposable
{
    private const string Before = """
        [Dense(16)] public partial Dense First { get; }
        [Dense(16)] public partial Dense Body { get; }
        [BatchNormalization] public partial BatchNormalization Norm { get; }
        [Dense(4)] public partial Dense Answer { get; }
        """;

    /// <summary>A rule, an edit that it reports, and the layer that was edited.</summary>
    private static readonly (string Id, string Old, string New, string Layer)[] s_edits =
    [
        ("GN1001", "[Dense(4)]", "[Dense(5)]", "answer"),
        ("GN1002", "[Dense(4)]", "[Dense(4, UseBias = false)]", "answer"),
        ("GN1002", "[BatchNormalization]", "[BatchNormalization(Scale = false)]", "norm"),
        ("GN1003", "[Dense(4, UseBias = false)]", "[Dense(4)]", "answer"),
        ("GN1003", "[BatchNormalization(Center = false)]", "[BatchNormalization]", "norm"),
        ("GN1005", "[Dense(16)] public partial Dense Body { get; }", "", "body"),
        ("GN1006", "", "[Dense(16)] public partial Dense Extra { get; }", "extra"),
        ("GN1007", "Body", "Trunk", "trunk"),
        ("GN1008", "[BatchNormalization] public partial BatchNormalization", "[LayerNormalization] public partial LayerNormalization", "norm"),
        ("GN1009", "[Dense(4)]", "[Dense(4, Activation = Activation.Softmax)]", "answer"),
        ("GN1009", "[BatchNormalization]", "[BatchNormalization(Epsilon = 0.01)]", "norm"),
    ];

    private readonly SavedFiles _files = new();

    public static TheoryData<string, int, int> EditsAndFiles =>
        new(from edit in Enumerable.Range(0, s_edits.Length) from kind in Enum.GetValues<Kind>() select (s_edits[edit].Id, edit, (int)kind));

    public void Dispose() => _files.Dispose();

    [Theory]
    [MemberData(nameof(EditsAndFiles))]
    public async Task LoadWeights_ByTheAdviceOfARule_DoesWhatItSays(string id, int edit, int kind)
    {
        var (before, after, layer) = Sources(edit);
        Assert.Equal(id, Assert.Single(await ContractDiagnostics.Of(after, await ContractDiagnostics.Accept(before))).Id);
        using var saved = ModelCompiler.Compile(before).Create(seed: 1);
        using var model = ModelCompiler.Compile(after).Create(seed: 2);
        var path = _files.Save(saved, (Kind)kind);
        var advice = new RuleAdvice(id);

        if (id == "GN1009" && (Kind)kind is Kind.Keras or Kind.NamelessKeras or Kind.ForeignSafetensors)
        {
            Assert.NotNull(model.LoadWeights(path).BehaviourUnchecked);
            return;
        }
        if (id == "GN1007" && (Kind)kind == Kind.NamelessKeras)
        {
            Assert.Contains(layer, model.LoadWeights(path).ByPosition);
            return;
        }
        var initial = Values(model);
        Assert.Throws<WeightLoadException>(() => model.LoadWeights(path));
        if (id == "GN1008")
        {
            Assert.Null(advice.OptionsFor((Kind)kind));
            return;
        }
        var options = advice.OptionsFor((Kind)kind)!;
        if ((Kind)kind == Kind.NamelessKeras)
        {
            Assert.True(advice.RefusesFilesWithoutNames);
            Assert.Throws<WeightLoadException>(() => model.LoadWeights(path, options));
            Assert.Equal(initial, Values(model));
            return;
        }

        model.LoadWeights(path, options);

        var source = Values(saved);
        foreach (var (name, values) in Values(model))
        {
            var isEdited = name.StartsWith(layer + "/", StringComparison.Ordinal);
            var isLoaded = !isEdited || id == "GN1009" || (advice.NamesVariables((Kind)kind) && source.ContainsKey(name));
            Assert.True(values.AsSpan().SequenceEqual(isLoaded ? source[name] : initial[name]), $"{name} {(isLoaded ? "was not loaded" : "is not as it was")}");
        }
    }

    [Theory]
    [InlineData("GN1002")]
    [InlineData("GN1003")]
    public void LoadWeights_WithSkipMismatch_LeavesTheWholeLayerInEveryFormatAsTheRuleSays(string id)
    {
        Assert.Contains("`LoadOptions.SkipMismatch` alone leaves the whole layer as it is in every format", RuleAdvice.TextOf(id), StringComparison.Ordinal);
        foreach (var edit in Enumerable.Range(0, s_edits.Length).Where(i => s_edits[i].Id == id))
        {
            var (before, after, layer) = Sources(edit);
            using var saved = ModelCompiler.Compile(before).Create(seed: 1);
            foreach (var kind in Enum.GetValues<Kind>().Where(static k => k != Kind.NamelessKeras))
            {
                using var model = ModelCompiler.Compile(after).Create(seed: 2);
                var (source, initial) = (Values(saved), Values(model));
                model.LoadWeights(_files.Save(saved, kind), LoadOptions.SkipMismatch);
                Assert.All(Values(model), variable => Assert.Equal((variable.Key.StartsWith(layer + "/", StringComparison.Ordinal) ? initial : source)[variable.Key], variable.Value));
            }
        }
    }

    [Fact]
    public void LoadWeights_WhenTheOldNameIsKept_LoadsFilesOfEveryFormat()
    {
        var (before, _, _) = Sources(Array.FindIndex(s_edits, static e => e.Id == "GN1007"));
        using var saved = ModelCompiler.Compile(before).Create(seed: 1);
        using var model = ModelCompiler.Compile(
            before.Replace("[Dense(16)] public partial Dense Body", "[Dense(16, Name = \"body\")] public partial Dense Trunk", StringComparison.Ordinal)).Create(seed: 2);
        foreach (var kind in Enum.GetValues<Kind>())
        {
            Assert.True(model.LoadWeights(_files.Save(saved, kind)).IsComplete);
            Assert.Equal(Values(saved), Values(model));
        }
    }

    [Fact]
    public void LoadWeights_WhenTheOldLayerIsKeptBesideTheChangedOne_NeedsAllowMissingAlone()
    {
        using var saved = ModelCompiler.Compile(Source(Before)).Create(seed: 1);
        using var model = ModelCompiler.Compile(Source(Before + "[Dense(5)] public partial Dense Answer2 { get; }")).Create(seed: 2);
        foreach (var kind in Enum.GetValues<Kind>().Where(static k => k != Kind.NamelessKeras))
            Assert.Equal(["answer2", "answer2"], model.LoadWeights(_files.Save(saved, kind), LoadOptions.AllowMissing).Missing.Select(static v => v.Layer));
    }

    [Fact]
    public async Task Analyze_WhenTheModelIsAccepted_IsSilent()
    {
        // GN1010: there is no contract. GN1011: it is out of date. GN1030: a merge left marks in it, and a side is taken. GN1013: there are several, and the copy is deleted.
        var (before, after) = (Source(Before), Source(Before + "[Dropout(0.5)] public partial Dropout Drop { get; }"));
        Assert.Equal("GN1010", Assert.Single(await ContractDiagnostics.Of(before)).Id);
        var contract = await ContractDiagnostics.Accept(before);
        Assert.Empty(await ContractDiagnostics.Of(before, contract));

        var outdated = Assert.Single(await ContractDiagnostics.Of(after, contract));
        Assert.Equal("GN1011", outdated.Id);
        Assert.Empty(await ContractDiagnostics.Of(after, await ContractDiagnostics.Accept(after)));

        Assert.Contains(await ContractDiagnostics.Of(before, contract + "<<<<<<< ours\n"), static d => d.Id == "GN1030");
        Assert.Contains(await ContractDiagnostics.Of(before, ("Net.weights.txt", contract), ("Copy.weights.txt", contract)), static d => d.Id == "GN1013");
    }

    private static (string Before, string After, string Layer) Sources(int edit)
    {
        var (_, old, @new, layer) = s_edits[edit];
        if (old.Length == 0)
            return (Source(Before), Source(Before.Replace("[BatchNormalization]", $"{@new}\n[BatchNormalization]", StringComparison.Ordinal)), layer);
        // An edit may be the inverse of one of the model as it stands: it is undone first.
        var before = Before.Contains(old, StringComparison.Ordinal) ? Before : Before.Replace(@new, old, StringComparison.Ordinal);
        return (Source(before), Source(before.Replace(old, @new, StringComparison.Ordinal)), layer);
    }

    private static string Source(string layers) => $$"""
        using GenNet;

        [Model, Input(16)]
        public partial class Net
        {
        {{layers}}
        }
        """;

    private static Dictionary<string, float[]> Values(Model model) =>
        model.Layers.SelectMany(static l => l.Variables).ToDictionary(static v => $"{v.LayerName}/{v.Name}", static v => v.Values.ToArray());
}
