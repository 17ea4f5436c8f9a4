using GenNet.Weights.KerasH5;
using GenNet.Weights.Matching;

namespace GenNet.Weights;

/// <summary>Whether names and paths are taken apart into levels.</summary>
internal enum LayerLevels
{
    /// <summary>They are: each level has names of its own.</summary>
    Apart,
    /// <summary>They aren't: where every name is chosen whole names decide, and where no model is among the layers there is one level.</summary>
    Whole,
}

/// <summary>
/// Layers as a tree: models among the layers hold theirs. Names tell the levels, <c>tower/dense</c>, and so do paths in lists of layers, <c>layers/functional/layers/dense</c>.
/// At each level the layers of a class stand in the order that positions count by.
/// </summary>
internal static class LayerTree
{
    private const string Functional = "functional";
    private const string Sequential = "sequential";

    /// <summary>Whether there is more than one level.</summary>
    public static LayerLevels LevelsOf(IReadOnlyList<StoredLayer> stored, ExpectedModel model)
    {
        foreach (var layer in model.Layers)
        {
            if (layer.Name.Contains('/'))
                return LayerLevels.Apart;
        }
        foreach (var layer in stored)
        {
            if (layer.Name is { } name ? name.Contains('/') : layer.Path.AsSpan().Count('/') > 1)
                return LayerLevels.Apart;
        }
        return LayerLevels.Whole;
    }

    /// <summary>The layers of a file.</summary>
    public static IReadOnlyList<LayerToMatch> Of(IReadOnlyList<StoredLayer> layers, LayerLevels levels)
    {
        var leaves = layers.Select(static (layer, i) => new LayerToMatch(layer.Name, layer.Kind, VariablesOf(layer)) { Index = i, KindIsOfName = layer.KindIsOfName });
        return levels == LayerLevels.Whole ? [.. leaves] : Level([.. leaves.Select(leaf => new Entry(StepsTo(layers[leaf.Index].Path, leaf.Name, leaf.Kind), leaf))], 0);
    }

    /// <summary>Layers of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="layers">Indices of those that are to be in the tree, in Keras' order.</param>
    /// <param name="levels">Whether it has levels.</param>
    public static IReadOnlyList<LayerToMatch> Of(ExpectedModel model, IEnumerable<int> layers, LayerLevels levels)
    {
        var leaves = (levels == LayerLevels.Whole ? layers : layers.Order()).Select(i => model.Layers[i].ToMatch with { Index = i, IsFree = !model.Layers[i].IsSelected });
        return levels == LayerLevels.Whole ? [.. leaves] : Level([.. leaves.Select(leaf => new Entry(StepsTo(model.Layers[leaf.Index].Group, leaf.Name, leaf.Kind), leaf))], 0);
    }

    /// <summary>A layer, and what its path leads through.</summary>
    private sealed record Entry(Step[] Steps, LayerToMatch Layer);

    /// <summary>A layer, or a model around one.</summary>
    /// <param name="Object">Its path, if it is known.</param>
    /// <param name="Name">Its own name; null if it isn't noted.</param>
    /// <param name="Kind">Its class in snake case, if it is known.</param>
    private readonly record struct Step(string? Object, string? Name, string? Kind)
    {
        public int Number => Object is not null && KerasPaths.KindOf(Object) is not null ? KerasPaths.NumberOf(Object)
            : Name is not null && AutomaticNames.TryParse(Name, out _, out var number) ? number : 0;
    }

    private static Step[] StepsTo(string path, string? name, string? kind)
    {
        string[] objects = [.. KerasPaths.ObjectsTo(path, static _ => false)];
        var names = name?.Split('/');
        if (names is null || names.Length == objects.Length)
            return [.. objects.Select((o, i) => new Step(o, names?[i], i == objects.Length - 1 ? kind : KerasPaths.KindOf(o)))];
        return [.. names.Select((n, i) => new Step(null, n, i == names.Length - 1 ? kind : AutomaticNames.TryParse(n, out var known, out _) ? known : null))];
    }

    private static IReadOnlyList<LayerToMatch> Level(IReadOnlyList<Entry> entries, int depth)
    {
        var objects = entries.Select(entry => entry.Steps[depth]).Where(static step => step is { Object: not null, Name: not null })
            .DistinctBy(static step => step.Name).ToDictionary(static step => step.Name!, static step => step.Object, StringComparer.Ordinal);
        var nodes = entries.GroupBy(entry => entry.Steps[depth] is var step && step.Object is null ? objects.GetValueOrDefault(step.Name!) ?? step.Name : step.Object, StringComparer.Ordinal)
            .SelectMany(group => WithOneOwn(group, depth))
            .Select(group => (Step: group.Select(entry => entry.Steps[depth]).MaxBy(static step => step.Object is not null), Node: Node(group, depth))).ToArray();
        // A chain of layers is a Sequential for one and a Functional for another. Positions count within a class, so that these are one only where there is no other.
        var models = nodes.Where(static n => n.Node.Kind is Functional or Sequential).Select(static n => n.Node.Kind).Distinct().Take(2).Count();
        return [.. nodes.Select(n => models == 1 && n.Node.Kind == Sequential ? (n.Step, Node: n.Node with { Kind = Functional }) : n)
            .OrderBy(static n => n.Node.Kind, StringComparer.Ordinal).ThenBy(static n => n.Step.Number).Select(static n => n.Node)];
    }

    // A file may have several layers of one name: they are as many.
    private static IEnumerable<Entry[]> WithOneOwn(IEnumerable<Entry> entries, int depth)
    {
        var own = entries.Where(entry => entry.Steps.Length == depth + 1).ToArray();
        return own.Skip(1).Select(static entry => new[] { entry }).Prepend([.. entries.Except(own.Skip(1))]);
    }

    private static LayerToMatch Node(Entry[] entries, int depth)
    {
        var own = entries.FirstOrDefault(entry => entry.Steps.Length == depth + 1);
        var steps = entries.Select(entry => entry.Steps[depth]).ToArray();
        return new(Array.Find(steps, static step => step.Name is not null).Name, KindOf(entries, depth), own?.Layer.Variables ?? [])
        {
            Index = own?.Layer.Index ?? -1,
            IsFree = entries.All(static entry => entry.Layer.IsFree),
            Children = Level([.. entries.Where(entry => entry.Steps.Length > depth + 1)], depth + 1),
        };
    }

    // Weights of a model's own are of no class; the way to its layers tells the model's.
    private static string? KindOf(Entry[] entries, int depth) =>
        entries.OrderByDescending(static entry => entry.Steps.Length).Select(entry => entry.Steps[depth].Kind).FirstOrDefault(static kind => kind is not null);

    private static VariableToMatch[] VariablesOf(StoredLayer layer)
    {
        var variables = new VariableToMatch[layer.Variables.Count];
        for (var i = 0; i < variables.Length; i++)
        {
            var (name, array) = layer.Variables[i];
            variables[i] = new(name, IsOfUnknownShape(array) ? null : array.ShapeText);
        }
        return variables;
    }

    // What isn't followed has no shape; reading it says what it is.
    private static bool IsOfUnknownShape(StoredTensor array) => array.Refusal is not null && array.Dimensions.Count == 0;
}
