using System.Text.Json;
using GenNet.Contracts;
using GenNet.Graph;
using GenNet.Specs;
using GenNet.Weights.KerasArchive;
using GenNet.Weights.KerasConfig;

namespace GenNet.Weights;

/// <summary>What a whole Keras model says of itself, its config, compared with a class: the config becomes a contract, as the class has one.</summary>
internal static class KerasModelCheck
{
    private const string Type = "dtype";
    private const int MostProblems = 3;

    /// <summary>Compares the config of a whole model with the class.</summary>
    /// <param name="file">The file.</param>
    /// <param name="config">Its config.</param>
    /// <param name="name">How the file calls that.</param>
    /// <param name="class">The class's contract.</param>
    /// <param name="ranks">Number of axes of each of its layers' input, without the batch.</param>
    /// <exception cref="WeightFileException">The config contradicts the weights in the same file.</exception>
    public static ContractCheck Of(IWeightContainer file, JsonElement config, string name, ContractVersion @class, IReadOnlyDictionary<string, int> ranks)
    {
        var now = AxesFromEnd.Of(@class, ranks);
        KerasReadable saved;
        try
        {
            saved = KerasConfigReader.ReadToCompare(config, [.. now.Inputs.Select(static input => new TensorType(input.Shape) { HasRunTimeLength = input.HasRunTimeLength })]);
        }
        catch (KerasConfigException e)
        {
            return ContractCheck.Impossible($"GenNet has no counterpart for what the file's {name} describes: {Problems(e.Problems.Count == 0 ? [e.Message] : e.Problems)}");
        }
        if (file is KerasArchiveFile archive)
            KerasConfigAgainstWeights.Require(archive, saved);
        var before = saved.Model is { } model
            ? AxesFromEnd.Of(ContractVersion.Of(model.Spec), RanksIn(model.Spec))
            : AxesFromEnd.Of(PartsOf(saved), saved.Layers.Where(static l => l.InputRank is not null).ToDictionary(static l => l.Layer.Name, static l => l.InputRank!.Value, StringComparer.Ordinal));
        if (saved.OtherTypes.Count > 0)
            (before, now) = (WithTypes(before, saved.OtherTypes), WithTypes(now, []));
        // Keras counts no versions.
        before = before with { Number = 0 };
        return saved.Model is not null
            ? ContractCheck.Between(before, now)
            : ContractCheck.OfParts(before, now, $"of the file's {name} only the arguments of single layers were compared, not what each takes: {Problems(saved.Problems)}");
    }

    // Layers alone: what they take can't be told where some of them can't be read.
    private static ContractVersion PartsOf(KerasReadable saved) => new(1, IsDraft: true, default, saved.Layers.Select(static l => l.Layer).ToEquatableArray(), default, default);

    private static Dictionary<string, int> RanksIn(ModelSpec model)
    {
        var ranks = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var call in model.Calls.Where(static c => c.Layer >= 0))
            ranks.TryAdd(model.Layers[call.Layer].KerasName, model.ShapeOf(call.Inputs[0]).Rank);
        return ranks;
    }

    // A contract can't say such policies; here they are one more argument.
    private static ContractVersion WithTypes(ContractVersion version, IReadOnlyList<KerasLayerType> others)
    {
        var types = others.ToDictionary(static t => t.Layer, static t => t.Type, StringComparer.Ordinal);
        return version with
        {
            Layers = version.Layers.Select(layer => layer.Variables.Count == 0 ? layer : layer with
            {
                Arguments = layer.Arguments.Append(new(Type, types.GetValueOrDefault(layer.Name, "float32"))).ToEquatableArray(),
            }).ToEquatableArray(),
        };
    }

    private static string Problems(IReadOnlyList<string> problems) => problems.Count <= MostProblems
        ? string.Join("; ", problems.Select(KerasProblem.WithoutRemedy))
        : $"{string.Join("; ", problems.Take(MostProblems).Select(KerasProblem.WithoutRemedy))}; and {problems.Count - MostProblems} more";
}
