using GenNet.Specs;

namespace GenNet;

/// <summary>An embedding of a model that also goes back; see <see cref="ReversibleEmbeddingAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class ReversibleEmbedding(Model model, int index) : Layer(model, index)
{
    /// <summary>Shape (inputDim, outputDim).</summary>
    public Variable Embeddings => Find("embeddings")!;

    /// <summary>Shape (outputDim, inputDim); null with tied weights.</summary>
    public Variable? ReverseEmbeddings => Find("reverse_embeddings");

    /// <summary>Runs this layer alone at inference; see <see cref="Layer.Forward(ReadOnlySpan{Tensor})"/>.</summary>
    /// <param name="input">Ids, or vectors in reverse, batch first.</param>
    /// <param name="reverse">Whether it goes from vectors to scores. The layer's first call says which way it runs alone.</param>
    /// <exception cref="ArgumentException">The input's shape is another than in the layer's first call.</exception>
    /// <exception cref="InvalidOperationException">The layer's first call goes the other way.</exception>
    public new Tensor Forward(Tensor input, bool reverse) => Run(1, false, [("input", input)], ("reverse", reverse))[0];
}
