namespace GenNet;

/// <summary>A layer of a model whose kernel keeps spectral norm 1; see <see cref="SpectralNormalizationAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
/// <param name="layer">The layer that it holds.</param>
public class SpectralNormalization(Model model, int index, Layer layer) : Layer(model, index)
{
    /// <summary>The layer, and its weights. It runs with the whole, and is trained or frozen with it.</summary>
    public Layer Layer => layer;

    /// <summary>The estimate of the kernel's first singular vector, of shape (1, columns): state.</summary>
    public Variable VectorU => Find("vector_u")!;
}

/// <summary>A <see cref="SpectralNormalization"/> that says of what type its layer is: <c>SpectralNormalization&lt;Dense&gt;</c>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
/// <param name="layer">The layer that it holds.</param>
/// <typeparam name="TLayer">Type of the layer.</typeparam>
public sealed class SpectralNormalization<TLayer>(Model model, int index, TLayer layer) : SpectralNormalization(model, index, layer)
    where TLayer : Layer
{
    /// <summary>The layer, and its weights.</summary>
    public new TLayer Layer => (TLayer)base.Layer;
}
