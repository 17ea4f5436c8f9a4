using System.Globalization;

namespace GenNet.Weights.TensorFlow;

/// <summary>Keras' Sequential and Functional models in a graph of objects: their layers have numbers.</summary>
internal static class ModelObjects
{
    private const string WithWeights = "layer_with_weights-";
    private const string Layer = "layer-";

    // Of Keras 3, whose Sequential holds a Functional.
    private const string Functional = "_functional";
    private static readonly string[] s_lists = ["_operations", "_layers", "layers"];

    /// <summary>Whether an object is such a model.</summary>
    public static bool IsList(ObjectNode node)
    {
        foreach (var edge in node.Children)
        {
            if (NumberIn(edge.Name, WithWeights) >= 0 || NumberIn(edge.Name, Layer) >= 0 || edge.Name == Functional || edge.Name == s_lists[0])
                return true;
        }
        return false;
    }

    /// <summary>The layers of such a model that lead to variables, in the model's order.</summary>
    public static IReadOnlyList<int> LayersOf(ObjectGraph graph, int node)
    {
        var model = graph.Nodes[node];
        if (Numbered(graph, model, WithWeights) is [_, ..] withWeights)
            return withWeights;
        if (Numbered(graph, model, Layer) is [_, ..] all)
            return all;
        if (model.Child(Functional) is >= 0 and var functional)
            model = graph.Nodes[functional];
        foreach (var list in s_lists)
        {
            if (model.Child(list) is >= 0 and var layers && Numbered(graph, graph.Nodes[layers], "") is [_, ..] found)
                return found;
        }
        return [];
    }

    private static int[] Numbered(ObjectGraph graph, ObjectNode node, string prefix) =>
    [
        .. node.Children.Select(edge => (Number: NumberIn(edge.Name, prefix), edge.Node))
            .Where(child => child.Number >= 0 && graph.LeadsToVariables(child.Node))
            .OrderBy(static child => child.Number).Select(static child => child.Node).Distinct(),
    ];

    private static int NumberIn(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
