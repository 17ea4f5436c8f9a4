using GenNet.Naming;

namespace GenNet.Specs;

/// <summary>The name of a layer's argument.</summary>
/// <param name="Keras">As Keras calls it: <c>pool_size</c>.</param>
public readonly record struct ArgumentName(string Keras)
{
    /// <summary>As the layer's attribute calls it: <c>PoolSize</c>.</summary>
    public string InCSharp => PascalCase.Of(Keras);
}
