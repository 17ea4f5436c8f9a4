using GenNet.Gpu.Kernels;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>The activation at the end of a layer that multiplies, such as Dense and Conv2D: most of them are the product's last step, some take a whole row.</summary>
internal static class GpuOutputActivation
{
    /// <summary>Where the layer's value before the activation goes.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="output">The layer's output.</param>
    /// <param name="saved">Where the value is kept for the backward pass, if it is.</param>
    /// <param name="size">Number of values before the activation.</param>
    public static GpuTensorRef Target(in GpuPass pass, Activation activation, GpuTensorRef output, GpuTensorRef saved, long size) =>
        !saved.IsNone ? saved
        // The only one whose output is smaller than its input.
        : activation == Activation.GLU ? pass.Scratch(ScratchUse.BeforeActivation, size)
        : output;

    /// <summary>The activation that the product applies as its last step; linear where another kernel does.</summary>
    public static Activation Fused(Activation activation, GpuTensorRef saved) => IsFused(activation, saved) ? activation : Activation.Linear;

    /// <summary>Applies the activation, unless the product did.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="linear">What <see cref="Target"/> gave.</param>
    /// <param name="output">The layer's output.</param>
    /// <param name="saved">Where the value before is kept, if it is.</param>
    /// <param name="size">Number of values before the activation.</param>
    /// <param name="lastAxis">Size of their last axis.</param>
    public static void Apply(in GpuPass pass, Activation activation, GpuTensorRef linear, GpuTensorRef output, GpuTensorRef saved, long size, int lastAxis)
    {
        if (activation != Activation.Linear && !IsFused(activation, saved))
            GpuActivations.Forward(pass, activation, linear, output, size, lastAxis);
    }

    /// <summary>The gradient of the value before the activation, in the memory of <paramref name="outputGradient"/> where it fits.</summary>
    public static GpuTensorRef Backward(in GpuPass pass, Activation activation, GpuTensorRef saved, GpuTensorRef output, GpuTensorRef outputGradient, long size, int lastAxis)
    {
        if (activation == Activation.Linear)
            return outputGradient;
        var gradient = activation == Activation.GLU ? pass.Scratch(ScratchUse.BeforeActivation, size) : outputGradient;
        GpuActivations.Backward(pass, activation, saved, output, outputGradient, gradient, size, lastAxis);
        return gradient;
    }

    private static bool IsFused(Activation activation, GpuTensorRef saved) =>
        saved.IsNone && activation is not (Activation.Softmax or Activation.LogSoftmax or Activation.Sparsemax or Activation.GLU);
}
