using GenNet.Naming;

namespace GenNet.Contracts;

/// <summary>A layer, or a model among the layers, where Keras' formats look for it: in the order of <c>model.layers</c>.</summary>
/// <param name="Name">Its name within the model around it.</param>
/// <param name="Class">Its class, as groups of files have it.</param>
/// <param name="Layer">The layer; null if it is a model.</param>
/// <param name="Layers">Layers of a model.</param>
internal sealed record StoredLayer(string Name, string Class, ContractLayer? Layer, IReadOnlyList<StoredLayer> Layers)
{
    // Which of Keras' classes a model is stands in no contract.
    private const string Model = "model";

    /// <summary>All its variables in the order of Keras' <c>weights</c>: what is trained, then state.</summary>
    public IEnumerable<StoredVariable> Weights => Variables.OrderBy(static v => v.Variable.IsState);

    private IEnumerable<StoredVariable> Variables => Layer is null ? Layers.SelectMany(static inner => inner.Variables) : StoredVariable.Of(Layer);

    /// <summary>The layers of a version.</summary>
    public static IReadOnlyList<StoredLayer> TreeOf(ContractVersion version)
    {
        var own = version.Layers.Where(static layer => layer.IsVariable && !layer.Name.Contains('/'))
            .Select(static layer => new StoredLayer(layer.Name, "", layer, []));
        return [.. own, .. TreeOf("", [.. version.Layers.Where(static layer => !layer.IsVariable || layer.Name.Contains('/'))], new(CallOrder.Of(version).Sorted, version.Outputs))];
    }

    private static IEnumerable<StoredLayer> TreeOf(string prefix, IReadOnlyList<ContractLayer> layers, ContractScope scope)
    {
        var parts = layers.GroupBy(layer => PartOf(prefix, layer.Name)).ToArray();
        var order = scope.OrderOf(prefix, [.. parts.Select(static part => part.Key)]);
        foreach (var part in order.Select(index => parts[index]))
        {
            var first = part.First();
            if (first.Name.Length == prefix.Length + part.Key.Length)
                yield return new(part.Key, first.IsVariable ? "" : LayerClass.InNames(first.Kind), first, []);
            else
                yield return new(part.Key, Model, null, [.. TreeOf($"{prefix}{part.Key}/", [.. part], scope.Within(prefix, part.Key))]);
        }
    }

    /// <summary>The part of a name that stands directly below <paramref name="prefix"/>.</summary>
    public static string PartOf(string prefix, string name) =>
        name.IndexOf('/', prefix.Length) is >= 0 and var slash ? name.Substring(prefix.Length, slash - prefix.Length) : name.Substring(prefix.Length);
}

/// <summary>A variable where Keras' formats look for it.</summary>
/// <param name="Name">Its name with the layer's: <c>memory/kernel</c>.</param>
/// <param name="Path">Where it lies below its layer: <c>cell</c>; empty for the layer itself.</param>
/// <param name="Variable">What it is.</param>
internal sealed record StoredVariable(string Name, string Path, ContractVariable Variable)
{
    /// <summary>Keras' own name of it: <c>kernel</c>.</summary>
    public string Leaf => Variable.Name.Substring(Variable.Name.LastIndexOf('/') + 1);

    /// <summary>The variables of a layer.</summary>
    public static IEnumerable<StoredVariable> Of(ContractLayer layer)
    {
        var prototype = layer.Variables.Count == 0 || layer.IsVariable ? null : LayerPrototype.Of(layer.Kind, layer.Arguments);
        return layer.Variables.Select(variable => new StoredVariable(layer.NameOf(variable.Name), prototype?.PathOf(variable.Name) ?? "", variable));
    }
}
