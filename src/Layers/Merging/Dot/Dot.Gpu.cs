using GenNet.Gpu.Kernels;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Scalar products of two inputs on GPUs.</summary>
public static class DotGpu<TShape>
    where TShape : struct, IDotShape
{
    private static GpuAxisLines OfLeft => new(TShape.Depth, TShape.LeftInner);

    private static GpuAxisLines OfRight => new(TShape.Depth, TShape.RightInner);

    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output) => ForwardTraining(pass, inputs, output);

    /// <summary>Keeps normalized inputs.</summary>
    public static void ForwardTraining(in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output, GpuTensorRef saved = default)
    {
        var (left, right) = (inputs[0], inputs[1]);
        if (TShape.Normalize)
        {
            left = saved.IsNone ? pass.Scratch(ScratchUse.NormalizedFactors, (long)pass.Rows * (TShape.LeftSize + TShape.RightSize)) : saved;
            right = RightOf(pass, left);
            OfLeft.Normalize(pass, inputs[0], left, (long)pass.Rows * TShape.LeftSize);
            OfRight.Normalize(pass, inputs[1], right, (long)pass.Rows * TShape.RightSize);
        }
        GpuTensorProduct.Of<TShape>(pass.Rows).Forward(pass, left, right, output);
    }

    /// <summary>Gradients.</summary>
    public static void Backward(
        in GpuPass pass, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output, GpuTensorRef outputGradient, ReadOnlySpan<GpuTensorRef> inputGradients, GpuTensorRef saved = default)
    {
        var (left, right) = TShape.Normalize ? (saved, RightOf(pass, saved)) : (inputs[0], inputs[1]);
        var product = GpuTensorProduct.Of<TShape>(pass.Rows);
        if (!inputGradients[0].IsNone)
        {
            product.BackwardLeft(pass, right, outputGradient, inputGradients[0], accumulate: false);
            if (TShape.Normalize)
                OfLeft.NormalizeBackward(pass, inputs[0], left, inputGradients[0], inputGradients[0], (long)pass.Rows * TShape.LeftSize);
        }
        if (!inputGradients[1].IsNone)
        {
            product.BackwardRight(pass, left, outputGradient, inputGradients[1], accumulate: false);
            if (TShape.Normalize)
                OfRight.NormalizeBackward(pass, inputs[1], right, inputGradients[1], inputGradients[1], (long)pass.Rows * TShape.RightSize);
        }
    }

    // Both normalized inputs lie behind each other.
    private static GpuTensorRef RightOf(in GpuPass pass, GpuTensorRef memory) => memory.Skip((long)pass.Rows * TShape.LeftSize);
}
