using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Tool.Scaffolding;

/// <summary>Writes <c>a + b</c> for layers that add two tensors: an Add has no weights, so that no file knows the difference.</summary>
internal static class SumOperators
{
    /// <summary>The model without such layers; itself where it has none.</summary>
    public static ModelSpec Of(ModelSpec model) => Of(model, out _);

    // Where each layer has gone; -1 for one that is an operator now.
    private static ModelSpec Of(ModelSpec model, out int[] places)
    {
        places = new int[model.Layers.Count];
        var (layers, submodels) = (new List<LayerNode>(), new List<SubmodelNode>());
        foreach (var entity in model.Entities)
        {
            if (entity.Submodel is { } submodel)
            {
                var inner = Of(submodel.Model, out var within);
                for (var i = 0; i < within.Length; i++)
                    places[entity.FirstLayer + i] = within[i] < 0 ? -1 : layers.Count + within[i];
                submodels.Add(submodel with { Model = inner, FirstLayer = layers.Count });
                layers.AddRange(inner.Layers.Select(submodels[^1].LayerOf));
            }
            else if (IsOperator(model, entity.FirstLayer))
            {
                places[entity.FirstLayer] = -1;
            }
            else
            {
                places[entity.FirstLayer] = layers.Count;
                layers.Add(model.Layers[entity.FirstLayer]);
            }
        }
        var to = places;
        return layers.Count == model.Layers.Count ? model : model with
        {
            Layers = layers.ToEquatableArray(),
            Submodels = submodels.ToEquatableArray(),
            Calls = model.Calls.Select(call => call.Layer < 0 ? call : call with { Layer = to[call.Layer] }).ToEquatableArray(),
        };
    }

    // A model of nothing but operators would have no layers; an operator computes in the type of what it adds.
    private static bool IsOperator(ModelSpec model, int layer) =>
        !model.IsSequential && model.Layers[layer].Spec is AddSpec { DTypePolicy: DTypePolicy.Float32 } && model.Layers.Any(static other => other.Spec is not AddSpec)
        && model.Calls.Where(call => call.Layer == layer).All(call => call.Inputs.Count == 2 && call.Inputs.All(input => model.TypeOf(input).DType == DType.Float32) && IsNoOutput(model, call));

    // What a class returns is called as the layer that yields it.
    private static bool IsNoOutput(ModelSpec model, CallNode call) => model.Outputs.All(output => output.Value != call.FirstValue) || model.Outputs.Count == 1;
}
