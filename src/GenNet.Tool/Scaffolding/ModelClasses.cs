using System.Globalization;
using GenNet.Graph;

namespace GenNet.Tool.Scaffolding;

/// <summary>Classes of a scaffolded file: their names differ, and models among the layers that are the same may share one.</summary>
/// <param name="hasLists">Whether layers that repeat are lists, and models that are the same share a class.</param>
internal sealed class ModelClasses(bool hasLists)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<(ModelSpec Written, ModelSpec Named)> _models = [];

    /// <summary>Whether layers that repeat are lists.</summary>
    public bool HasLists => hasLists;

    /// <summary>Marks a name as used.</summary>
    public void Take(string name) => _names.Add(name);

    /// <summary>A model with the names of its class: one that is there already if that is the same.</summary>
    /// <param name="model">The model.</param>
    /// <param name="make">Names it, given the name of its class.</param>
    /// <param name="name">What to call it. Every other model has a backbone, too: two files in one project must not declare the same class.</param>
    public ModelSpec Of(ModelSpec model, Func<string, ModelSpec> make, string name)
    {
        var written = LayerLists.WithoutNames(model);
        if (hasLists && _models.FirstOrDefault(other => other.Written == written) is { Named: { } known })
            return known;
        var unused = name;
        for (var number = 2; _names.Contains(unused); number++)
            unused = string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
        var named = make(unused);
        _models.Add((written, named));
        return named;
    }
}
