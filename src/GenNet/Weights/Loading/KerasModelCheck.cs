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

    /// <summary>Compares the config of <paramref name="file"/> with the class.</summary>
    /// <param name="file">The file.</param>
    /// <param name="class">The class's contract.</param>
    /// <param name="ranks">Number of axes of each of its layers' input, without the batch.</param>
    public static ContractCheck Of(KerasArchiveFile file, ContractVersion @class, IReadOnlyDictionary<string, int> ranks)
    {
        var now = AxesFromEnd.Of(@class, ranks);
        try
        {
            var saved = KerasConfigReader.Read(file.Config, KerasReading.ToCompare([.. now.Inputs.Select(static input => input.Shape)]));
            var contract = AxesFromEnd.Of(ContractVersion.Of(saved.Spec), RanksIn(saved.Spec));
            return saved.OtherTypes.Count == 0
                ? ContractCheck.Between(contract, now)
                : ContractCheck.Between(WithTypes(contract, saved.OtherTypes), WithTypes(now, []));
        }
        catch (KerasConfigException e)
        {
            return ContractCheck.Impossible($"GenNet has no counterpart for what the file's config.json describes: {Problems(e)}");
        }
    }

    private static Dictionary<string, int> RanksIn(ModelSpec model)
    {
        var ranks = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var call in model.Calls.Where(static c => c.Layer >= 0))
            ranks.TryAdd(model.Layers[call.Layer].KerasName, model.ShapeOf(call.Inputs[0]).Rank);
        return ranks;
    }

    // A contract says nothing of types, since GenNet computes in float32 alone; here they are one more argument.
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

    private static string Problems(KerasConfigException error) => error.Problems.Count switch
    {
        0 => error.Message,
        <= MostProblems => string.Join("; ", error.Problems),
        _ => $"{string.Join("; ", error.Problems.Take(MostProblems))}; and {error.Problems.Count - MostProblems} more",
    };
}
