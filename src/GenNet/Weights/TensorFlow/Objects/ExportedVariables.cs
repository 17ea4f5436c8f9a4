using System.Globalization;

namespace GenNet.Weights.TensorFlow;

/// <summary>What <c>model.export</c> of Keras 3 saves of a model: no layers, but lists of its variables. Their names tell the layers: <c>net/hidden/kernel</c>.</summary>
internal sealed class ExportedVariables
{
    private const string List = "variables";
    private const string SeedState = "seed_generator_state";
    private static readonly HashSet<string> s_lists = new(StringComparer.Ordinal) { List, "trainable_variables", "non_trainable_variables", "_all_variables" };

    private readonly ObjectGraph _graph;
    private readonly (string Name, StoredTensor Array)[] _variables;

    private ExportedVariables(ObjectGraph graph, ObjectNode[] variables)
    {
        _graph = graph;
        _variables = Array.ConvertAll(variables, static node => (node.NameOfVariable, node.Value!));
    }

    /// <summary>The variables; null if something else was saved.</summary>
    public static ExportedVariables? In(ObjectGraph graph)
    {
        var root = graph.Nodes[0];
        if (root.Child(List) < 0 || root.Children.Any(edge => !s_lists.Contains(edge.Name) && graph.LeadsToVariables(edge.Node) && !graph.IsTrainingState(edge.Node)))
            return null;
        var lists = root.Children.Where(static edge => s_lists.Contains(edge.Name)).SelectMany(edge => graph.Nodes[edge.Node].Children);
        var elements = lists.Where(edge => graph.Nodes[edge.Node].Value is not null && int.TryParse(edge.Name, NumberStyles.None, CultureInfo.InvariantCulture, out _)).Select(static edge => edge.Node).Distinct().ToArray();
        return elements.Length == 0 ? null : new(graph, Array.ConvertAll(elements, node => graph.Nodes[node]));
    }

    /// <summary>The layers, by the names of their variables.</summary>
    /// <param name="model">The class.</param>
    /// <param name="beside">Takes the keys of states of random numbers, which are nobody's weights.</param>
    /// <exception cref="WeightFileException">The variables have no names, or several have one.</exception>
    public IReadOnlyList<StoredLayer> Layers(ExpectedModel model, ISet<string> beside)
    {
        var weights = Array.FindAll(_variables, static variable => LeafOf(variable.Name) != SeedState);
        beside.UnionWith(_variables.Except(weights).Select(static variable => variable.Array.Path));
        if (Array.Exists(weights, static variable => !variable.Name.Contains('/')))
            throw Refusal("it has variables without the names of their layers");
        if (weights.GroupBy(static variable => variable.Name, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } same)
            throw Refusal($"it has several variables that are called {same.Key}");
        var around = NameOfTheModel(weights, model);
        return NamedLayers.Of(weights.Select(variable => (variable.Name[around.Length..], variable.Array)));
    }

    // What stands before the names of all layers, if it is no layer's.
    private static string NameOfTheModel((string Name, StoredTensor Array)[] weights, ExpectedModel model)
    {
        if (weights.Length == 0)
            return "";
        var first = weights[0].Name[..(weights[0].Name.IndexOf('/') + 1)];
        var isLayer = model.Layers.Any(layer => $"{layer.Name}/".StartsWith(first, StringComparison.Ordinal));
        return isLayer || !Array.TrueForAll(weights, variable => variable.Name.StartsWith(first, StringComparison.Ordinal) && variable.Name.IndexOf('/', first.Length) > 0) ? "" : first;
    }

    private WeightFileException Refusal(string problem) => new(
        _graph.File, null, $"it was written by model.export, and {problem}", "Save the weights themselves in Python: model.save_weights(\"model.weights.h5\").");

    private static string LeafOf(string name) => name[(name.LastIndexOf('/') + 1)..];
}
