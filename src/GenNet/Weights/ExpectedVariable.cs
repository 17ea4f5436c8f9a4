using GenNet.Specs;

namespace GenNet.Weights;

/// <summary>A variable that a load should fill.</summary>
/// <param name="Layer">The layer's name in Keras: <c>hidden_1</c>.</param>
/// <param name="Name">The variable's name in Keras: <c>kernel</c>.</param>
/// <param name="Path">Its path in a Keras 3 file: <c>layers/dense/vars/0</c>.</param>
/// <param name="Shape">Its shape, which must be the file's exactly.</param>
/// <param name="Assign">Takes the new values, row-major, once everything else is known to fit. It must not fail.</param>
public sealed record ExpectedVariable(string Layer, string Name, string Path, TensorShape Shape, Action<ReadOnlySpan<float>> Assign)
{
    /// <summary>Whether the weight contract says that it starts afresh with older files: it may be missing or differ.</summary>
    public bool StartsAfresh { get; init; }

    /// <summary>Whether negative values make no sense, as of a moving variance; they are reported.</summary>
    public bool IsNonNegative { get; init; }

    /// <summary>Where it lies in a file of the given naming.</summary>
    public string PathBy(VariableNaming naming) => naming == VariableNaming.KerasPath ? Path : $"{Layer}/{Name}";
}
