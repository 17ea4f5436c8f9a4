using System.Text.Json;
using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>The list <c>layers</c> in a model's config.</summary>
internal static class KerasLayers
{
    // Several times the largest models that people train; what is read of each is compared with the others.
    private const int Most = 10_000;

    /// <summary>All entries with their names, which must differ.</summary>
    /// <param name="whole">The model.</param>
    /// <param name="reading">What for.</param>
    /// <param name="problems">Takes what can't be read of models among the layers.</param>
    /// <exception cref="SpecException">The list isn't one of layers.</exception>
    public static IEnumerable<KerasLayer> Of(KerasObject whole, KerasReading reading, ICollection<string> problems)
    {
        var list = whole.Entry("layers");
        if (list.ValueKind != JsonValueKind.Array)
            throw new SpecException("the config has no list of layers");
        if (list.GetArrayLength() > Most)
            throw new SpecException($"the config has {list.GetArrayLength()} layers, and {Most} are the most that are read");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var json in list.EnumerateArray())
        {
            if (!KerasObject.TryRead(json, out var layer))
                throw new SpecException($"{KerasArguments.Shortened(json)} in the list of layers is no layer");
            var name = json.TryGetProperty("name", out var given) && given.ValueKind == JsonValueKind.String ? given.GetString() : layer.ConfigText("name");
            if (string.IsNullOrEmpty(name) || name.Any(char.IsControl))
                throw new SpecException($"a layer of class {layer.ClassName} has no printable name");
            if (!names.Add(name))
                throw new SpecException($"two layers are called '{name}'");
            var eachTimestep = KerasConfigReader.TryReadTimeDistributed(layer, out var model);
            var graph = KerasConfigReader.HasGraph(layer) || eachTimestep ? Nested(name, model, reading, problems) : null;
            yield return new(name, layer, graph) { EachTimestep = eachTimestep && graph is not null };
        }
    }

    private static KerasGraph? Nested(string name, KerasObject model, KerasReading reading, ICollection<string> problems)
    {
        var own = new List<string>();
        try
        {
            return KerasConfigReader.ReadGraph(model, reading.Nested, own);
        }
        catch (SpecException error)
        {
            own.Add(error.Message);
            return null;
        }
        finally
        {
            foreach (var problem in own)
                problems.Add($"model '{name}': {problem}");
        }
    }
}
