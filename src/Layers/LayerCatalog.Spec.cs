namespace GenNet.Specs;

/// <summary>All layer kinds by Keras' class name. The table is made from their attributes.</summary>
public static partial class LayerCatalog
{
    private static readonly Dictionary<string, Func<LayerArguments, LayerSpec>> s_kinds = AllKinds();

    /// <summary>Keras' class names of all supported layers, sorted.</summary>
    public static IReadOnlyList<string> Kinds { get; } = s_kinds.Keys.OrderBy(static k => k, StringComparer.Ordinal).ToArray();

    /// <summary>Whether there is a layer of class <paramref name="kind"/>.</summary>
    public static bool IsKind(string kind) => s_kinds.ContainsKey(kind);

    /// <summary>A layer as <paramref name="spec"/> with other arguments; null if there is no such kind.</summary>
    /// <exception cref="SpecException">An argument is missing, wrong or not supported.</exception>
    public static LayerSpec? Create(LayerSpec spec, IReadOnlyDictionary<string, object?> arguments) => spec is CustomSpec custom
        ? CustomSpec.Create(custom.Layer, new(arguments), custom.Kind) with { Trainable = custom.Trainable, DTypePolicy = custom.DTypePolicy }
        : Create(spec.Kind, arguments);

    /// <summary>The layer of class <paramref name="kind"/> with the given arguments; null if there is no such kind.</summary>
    /// <exception cref="SpecException">An argument is missing, wrong or not supported.</exception>
    public static LayerSpec? Create(string kind, IReadOnlyDictionary<string, object?> arguments)
    {
        if (!s_kinds.TryGetValue(kind, out var create))
            return null;
        var reader = new LayerArguments(arguments);
        var spec = create(reader) with { Trainable = reader.Boolean("trainable") ?? true, DTypePolicy = reader.Member<DTypePolicy>("dtype") ?? DTypePolicy.Float32 };
        reader.RefuseOthers("name", "attribute");
        return spec;
    }
}
