namespace GenNet.Kernels;

/// <summary>The activation at the end of a layer that multiplies, such as Dense and Conv2D.</summary>
internal static unsafe class OutputActivation
{
    /// <summary>Where the layer's value before the activation goes.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="output">The layer's output.</param>
    /// <param name="saved">Where the value is kept for the backward pass, if it is.</param>
    /// <param name="size">Number of values before the activation.</param>
    public static float* Target(Activation activation, TensorRef output, TensorRef saved, nint size) =>
        !saved.IsNone ? saved.Pointer
        // The only one whose output is smaller than its input.
        : activation == Activation.GLU ? Scratch.Take(ScratchUse.BeforeActivation, size)
        : output.Pointer;

    /// <summary>The activation, where the layer itself applies it because it costs nothing there; else no bounds.</summary>
    public static OutputBounds Bounds(Activation activation, TensorRef saved) => saved.IsNone ? OutputBounds.Of(activation) ?? OutputBounds.None : OutputBounds.None;

    /// <summary>Applies the activation, unless the layer did.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="linear">What <see cref="Target"/> gave.</param>
    /// <param name="output">The layer's output.</param>
    /// <param name="saved">Where the value before is kept, if it is.</param>
    /// <param name="size">Number of values before the activation.</param>
    /// <param name="lastAxis">Size of their last axis.</param>
    public static void Apply(in Pass pass, Activation activation, float* linear, TensorRef output, TensorRef saved, nint size, int lastAxis)
    {
        if (activation != Activation.Linear && (!saved.IsNone || OutputBounds.Of(activation) is null))
            Activations.Forward(pass, activation, linear, output.Pointer, size, lastAxis);
    }

    /// <summary>The gradient of the value before the activation, in the memory of <paramref name="outputGradient"/> where it fits.</summary>
    public static float* Backward(
        in Pass pass, Activation activation, TensorRef saved, TensorRef output, TensorRef outputGradient, nint size, int lastAxis)
    {
        if (activation == Activation.Linear)
            return outputGradient.Pointer;
        var gradient = activation == Activation.GLU ? Scratch.Take(ScratchUse.BeforeActivation, size) : outputGradient.Pointer;
        Activations.Backward(pass, activation, saved.Pointer, output.Pointer, outputGradient.Pointer, gradient, size, lastAxis);
        return gradient;
    }
}
