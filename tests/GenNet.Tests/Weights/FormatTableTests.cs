using System.Text;
using GenNet.TestSupport;
using GenNet.Weights.Writing;

namespace GenNet.Tests.Weights;

/// <summary>The model of <c>models/mlp</c>.</summary>
[Model(Name = "mlp"), Input(12)]
internal sealed partial class FixtureMlp
{
    [Dense(16, Name = "hidden_1")] public partial Dense Hidden1 { get; }
    [Dense(12, Name = "hidden_2")] public partial Dense Hidden2 { get; }
    [Dense(5, Name = "output")] public partial Dense Output { get; }
}

/// <summary>The kernel of its first layer.</summary>
[Model, Input(12)]
internal sealed partial class FixtureKernel
{
    [Dense(16, UseBias = false)] public partial Dense Hidden { get; }
}

/// <summary>The same with another head.</summary>
[Model(Name = "mlp"), Input(12)]
internal sealed partial class FixtureMlpWithNewHead
{
    [Dense(16, Name = "hidden_1")] public partial Dense Hidden1 { get; }
    [Dense(12, Name = "hidden_2")] public partial Dense Hidden2 { get; }
    [Dense(7, Name = "head")] public partial Dense Head { get; }
}

/// <summary>The README's table of weight files says what the code does with one of each format: with the environment variable <c>GENNET_UPDATE=1</c> it is written.</summary>
public sealed class FormatTableTests : IDisposable
{
    private const string Begin = "<!-- formats:begin -->\n";
    private const string End = "<!-- formats:end -->";

    private static readonly Row[] s_rows =
    [
        new("`.weights.h5` of Keras 3; of GenNet", "names of layers; also of variables, and the class's contract", WeightFormat.KerasWeights, "model.weights.h5"),
        new("`.weights.json` and its `.weights.h5`: the same in several files", "the same", WeightFormat.KerasShards, null),
        new("`.keras`: a whole model of Keras 3 or 2, zipped or a folder", "names of layers, what each of them computes", null, "model.keras"),
        new("legacy `.h5` of Keras 1 to 3 (`layer_names`): weights", "names of layers; of GenNet the contract", WeightFormat.LegacyH5, "keras2_weights.h5"),
        new("legacy `.h5` of Keras 1 to 3: a whole model", "names of layers, what each of them computes", null, "keras3.h5"),
        new("`.safetensors` with names such as `conv1/kernel`", "names of layers and variables; of GenNet the contract", WeightFormat.Safetensors, "model.safetensors"),
        new("`.safetensors` of PyTorch, `conv1.weight`, also in several files", "names of layers and variables; of GenNet the contract", WeightFormat.Torch, "pytorch.safetensors"),
        new("`.npz` of NumPy", "names of arrays; of GenNet the contract", WeightFormat.Npz, Path.Combine("npz", "weights.npz")),
        new("`.npy` of NumPy: one array without a name", "nothing", null, Path.Combine("npz", "kernel_v1.npy")) { HasOneArray = true },
        new("TensorFlow checkpoint: `.index` and `.data-…`", "names of objects; of GenNet the contract", WeightFormat.TensorFlowCheckpoint, null),
    ];

    private readonly SavedFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Readme_WhenFormatsChange_IsOutOfDate()
    {
        Assert.SkipWhen(FixtureTree.IsGiven, $"{FixtureTree.Variable} names another tree.");
        var path = Path.Combine(FixtureTree.Root, "..", "..", "README.md");
        var readme = File.ReadAllText(path);
        var start = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = readme.IndexOf(End, StringComparison.Ordinal);

        var table = Table();

        if (Environment.GetEnvironmentVariable("GENNET_UPDATE") == "1")
            File.WriteAllText(path, string.Concat(readme.AsSpan(0, start), table, readme.AsSpan(end)));
        else
            Assert.True(readme[start..end] == table, $"README.md has another table between its marks of formats; GENNET_UPDATE=1 writes it:\n{table}");
    }

    private string Table()
    {
        var text = new StringBuilder("| file | what it tells besides the weights | read | written | a part of it | optimizer state | texts of your own |\n|---|---|---|---|---|---|---|\n");
        foreach (var row in s_rows)
        {
            var writes = row.Format is { } format && WeightWriters.All.Any(writer => writer.Format == format);
            if (!writes && row.Fixture is null)
                continue;
            using var model = new FixtureMlp(seed: 1);
            var path = row.Fixture is null ? _files.PathOf(row.Format.ToString()!) : FixtureTree.PathOf("models", "mlp", row.Fixture);
            var metadata = new Dictionary<string, string> { ["trained on"] = "digits" };
            var saved = _files.PathOf($"{row.Format}-saved");
            if (writes)
                model.SaveWeights(saved, new() { Format = row.Format, Metadata = metadata });
            if (row.HasOneArray)
            {
                text.Append($"| {row.Name} | {row.Tells} | {Mark(Load<FixtureKernel>(path, LoadOptions.ByPosition) is { Loaded.Count: 1 })} | – | – | – | – |\n");
                continue;
            }
            var read = Load<FixtureMlp>(row.Fixture is null ? saved : path, LoadOptions.AllowBehaviourChange);
            text.Append($"| {row.Name} | {row.Tells} | {Mark(read is { Loaded.Count: 6 })} | {Mark(writes)} | {Mark(Load<FixtureMlpWithNewHead>(row.Fixture is null ? saved : path, LoadOptions.AllowBehaviourChange | LoadOptions.AllowMissing | LoadOptions.AllowUnused) is { Loaded.Count: 4 })} "
                + $"| {(read is { OptimizerArrays: > 0 } ? "left in the file" : "–")} | {Mark(writes && Load<FixtureMlp>(saved, LoadOptions.Strict) is { } own && own.Metadata.SequenceEqual(metadata))} |\n");
        }
        return text.ToString();
    }

    private static LoadReport? Load<TModel>(string path, LoadOptions options) where TModel : Model
    {
        using var model = (Model)Activator.CreateInstance(typeof(TModel), 2ul, null)!;
        return model.LoadWeights(path, options);
    }

    private static string Mark(bool does) => does ? "yes" : "–";

    /// <summary>A kind of file.</summary>
    /// <param name="Name">As the table has it.</param>
    /// <param name="Tells">What it tells besides the weights.</param>
    /// <param name="Format">The format to be written; null where none is.</param>
    /// <param name="Fixture">A file of <c>models/mlp</c>; null where there is none.</param>
    private sealed record Row(string Name, string Tells, WeightFormat? Format, string? Fixture)
    {
        /// <summary>Whether it is one array, and no model.</summary>
        public bool HasOneArray { get; init; }
    }
}
