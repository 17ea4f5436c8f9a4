using GenNet.Specs;

namespace GenNet.Generators.Parsing;

/// <summary>What a call of a layer is given.</summary>
/// <param name="Inputs">Numbers of the values it takes, in the order of the layer's inputs.</param>
internal sealed record GivenArguments(IReadOnlyList<int> Inputs)
{
    /// <summary>The layer with what the call says besides, <c>useCausalMask: true</c>; null for the layer as it is declared.</summary>
    public LayerSpec? Spec { get; init; }

    /// <summary>Whether the call acts as at inference in training too.</summary>
    public bool ActsAtInference { get; init; }
}
