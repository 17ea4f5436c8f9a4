using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>Operations of <c>keras.ops</c> in a graph, as <c>x + y</c> writes them: no layers, no weights.</summary>
internal static class KerasOperation
{
    /// <summary>Whether <paramref name="value"/> is an operation.</summary>
    public static bool Is(KerasObject value) => value.Module is { } module
        && (module.StartsWith("keras.src.ops.", StringComparison.Ordinal) || module.StartsWith("keras.ops.", StringComparison.Ordinal) || module == "keras.ops");

    /// <summary>The layer that computes what <paramref name="operation"/> does.</summary>
    /// <exception cref="SpecException">GenNet has no operator for it.</exception>
    public static LayerSpec Read(KerasObject operation) => operation.ClassName == "Add" && LayerCatalog.Create("Add", new Dictionary<string, object?>()) is { } add
        ? add
        : throw new SpecException($"operation {operation.ClassName} is not supported: of keras.ops GenNet has + of two tensors; use the layer of the same meaning in Keras");
}
