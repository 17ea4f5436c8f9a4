using GenNet.Graph;

namespace GenNet.Weights;

/// <summary>A layer as its class declares it, which the compiled class tells and its source does.</summary>
/// <param name="KerasName">Its name in Keras.</param>
/// <param name="Kind">Keras' class name.</param>
/// <param name="IsVariable">Whether it is a weight of the model's own.</param>
/// <param name="Group">Its group in Keras' files; empty if it has none.</param>
/// <param name="OtherGroups">Its groups in files of other releases; none where all call it alike.</param>
/// <param name="History">What is declared of it in older versions.</param>
/// <param name="InputRank">Number of axes of what its first call takes first, without the batch; null if it takes nothing.</param>
/// <param name="Variables">Its variables in Keras' order.</param>
internal sealed record DeclaredLayer(
    string KerasName, string Kind, bool IsVariable, string Group, IReadOnlyList<string> OtherGroups, LayerHistory History, int? InputRank, IReadOnlyList<ExpectedVariable> Variables)
{
    /// <summary>Its place among all layers in the order of Keras' <c>model.layers</c>.</summary>
    public int KerasPlace { get; init; }

    /// <summary>The model that it belongs to, as names have it: <c>backbone</c> of <c>backbone/dense</c>; empty for the model itself.</summary>
    public string Model => KerasName.LastIndexOf('/') is >= 0 and var slash ? KerasName[..slash] : "";
}
