namespace GenNet;

/// <summary>An embedding of a model; see <see cref="EmbeddingAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class Embedding(Model model, int index) : Layer(model, index)
{
    /// <summary>Shape (inputDim, outputDim).</summary>
    public Variable Embeddings => Find("embeddings")!;
}
