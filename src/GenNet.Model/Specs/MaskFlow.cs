namespace GenNet.Specs;

/// <summary>
/// What becomes of the mask that flows with a value (Keras' <c>compute_mask</c>): which timesteps count. It is a value of its own, of type bool and the value's leading axes,
/// and goes wherever a layer's inputs have a <c>mask</c>, if the call gives no other input than the one it flows with, as in Keras.
/// </summary>
public enum MaskFlow
{
    /// <summary>The output has none (Keras' layers without <c>supports_masking</c>).</summary>
    Stops,

    /// <summary>The output has the one that the call takes, or else that of the first input.</summary>
    Passes,

    /// <summary>The layer makes one: its last output, called <see cref="LayerOutputs.Mask"/>.</summary>
    Makes,

    /// <summary>The output has what <see cref="LayerSpec.MergeMasks"/> makes of those of the inputs.</summary>
    Merges,
}
