using System.Text.Json;
using GenNet.Graph;

namespace GenNet.Weights.KerasConfig;

/// <summary>A Keras model as GenNet sees it.</summary>
/// <param name="Spec">Its layers, calls, shapes and names.</param>
/// <param name="Notes">What the config held and GenNet leaves out, since it doesn't change what the model computes; for people.</param>
internal sealed record KerasModel(ModelSpec Spec, IReadOnlyList<string> Notes)
{
    /// <summary>Layers that GenNet has no counterpart for, in whose place the class has custom layers that are to be written.</summary>
    public IReadOnlyList<KerasGap> Gaps { get; init; } = [];

    /// <summary>How the model was compiled in Keras, its <c>compile_config</c>; undefined if the file doesn't tell.</summary>
    public JsonElement Compiled { get; init; }

    /// <summary>Layers with a policy of types that GenNet doesn't have, which only a reading for comparison lets pass.</summary>
    public IReadOnlyList<KerasLayerType> OtherTypes { get; init; } = [];
}

/// <summary>What a layer computes in.</summary>
/// <param name="Layer">Its name.</param>
/// <param name="Type">Keras' policy of types: <c>int8_from_float32</c>.</param>
internal sealed record KerasLayerType(string Layer, string Type);
