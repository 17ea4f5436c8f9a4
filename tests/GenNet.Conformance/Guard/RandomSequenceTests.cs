using System.Globalization;
using GenNet.Contracts;
using GenNet.Generators.Analyzers.Contracts;
using GenNet.Generators.Parsing;
using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.Safetensors;

namespace GenNet.Conformance.Guard;

/// <summary>
/// Random models through random versions, with declarations and migrations left in and taken away: what the build says of each kept version is what a load of its files does, and what loads is right: each layer has its
/// own weights, or the answers are those of the version. With <c>GENNET_LONG=1</c> there are 500 sequences.
/// </summary>
public sealed class RandomSequenceTests(ITestOutputHelper output) : IDisposable
{
    private const int SequencesInACompilation = 5;
    private const int Versions = 3;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gennet");

    [Fact]
    public async Task LoadWeights_OfEachVersion_DoesWhatTheBuildSays()
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var batch = 0; batch * SequencesInACompilation < (LongRun.IsAsked ? 500 : 40); batch++)
        {
            var random = new Random(1000 + batch);
            var all = Enumerable.Range(0, SequencesInACompilation).Select(number => Sequence.Of(random, $"M{number}")).ToArray();
            var compilation = ModelCompiler.CreateCompilation(SourceOf(all));
            foreach (var sequence in all)
                sequence.Accept(name => ModelParser.Parse(compilation.GetTypeByMetadataName(name)!, TestContext.Current.CancellationToken).Spec!);
            // Edits may take each other back.
            var sequences = all.Where(static sequence => sequence.HasAllVersions).ToArray();
            var (source, contracts) = (SourceOf(sequences), sequences.SelectMany(static sequence => sequence.Contracts).ToArray());
            var compiled = ModelCompiler.CompileBeside(contracts.Select(static file => new ContractText(file.Path, file.Text)), source);
            var found = await ContractDiagnostics.Of(source, contracts);
            foreach (var sequence in sequences)
            {
                var said = found.Where(d => d.Id == "GN1040" && d.Properties[ContractFix.Path] == sequence.PathOf(Versions))
                    .ToDictionary(static d => d.GetMessage(CultureInfo.InvariantCulture).Split("version ")[1][0] - '0', static d => d.GetMessage(CultureInfo.InvariantCulture));
                for (var version = 1; version < Versions; version++)
                {
                    var result = Check(sequence, version, compiled, said.GetValueOrDefault(version), FormattableString.Invariant($"batch {batch}, {sequence.Name}, version {version}: ") + $"{sequence.Edits}\n{string.Concat(sequence.Sources)}\n{string.Join("\n", said.Values)}");
                    counts[result] = counts.GetValueOrDefault(result) + 1;
                }
            }
        }
        output.WriteLine(string.Join(", ", counts.Select(static count => $"{count.Value} {count.Key}")));
        Assert.True(counts.Count >= 3);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string SourceOf(IEnumerable<Sequence> sequences) => "#pragma warning disable CS1591\nusing GenNet;\n" + string.Concat(sequences.SelectMany(static sequence => sequence.Sources));

    private string Check(Sequence sequence, int version, CompiledModels compiled, string? said, string what)
    {
        using var before = compiled.Create(sequence.ClassOf(version), seed: 1, Device.Cpu());
        var stamped = Path.Combine(_folder.FullName, "stamped.safetensors");
        before.SaveWeights(stamped);
        var (error, report, now) = Load(stamped, null);
        Assert.True(said is not null == error is not null, $"{what}\n{error?.ToString() ?? "It loads."}");
        if (report is not null)
            CheckIsRight(sequence, version, before, now, report, what);
        now.Dispose();

        var bare = Path.Combine(_folder.FullName, "bare.safetensors");
        SafetensorsWriter.Save(bare, before.Layers.SelectMany(static layer => layer.Variables).ToDictionary(static v => v.FullName, static v => ArrayToWrite.Of(v.Shape, () => v.Values)), new Dictionary<string, string>());
        // The version that the class is has no way to go.
        if (before.Description.ContractHash != now.Description.ContractHash)
        {
            var (named, ofNamed, asVersion) = Load(bare, LoadOptions.FromVersion(version));
            Assert.True(error is null == named is null, $"{what}\nNamed: {named?.ToString() ?? "It loads."}\nStamped: {error}");
            if (ofNamed is not null)
                CheckIsRight(sequence, version, before, asVersion, ofNamed, what);
            asVersion.Dispose();
        }
        var (_, ofBare, untold) = Load(bare, null);
        if (said is not null && ofBare is { IsComplete: true, Reinitialized.Count: 0 })
            Assert.True(said.Contains("no way leads", StringComparison.Ordinal) || ofBare.Migrations.Count > 0 || ofBare.Notes.Any(note => note.Contains($"one of version {version} fits as well", StringComparison.Ordinal)), $"{what}\n{ofBare}");
        untold.Dispose();
        return error is not null ? "refused" : report!.Migrations.Any(static step => step.Method is not null) ? "migrated" : report.Reinitialized.Count > 0 ? "begun anew" : "loaded";

        (Exception? Error, LoadReport? Report, Model Model) Load(string path, LoadOptions? options)
        {
            var model = compiled.Create(sequence.ClassOf(Versions), seed: 2, Device.Cpu());
            LoadReport? loaded = null;
            var failure = Record.Exception(() => loaded = model.LoadWeights(path, options));
            Assert.True(failure is null or WeightLoadException, $"{what}\n{failure}");
            return (failure, loaded, model);
        }
    }

    // What a migration says is right whatever it says.
    private static void CheckIsRight(Sequence sequence, int version, Model before, Model now, LoadReport report, string what)
    {
        if (report.Migrations.Any(static step => step.Method is not null))
            return;
        var (then, today) = (sequence.Numbers(version), sequence.Numbers(Versions));
        var source = before.Layers.SelectMany(static l => l.Variables).ToDictionary(v => (then[v.LayerName], v.Name), static v => v.ToTensor().Values);
        var anew = report.Reinitialized.Select(static v => (v.Layer, v.Name)).ToHashSet();
        var strangers = now.Layers.SelectMany(static l => l.Variables).Where(v => !anew.Contains((v.LayerName, v.Name)) && !(source.TryGetValue((today[v.LayerName], v.Name), out var own) && own.SequenceEqual(v.ToTensor().Values))).ToArray();
        if (strangers.Length == 0 && anew.Count > 0)
            return;
        // A layer that was taken out and one that was put in its place are one by their names, and compute the same.
        Assert.True(anew.Count == 0, $"{what}\n{report}\n{string.Join(", ", strangers.Select(static v => v.FullName))} have the values of another layer");
        var random = new Random(0);
        var input = Enumerable.Range(0, 2 * before.Description.Inputs[0].Shape.Dimensions.Aggregate(1, static (a, b) => a * b)).Select(_ => random.NextSingle() * 2 - 1).ToArray();
        foreach (var (expected, actual) in ModelOutput.Of(before, input, 2).Zip(ModelOutput.Of(now, input, 2)))
            Assert.True(Math.Abs(expected - actual) <= 1e-5, $"{what}\n{report}\n{actual} and {expected}");
    }

    private sealed class Sequence
    {
        private readonly EditedModel[] _models;
        private readonly string _members;

        private Sequence(string name, EditedModel[] models, string edits, string members) => (Name, _models, Edits, _members) = (name, models, edits, members);

        public string Name { get; }

        public string Edits { get; }

        public IEnumerable<string> Sources => _models.Select((model, i) => model.Source(string.Create(CultureInfo.InvariantCulture, $"{Name}.V{i + 1}"), i + 1 == Versions ? _members : ""));

        public static Sequence Of(Random random, string name)
        {
            var first = EditedModel.Of(random);
            var second = first.Edit(2);
            var third = second.Model.Edit(3);
            var last = random.Next(2) == 0 ? third.Model.Forgetful() : third.Model;
            var members = random.Next(8) switch
            {
                0 => "    [WeightMigration(From = 1)] private static Weights FromFirst(WeightsV1 old, Weights fresh) => fresh;\n",
                1 => "    [WeightMigration(From = 2)] private static Weights FromSecond(WeightsV2 old, Weights fresh) => fresh;\n",
                2 => "    [WeightMigration(From = 1)] private static WeightsV2 FromFirst(WeightsV1 old, WeightsV2 fresh) => fresh;\n",
                _ => "",
            };
            return new(name, [first, second.Model, last], $"{second.Edits}; then {third.Edits}", members);
        }

        public string ClassOf(int version) => $"{Name}.V{version}.Net";

        public string PathOf(int version) => $"{ClassOf(version)}.weights.txt";

        public IReadOnlyDictionary<string, int> Numbers(int version) => _models[version - 1].Numbers;

        // Each version's program has the contract as it was then.
        public IReadOnlyList<(string Path, string Text)> Contracts { get; private set; } = [];

        public bool HasAllVersions { get; private set; }

        public void Accept(Func<string, Graph.ModelSpec> specOf)
        {
            WeightContract? contract = null;
            var texts = new List<(string Path, string Text)>();
            for (var version = 1; version <= Versions; version++)
            {
                contract = WeightContract.Accept(contract?.Freeze(), specOf(ClassOf(version)));
                texts.Add((PathOf(version), (contract with { Model = ClassOf(version) }).ToString()));
            }
            Contracts = texts;
            HasAllVersions = contract!.Versions.Count == Versions && contract.Versions.Select(static version => version.Hash).Distinct().Count() == Versions;
        }
    }
}
