using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>What both kernels of attention's backward pass read.</summary>
internal struct AttentionOperands
{
    public ArrayView<float> Query;
    public ArrayView<float> Key;
    public ArrayView<float> Value;
    public ArrayView<float> LogSums;
    public ArrayView<float> OutputGradient;

    /// <summary>(batch, queries, heads): Σ g · output.</summary>
    public ArrayView<float> Dots;

    /// <summary>Gradients of weights that were returned; any memory without <see cref="HasWeightGradients"/>.</summary>
    public ArrayView<float> WeightGradients;

    public int HasWeightGradients;
    public AttentionShape Shape;
}
