namespace GenNet.Gpu.Kernels;

/// <summary>An activation that works element by element; formulas: <see cref="Activation"/>.</summary>
[GpuKernel]
internal interface IActivationFunction
{
    /// <summary>The function.</summary>
    static abstract float Forward(float x);

    /// <summary>
    /// The derivative, from the input where <see cref="GenNet.Specs.ActivationShape.NeedsInput"/> says so, else from the output. At a kink it is TensorFlow's choice.
    /// </summary>
    static abstract float Derivative(float value);
}
