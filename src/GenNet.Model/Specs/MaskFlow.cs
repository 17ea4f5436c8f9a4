namespace GenNet.Specs;

/// <summary>
/// What becomes of the mask that flows with a value (Keras' <c>compute_mask</c>): which timesteps count. It is a value of its own, of type bool and the value's leading axes,
/// and goes wherever a layer's inputs have a <c>mask</c>, unless the call gives one.
/// </summary>
public enum MaskFlow
{
    /// <summary>The output has none (Keras' layers without <c>supports_masking</c>).</summary>
    Stops,

    /// <summary>The output has that of the first input.</summary>
    Passes,

    /// <summary>The layer makes one: its last output, called <see cref="LayerOutputs.Mask"/>.</summary>
    Makes,
}
