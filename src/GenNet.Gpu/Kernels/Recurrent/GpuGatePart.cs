using GenNet.Kernels;

namespace GenNet.Gpu.Kernels;

/// <summary>Some gates of a step, whose activation works along rows: they are brought together, and back. Other activations are done in the step's own kernel.</summary>
/// <param name="Values">The first value.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="RowStride">From row to row.</param>
/// <param name="Blocks">Blocks of a row.</param>
/// <param name="BlockStride">From block to block.</param>
/// <param name="Width">Values of a block.</param>
internal readonly record struct GpuGatePart(GpuTensorRef Values, int Rows, int RowStride, int Blocks, int BlockStride, int Width)
{
    private int Count => checked(Rows * Blocks * Width);

    private AxisMap Places => AxisMap.Of([Rows, Blocks, Width], [RowStride, BlockStride, 1]);

    /// <summary>Applies an activation in place.</summary>
    public void Activate(in GpuPass pass, Activation activation, int lastAxis)
    {
        var values = pass.Scratch(ScratchUse.BeforeActivation, Count);
        Gather(pass, values);
        GpuActivations.Forward(pass, activation, values, values, Count, lastAxis);
        Scatter(pass, values);
    }

    /// <summary>Makes of gradients behind an activation those before it, in place.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="value">The activation's input where its derivative needs that, else its output.</param>
    /// <param name="lastAxis">Size of the axis that it works along.</param>
    public void ActivateBackward(in GpuPass pass, Activation activation, GpuGatePart value, int lastAxis)
    {
        var memory = pass.Scratch(ScratchUse.BeforeActivation, 2L * Count);
        var (gradients, values) = (memory, memory.Skip(Count));
        Gather(pass, gradients);
        value.Gather(pass, values);
        GpuActivations.Backward(pass, activation, values, values, gradients, gradients, Count, lastAxis);
        Scatter(pass, gradients);
    }

    private void Gather(in GpuPass pass, GpuTensorRef to) => GpuStridedSums.Run(pass, new()
    {
        From = Values.Rest, To = to.Rest, Source = Places, Target = AxisMap.Of([Count], [1]), Others = AxisMap.Of([1], [0]), Times = 1, Count = Count,
    });

    private void Scatter(in GpuPass pass, GpuTensorRef from) => GpuStridedSums.Run(pass, new()
    {
        From = from.Rest, To = Values.Rest, Source = AxisMap.Of([Count], [1]), Target = Places, Others = AxisMap.Of([1], [0]), Times = 1, Count = Count,
    });
}
