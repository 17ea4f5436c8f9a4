using GenNet.Weights.LegacyH5;
using GenNet.Weights.Matching;

namespace GenNet.Weights.TensorFlow;

/// <summary>
/// Which object of a checkpoint is which layer of a class. Attributes decide where a model is called by them, in lists of layers the rules that hold for every format (<see cref="LayerMatcher"/>). Names of models among the
/// layers are in no checkpoint: what they hold tells them, or their order.
/// </summary>
internal sealed class CheckpointMatch
{
    private const string Functional = "functional";

    private readonly ObjectGraph _graph;
    private readonly LayerVariables _variables;
    private readonly LoadOptions _options;
    private readonly string _scope;
    private readonly List<StoredLayer> _layers = [];
    private readonly List<(int Node, string? Name)> _others = [];

    private CheckpointMatch(ObjectGraph graph, LayerVariables variables, LoadOptions options, string scope)
    {
        _scope = scope;
        _graph = graph;
        _variables = variables;
        _options = options;
    }

    /// <summary>The layers that were matched, each with its counterpart.</summary>
    public IReadOnlyList<StoredLayer> Layers => _layers;

    /// <summary>Objects with variables that stand where the class has layers, and are none of these, with their names.</summary>
    public IReadOnlyList<(int Node, string? Name)> Others => _others;

    /// <summary>How many of the class's variables have found one of their shape.</summary>
    public int Fitting { get; private set; }

    /// <summary>Matches the model that an object of the checkpoint is.</summary>
    /// <param name="model">The class.</param>
    /// <param name="node">The object.</param>
    /// <param name="graph">All objects.</param>
    /// <param name="variables">Finds their variables.</param>
    /// <param name="options">Whether positions decide.</param>
    /// <param name="scope">What names of layers begin with in the class, where the object is a part of the checkpoint that the caller chose.</param>
    public static CheckpointMatch Of(ClassObject model, int node, ObjectGraph graph, LayerVariables variables, LoadOptions options, string scope)
    {
        var match = new CheckpointMatch(graph, variables, options, scope);
        match.Model(model, node, isNamed: true, isOutermost: true);
        return match;
    }

    private void Model(ClassObject model, int node, bool isNamed, bool isOutermost)
    {
        if (model.Own is { } own)
            Take(own, _variables.Of(node), isNamed ? own.Name : null);
        var byAttribute = model.Children.Where(static child => child.Attribute.Length > 0).ToArray();
        foreach (var child in byAttribute)
        {
            if (Follow(node, child.Attribute) is >= 0 and var there && !IsAnother(there, child, byAttribute))
                Take(child, there, isNamed, null);
        }
        if (!model.HasList)
            return;
        var layers = ModelObjects.LayersOf(_graph, node).ToLookup(layer => ModelObjects.IsList(_graph.Nodes[layer]));
        var children = model.Children.Where(static child => child.Attribute.Length == 0).ToLookup(static child => child.HasList);
        Single([.. layers[false]], [.. children[false]], isNamed, isOutermost);
        Models([.. layers[true]], [.. children[true]], isNamed);
    }

    private void Single(int[] stored, ClassObject[] layers, bool isNamed, bool isOutermost)
    {
        var variables = stored.Select(_variables.Below).ToArray();
        var known = layers.Select(static layer => layer.Name).ToHashSet(StringComparer.Ordinal);
        var names = LayerNames.Of(variables, known);
        var match = LayerMatcher.Match(
            [.. stored.Select((_, i) => new LayerToMatch(names[i], KindOf(names[i], layers), ShapesOf(variables[i])))],
            [.. layers.Select(static layer => new LayerToMatch(layer.Name, layer.Kind, ShapesOf(layer)))],
            MatchingRules.Of(_options, everyNameIsChosen: false) with { HasOrder = isOutermost });
        for (var i = 0; i < layers.Length; i++)
        {
            if (match.Layers[i] is { Stored: >= 0 } found)
                Take(layers[i], stored[found.Stored], isNamed && found.By == MatchedBy.Name, isOutermost ? names[found.Stored] : null);
        }
        var taken = match.Layers.Select(static layer => layer.Stored).ToHashSet();
        _others.AddRange(Enumerable.Range(0, stored.Length).Where(i => !taken.Contains(i)).Select(i => (stored[i], names[i])));
    }

