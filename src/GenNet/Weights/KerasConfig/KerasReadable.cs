using GenNet.Contracts;

namespace GenNet.Weights.KerasConfig;

/// <summary>What can be read of a Keras model's config, to compare it with a class.</summary>
/// <param name="Names">Names of all its layers, whatever they are.</param>
/// <param name="Model">The whole model; null if parts of it can't be read.</param>
/// <param name="Layers">The layers that can be read, each by itself: what it takes is left out.</param>
/// <param name="OtherTypes">Layers with a policy of types that GenNet doesn't have.</param>
/// <param name="Problems">What can't be read, a line a layer.</param>
internal sealed record KerasReadable(
    IReadOnlyList<string> Names,
    KerasModel? Model,
    IReadOnlyList<KerasReadLayer> Layers,
    IReadOnlyList<KerasLayerType> OtherTypes,
    IReadOnlyList<string> Problems);

/// <summary>A layer that was read.</summary>
/// <param name="Layer">What it is, with the arguments that don't depend on shapes where these are unknown.</param>
/// <param name="InputRank">Number of axes of what it takes first, without the batch; null if what it takes, and so the shapes of its variables, is not known.</param>
internal sealed record KerasReadLayer(ContractLayer Layer, int? InputRank);
