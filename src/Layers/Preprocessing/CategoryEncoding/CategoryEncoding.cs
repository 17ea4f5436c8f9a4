namespace GenNet;

/// <summary>An encoding of categories of a model; see <see cref="CategoryEncodingAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class CategoryEncoding(Model model, int index) : Layer(model, index)
{
    /// <summary>Runs this layer alone at inference; see <see cref="Layer.Forward(ReadOnlySpan{Tensor})"/>.</summary>
    /// <param name="input">Whole numbers, (batch, n).</param>
    /// <param name="countWeights">What each of them counts, with <see cref="OutputMode.Count"/>: (batch, n).</param>
    /// <exception cref="ArgumentException">Number or shape of the inputs is another than in the layer's first call.</exception>
    public new Tensor Forward(Tensor input, Tensor countWeights) => Run([input, countWeights], null)[0];
}