    // A name that the class has is of the class that it has there: a MultiHeadAttention may be called as an Attention by itself.
    private static string? KindOf(string? name, ClassObject[] layers) => Array.Find(layers, layer => layer.Name == name)?.Kind ?? LayerNames.KindOf(name);

    private void Models(int[] stored, ClassObject[] models, bool isNamed)
    {
        var match = LayerMatcher.Match(
            [.. stored.Select(node => new LayerToMatch(NameByContent(node, stored, models), Functional, ShapesOf(_variables.Below(node))))],
            [.. models.Select(static model => new LayerToMatch(model.Name, Functional, ShapesOf(model)))],
            MatchingRules.Of(_options, everyNameIsChosen: true));
        for (var i = 0; i < models.Length; i++)
        {
            if (match.Layers[i] is { Stored: >= 0 } found)
                Model(models[i], stored[found.Stored], isNamed && found.By == MatchedBy.Name, isOutermost: false);
        }
        var taken = match.Layers.Select(static layer => layer.Stored).ToHashSet();
        _others.AddRange(Enumerable.Range(0, stored.Length).Where(i => !taken.Contains(i)).Select(i => (stored[i], (string?)null)));
    }

    // Names that somebody chose for the layers in it, if no other model has the same.
    private string? NameByContent(int node, int[] stored, ClassObject[] models)
    {
        var fitting = Array.FindAll(models, model => HoldsNamesOf(node, model));
        return fitting is [var only] && stored.Count(other => HoldsNamesOf(other, only)) == 1 ? only.Name : null;
    }

    private bool HoldsNamesOf(int node, ClassObject model)
    {
        var chosen = model.Children.Where(static child => !child.HasList && !AutomaticNames.Is(child.Name, child.Kind)).Select(static child => child.Name).ToHashSet(StringComparer.Ordinal);
        var layers = ModelObjects.LayersOf(_graph, node).Where(layer => !ModelObjects.IsList(_graph.Nodes[layer])).Select(_variables.Below).ToArray();
        var names = LayerNames.Of(layers, chosen).Where(static name => name is not null && LayerNames.KindOf(name) is null);
        return chosen.Count > 0 && chosen.SetEquals(names!);
    }

    private void Take(ClassObject child, int node, bool isNamed, string? name)
    {
        if (child.Layer is { } layer)
            Take(layer, _variables.Below(node), isNamed ? layer.Name : name);
        else
            Model(child, node, isNamed, isOutermost: false);
    }

    private void Take(ExpectedLayer layer, IReadOnlyList<LayerVariable> variables, string? name)
    {
        var named = VariableNames.Of(layer, variables);
        // What else an object of the model's own holds is not its weights.
        if (layer.IsOwn)
            named = [.. named.Where(variable => layer.Variables.Any(expected => expected.Name == variable.Name))];
        if (named.Count == 0)
            return;
        var inFile = name is null || name == layer.Name ? name : _scope + name;
        _layers.Add(new(LayerVariables.PathOf(variables), inFile, inFile == layer.Name ? null : LayerNames.KindOf(name), named) { Counterpart = layer.Group });
        Fitting += layer.Variables.Count(expected => named.Any(variable => variable.Name == expected.Name && variable.Array.HasShape(expected.Shape)));
    }

    private int Follow(int node, string attribute)
    {
        foreach (var part in attribute.Split('/'))
        {
            node = _graph.Nodes[node].Child(part);
            if (node < 0 || !_graph.LeadsToVariables(node) || _graph.IsTrainingState(node))
                return -1;
        }
        return node;
    }

    // A name that another layer of the class has, and that Keras didn't make.
    private bool IsAnother(int node, ClassObject child, ClassObject[] all)
    {
        var scopes = LayerNames.ScopesOf(_variables.Below(node));
        return !scopes.Contains(child.Name)
            && Array.Exists(all, other => other != child && scopes.Contains(other.Name) && !AutomaticNames.Is(other.Name, other.Kind) && scopes[^1] == other.Name);
    }

    private static IReadOnlyList<VariableToMatch> ShapesOf(IReadOnlyList<LayerVariable> variables) => LegacyShapes.InAnyOrder(variables.Select(static variable => variable.Array.ShapeText));

    private static IReadOnlyList<VariableToMatch> ShapesOf(ClassObject child) => LegacyShapes.InAnyOrder(child.All.SelectMany(static layer => layer.Variables).Select(static variable => variable.Shape.ToKerasString()));
}
