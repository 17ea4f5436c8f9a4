using GenNet.Contracts;
using GenNet.Graph;
using GenNet.Weights;

namespace GenNet.Tool.Deployed;

/// <summary>What a load of a model would have to fill, of a class that has not been compiled.</summary>
internal static class ExpectedModels
{
    /// <summary>Its layers with variables, as the loader has them.</summary>
    public static ExpectedModel Of(ModelSpec model, ContractVersion now)
    {
        var groups = KerasWeightPaths.Of(model).Where(static group => group.Layer >= 0).ToDictionary(static group => group.Layer);
        return new(model.FullName, [.. LayersOf(model, groups).Where(static layer => layer.Variables.Count > 0)])
        {
            Contract = new(() => now),
            ContractHash = now.Hash,
            InputRanks = model.Calls.Where(static call => call.Layer >= 0 && call.Inputs.Count > 0 && call.Inputs[0] != CallNode.Absent)
                .DistinctBy(static call => call.Layer)
                .ToDictionary(call => model.Layers[call.Layer].KerasName, call => model.ShapeOf(call.Inputs[0]).Rank, StringComparer.Ordinal),
        };
    }

    // Weights of a model's own stand together, as one layer that is called as the model.
    private static IEnumerable<ExpectedLayer> LayersOf(ModelSpec model, Dictionary<int, KerasGroup> groups)
    {
        for (var i = 0; i < model.Layers.Count;)
        {
            var (first, layer) = (i, model.Layers[i]);
            for (i++; layer.IsVariable && i < model.Layers.Count && model.Layers[i].IsVariable && ModelOf(model.Layers[i]) == ModelOf(layer);)
                i++;
            yield return new(
                layer.IsVariable ? ModelOf(layer) : layer.KerasName, layer.Spec.Kind, groups[first].Path,
                [.. model.Layers.Skip(first).Take(i - first).SelectMany(static l => l.Variables.Select(v => new ExpectedVariable(OwnName(l, l.NameOf(v)), v.Shape, v.Path, v.Scope) { DType = v.DType }))])
            {
                OtherGroups = groups[first].OtherPaths,
            };
        }
    }

    private static string ModelOf(LayerNode layer) => layer.KerasName[..Math.Max(0, layer.KerasName.LastIndexOf('/'))];

    private static string OwnName(LayerNode layer, string variable) => layer.IsVariable ? variable[(variable.LastIndexOf('/') + 1)..] : variable;
}
