using System.Numerics;

namespace GenNet.Kernels;

/// <summary>An activation that works element by element.</summary>
internal interface IActivationFunction
{
    /// <summary>The function.</summary>
    static abstract Vector<float> Forward(Vector<float> x);

    /// <summary>
    /// The derivative, from the input where <see cref="Specs.ActivationShape.NeedsInput"/> says so, else from the output. At a kink it is
    /// TensorFlow's choice.
    /// </summary>
    static abstract Vector<float> Derivative(Vector<float> value);
}
