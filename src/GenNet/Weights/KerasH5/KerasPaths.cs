using GenNet.Weights.Matching;

namespace GenNet.Weights.KerasH5;

/// <summary>What the paths of a Keras 3 <c>.weights.h5</c> say.</summary>
internal static class KerasPaths
{
    private const string Variables = "vars";
    private const string Layers = "layers";

    // What TensorFlow puts behind the name of a variable.
    private const string FirstOutput = ":0";

    // What Keras 2.12 to 2.14 call it.
    private const string OldLayers = "_layer_checkpoint_dependencies";

    /// <summary>What paths are ordered by: container, then class, then number, so that <c>layers/dense_2</c> is before <c>layers/dense_10</c>.</summary>
    public static KerasPlace PlaceOf(string path)
    {
        var slash = path.LastIndexOf('/');
        var (stem, number) = AutomaticNames.Split(path[(slash + 1)..]);
        return new(slash < 0 ? "" : path[..slash], stem, number);
    }

    /// <summary>The group with the variables of the object at <paramref name="path"/>.</summary>
    public static string VariablesOf(string path) => path.Length == 0 ? Variables : $"{path}/{Variables}";

    /// <summary>The object at <paramref name="inner"/> within the one at <paramref name="path"/>.</summary>
    public static string Below(string path, string inner) => inner.Length == 0 ? path : $"{path}/{inner}";

    /// <summary>The layer that the object at <paramref name="path"/> is, or is a part of: <c>layers/lstm</c> of <c>layers/lstm/cell</c>.</summary>
    public static string LayerOf(string path)
    {
        for (int end = path.Length, start; end > 0; end = start - 1)
        {
            start = path.AsSpan(0, end).LastIndexOf('/') + 1;
            if (!IsList(path.AsSpan(start, end - start)))
                continue;
            var layer = end == path.Length ? -1 : path.IndexOf('/', end + 1);
            return layer < 0 ? path : path[..layer];
        }
        return path;
    }

    /// <summary>The object that the variable at <paramref name="path"/> belongs to: <c>layers/dense</c> of <c>layers/dense/vars/0</c>.</summary>
    public static string ObjectOf(string path) => ObjectIn(path).ToString();

    /// <summary>
    /// What a layer called the variable at <paramref name="path"/>: <c>gamma</c> of <c>layers/scale/vars/gamma</c>, which its <c>save_own_variables</c> may write; null of a number, which is a position.
    /// </summary>
    public static string? VariableIn(string path)
    {
        var name = LastOf(path);
        return name.ContainsAnyExceptInRange('0', '9') ? (name.EndsWith(FirstOutput) ? name[..^FirstOutput.Length] : name).ToString() : null;
    }

    /// <summary><see cref="ObjectOf"/> within the text of <paramref name="path"/>.</summary>
    public static ReadOnlySpan<char> ObjectIn(string path)
    {
        var end = path.LastIndexOf('/') - $"/{Variables}".Length;
        return path.AsSpan(0, Math.Max(0, end));
    }

    /// <summary>
    /// The layers that <paramref name="path"/> leads through, its own last: <c>layers/functional</c>, then <c>layers/functional/layers/dense</c>; <c>encoder</c>, then <c>encoder/project</c>.
    /// </summary>
    /// <param name="path">The path of a layer.</param>
    /// <param name="isObject">Whether there is an object at a path: an attribute may be a list, which is none.</param>
    public static IEnumerable<string> ObjectsTo(string path, Func<string, bool> isObject)
    {
        for (var next = path.IndexOf('/'); next >= 0; next = path.IndexOf('/', next + 1))
        {
            var isBeforeList = path.AsSpan(next).StartsWith($"/{Layers}/", StringComparison.Ordinal) || path.AsSpan(next).StartsWith($"/{OldLayers}/", StringComparison.Ordinal);
            if (isBeforeList || KindOf(path[..next]) is not null || isObject(path[..next]))
                yield return path[..next];
        }
        yield return path;
    }

    /// <summary>The number of an object in a list of layers among those of its class: 1 of <c>layers/dense_1</c>; 0 elsewhere.</summary>
    public static int NumberOf(string path) => KindOf(path) is null ? 0 : AutomaticNames.Split(path[(path.LastIndexOf('/') + 1)..]).Number;

    /// <summary>The class, in snake case, that an object in a list of layers is of; null elsewhere, where groups are called as attributes.</summary>
    public static string? KindOf(string path)
    {
        var slash = path.LastIndexOf('/');
        return slash >= 0 && IsList(LastOf(path.AsSpan(0, slash))) ? AutomaticNames.Split(path[(slash + 1)..]).Stem : null;
    }

    /// <summary>Whether an object stands in the model's own list of layers, <c>layers/dense_1</c>, or in that of a model among them.</summary>
    public static bool IsInLayers(string path)
    {
        for (var start = 0; ;)
        {
            if (!path.AsSpan(start).StartsWith(Layers + "/", StringComparison.Ordinal))
                return false;
            var end = path.IndexOf('/', start + Layers.Length + 1);
            if (end < 0)
                return true;
            start = end + 1;
        }
    }

    /// <summary>Whether every part of the path is an attribute of a subclassed model, or a place in a list that is one: <c>encoder/project</c>, <c>blocks/dense_1</c>.</summary>
    public static bool IsByAttributes(string path) => !path.Split('/').Any(static part => part is Layers or OldLayers);

    /// <summary>
    /// The layer that <paramref name="path"/> leads through first behind <paramref name="model"/>, if it is in a list of layers as Keras 2.12 to 2.14 write it. They count
    /// otherwise than later ones, up to 2.13 a layer with weights twice (<c>dense</c>, <c>dense_2</c>, <c>dense_4</c>), but in the same order.
    /// </summary>
    /// <param name="path">The path of a layer.</param>
    /// <param name="model">The path of the model with the list; empty for the outermost.</param>
    public static string? InOldLayersOf(string path, string model)
    {
        var start = model.Length == 0 ? 0 : model.Length + 1;
        if (path.Length <= start || !path.AsSpan(start).StartsWith(OldLayers + "/"))
            return null;
        var end = path.IndexOf('/', start + OldLayers.Length + 1);
        return end < 0 ? path : path[..end];
    }

    /// <summary>Variables lie in groups called <c>vars</c>; those of the optimizer and of metrics below groups of these names.</summary>
    public static TensorRole RoleOf(string path)
    {
        var slash = path.LastIndexOf('/');
        if (slash < 0 || LastOf(path.AsSpan(0, slash)) is not Variables)
            return TensorRole.Other;
        return path.AsSpan(0, path.IndexOf('/')) is "optimizer" or "metrics" ? TensorRole.TrainingState : TensorRole.Weight;
    }

    private static bool IsList(ReadOnlySpan<char> name) => name is Layers or OldLayers;

    private static ReadOnlySpan<char> LastOf(ReadOnlySpan<char> path) => path[(path.LastIndexOf('/') + 1)..];
}
