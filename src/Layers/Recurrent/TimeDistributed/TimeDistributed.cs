namespace GenNet;

/// <summary>A layer of a model that is applied to every timestep; see <see cref="TimeDistributedAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
/// <param name="layer">The layer that is applied.</param>
public class TimeDistributed(Model model, int index, Layer layer) : Layer(model, index)
{
    /// <summary>The layer that is applied, and its weights. It runs with the whole, and is trained or frozen with it.</summary>
    public Layer Layer => layer;

    /// <summary>Runs this layer alone at inference; see <see cref="Layer.Forward(ReadOnlySpan{Tensor})"/>.</summary>
    /// <param name="input">Sequences, (batch, timesteps, …).</param>
    /// <param name="mask">(batch, timesteps, …), 0 where something doesn't count; by default the mask that came with <paramref name="input"/>.</param>
    /// <exception cref="ArgumentException">A shape is another than in the layer's first call.</exception>
    public new Tensor Forward(Tensor input, Tensor? mask = null) => Run([input], mask)[0];
}

/// <summary>A <see cref="TimeDistributed"/> that says of what type its layer is: <c>TimeDistributed&lt;Dense&gt;</c>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
/// <param name="layer">The layer that is applied.</param>
/// <typeparam name="TLayer">Type of the layer.</typeparam>
public sealed class TimeDistributed<TLayer>(Model model, int index, TLayer layer) : TimeDistributed(model, index, layer)
    where TLayer : Layer
{
    /// <summary>The layer that is applied, and its weights.</summary>
    public new TLayer Layer => (TLayer)base.Layer;
}
