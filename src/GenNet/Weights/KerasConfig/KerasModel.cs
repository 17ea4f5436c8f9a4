using GenNet.Graph;

namespace GenNet.Weights.KerasConfig;

/// <summary>A Keras model as GenNet sees it.</summary>
/// <param name="Spec">Its layers, calls, shapes and names.</param>
/// <param name="Notes">What the config held and GenNet leaves out, since it doesn't change what the model computes; for people.</param>
internal sealed record KerasModel(ModelSpec Spec, IReadOnlyList<string> Notes);
