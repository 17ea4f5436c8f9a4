namespace GenNet.Specs;

/// <summary>All layer kinds by Keras' class name. The tables are made from their attributes.</summary>
public static partial class LayerCatalog
{
    private static readonly Dictionary<string, Func<LayerArguments, LayerSpec>> s_kinds = AllKinds();
    private static readonly Dictionary<string, string[]> s_arguments = AllArguments();
    private static readonly Dictionary<string, EquatableArray<ContentArgument>> s_wrappers = AllWrappers();

    /// <summary>Keras' class names of all supported layers, sorted.</summary>
    public static IReadOnlyList<string> Kinds { get; } = s_kinds.Keys.OrderBy(static k => k, StringComparer.Ordinal).ToArray();

    /// <summary>Whether there is a layer of class <paramref name="kind"/>.</summary>
    public static bool IsKind(string kind) => s_kinds.ContainsKey(kind);

    /// <summary>Whether layers of class <paramref name="kind"/> have an argument that Keras calls <paramref name="name"/>, besides those of their weights.</summary>
    public static bool HasArgument(string kind, string name) => s_arguments.TryGetValue(kind, out var arguments) && Array.IndexOf(arguments, name) >= 0;

    /// <summary>What Keras calls the arguments of class <paramref name="kind"/> that are layers which it holds, those that must be given first; empty if it holds none.</summary>
    public static EquatableArray<ContentArgument> ContentArguments(string kind) => s_wrappers.TryGetValue(kind, out var arguments) ? arguments : EquatableArray<ContentArgument>.Empty;

    /// <summary>The layer of class <paramref name="kind"/> with the given arguments; null if there is no such kind. One that holds others has none of them yet.</summary>
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
