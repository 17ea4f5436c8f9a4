using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>
/// The mask of an Embedding with <c>mask_zero</c> as Keras writes it in a functional model's config: an operation <c>NotEqual</c> of the ids and 0, which layers take as
/// <c>mask</c>. It is what GenNet's Embedding yields beside its vectors.
/// </summary>
internal static class KerasPadding
{
    /// <summary>Whether <paramref name="call"/> is one of such an operation: compares ids with 0 that an Embedding with <c>mask_zero</c> takes too.</summary>
    public static bool Is(KerasCall call, KerasGraph graph) => call.Operation?.Object is { ClassName: "NotEqual" } && call is { Number: 0, Inputs: [var compared, ..] }
        && graph.Calls.Any(other => other is { Layer: >= 0, Inputs: [var ids, ..] } && ids.Value == compared.Value && MakesMask(graph.Layers[other.Layer].Object));

    private static bool MakesMask(KerasObject layer) =>
        layer.ClassName is "Embedding" or "ReversibleEmbedding" && layer.Entry("mask_zero").ValueKind == System.Text.Json.JsonValueKind.True;

    /// <summary>Number of the mask that <paramref name="padding"/> is, among calls that have been read.</summary>
    /// <param name="padding">The call of the operation.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="calls">Its calls as far as they have been read.</param>
    /// <exception cref="SpecException">No Embedding with <c>mask_zero</c> takes the same ids.</exception>
    public static int MaskOf(KerasCall padding, KerasGraph graph, IReadOnlyList<CallNode?> calls)
    {
        for (var i = 0; padding.Number == 0 && i < calls.Count; i++)
        {
            if (calls[i] is { Spec.MaskFlow: MaskFlow.Makes } embedding
                && graph.Calls[i].Inputs is [var ids, ..] && padding.Inputs is [var compared, ..] && ids.Value == compared.Value)
                return embedding.Values.End - 1;
        }
        throw new SpecException($"takes the result of operation '{padding.Operation!.Name}' (NotEqual), which GenNet has as the mask of an Embedding with mask_zero alone");
    }
}
