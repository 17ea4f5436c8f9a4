using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Tool.Plotting;

/// <summary>What a plot of a model shows: an input, a layer with all of its calls, a model among the layers, or a tensor operation.</summary>
/// <param name="Name">Keras' name of it; null for an operation, which has none.</param>
/// <param name="Kind">Its class in Keras.</param>
/// <param name="Inputs">What its first call takes; nothing for an input.</param>
/// <param name="Outputs">What its first call yields.</param>
internal sealed record PlottedNode(string? Name, string Kind, IReadOnlyList<TensorType> Inputs, IReadOnlyList<TensorType> Outputs);

/// <summary>That a node takes what another one yields.</summary>
/// <param name="From">Index of the other.</param>
/// <param name="To">Index of the node.</param>
internal readonly record struct PlottedEdge(int From, int To);

/// <summary>A model as a graph of its layers, as <c>keras.utils.plot_model</c> draws it.</summary>
/// <param name="Name">Keras' name of the model.</param>
/// <param name="Nodes">Inputs, and layers and operations in the order of their first calls.</param>
/// <param name="Edges">Which takes what, each pair once.</param>
internal sealed record PlottedModel(string Name, IReadOnlyList<PlottedNode> Nodes, IReadOnlyList<PlottedEdge> Edges)
{
    /// <summary>The graph of a model. Masks that flow by themselves are no edges of it, as in Keras.</summary>
    public static PlottedModel Of(ModelSpec model)
    {
        var graph = LayerGraph.Of(model);
        var entities = model.Entities.ToArray();
        var nodes = model.Inputs.Select(static input => new PlottedNode(input.KerasName, "InputLayer", [], [input.Type])).ToList();
        var edges = new List<PlottedEdge>();
        var nodeOfCall = new int[graph.Calls.Count];
        var nodeOfEntity = new Dictionary<int, int>();
        for (var i = 0; i < graph.Calls.Count; i++)
        {
            var call = graph.Calls[i];
            if (call.Layer < 0 || !nodeOfEntity.TryGetValue(call.Layer, out var node))
            {
                node = nodes.Count;
                nodes.Add(NodeOf(model, call, entities));
                if (call.Layer >= 0)
                    nodeOfEntity.Add(call.Layer, node);
            }
            nodeOfCall[i] = node;
            edges.AddRange(call.Inputs.Select(value => new PlottedEdge(value < graph.Inputs ? value : nodeOfCall[value - graph.Inputs], node)));
        }
        return new(model.KerasName, nodes, [.. edges.Distinct()]);
    }

    private static PlottedNode NodeOf(ModelSpec model, LayerGraphCall call, LayerEntity[] entities)
    {
        TensorType[] inputs = [.. call.Taken.Select(model.TypeOf)];
        TensorType[] outputs = [.. call.Yielded.Select(model.TypeOf)];
        if (call.Layer < 0)
            return new(null, model.ProducerOf(call.Yielded[0])!.Spec.Kind, inputs, outputs);
        if (entities[call.Layer] is { Submodel: { } submodel })
            return new(submodel.KerasName, submodel.Kind, inputs, outputs);
        var layer = model.Layers[entities[call.Layer].FirstLayer];
        return new(layer.KerasName, layer.Spec.Kind, inputs, outputs);
    }
}
