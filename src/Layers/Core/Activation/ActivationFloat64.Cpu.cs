using GenNet.Elements;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>An activation in float64 on the CPU, at inference.</summary>
public static unsafe class ActivationFloat64Kernel<TShape>
    where TShape : struct, IActivationShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output) => Activations64.Forward(
        TShape.Activation, (double*)input.Pointer, (double*)output.Pointer, (nint)pass.Rows * TShape.RowSize, TShape.LastAxis);
}
