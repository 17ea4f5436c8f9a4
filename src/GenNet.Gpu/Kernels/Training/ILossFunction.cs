using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>What a loss is made of, element by element of a vector of predictions, when some sums over the vector are known.</summary>
[GpuKernel]
internal interface ILossFunction
{
    /// <summary>Whether targets are one label a vector.</summary>
    static abstract bool HasLabels { get; }

    /// <summary>Whether the largest prediction is wanted, from which exponentials are taken.</summary>
    static abstract bool NeedsLargest { get; }

    /// <summary>The element's part of the first sum.</summary>
    static abstract float First(LossOptions options, float prediction, float target, float largest);

    /// <summary>Its part of the second one, in which the first is known.</summary>
    static abstract float Second(LossOptions options, float prediction, float target, float largest, float first);

    /// <summary>Its part of the loss.</summary>
    static abstract float Value(LossOptions options, float prediction, float target, float largest, float first, float second);

    /// <summary>The derivative by it.</summary>
    static abstract float Derivative(LossOptions options, float prediction, float target, float largest, float first, float second);
}

/// <summary>Options of a loss.</summary>
internal struct LossOptions
{
    /// <summary>Size of a vector.</summary>
    public int Width;

    /// <summary>Targets become y·<see cref="TargetFactor"/> + <see cref="TargetSummand"/>.</summary>
    public float TargetFactor;

    public float TargetSummand;

    /// <summary>Probabilities are at least this, and at most 1 minus it.</summary>
    public float Lowest;
}
