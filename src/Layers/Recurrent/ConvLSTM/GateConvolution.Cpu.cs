using System.Numerics.Tensors;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>
/// The convolution of one image, of the input or of a state, with the kernels of all gates. Gates lie as images do: (positions, gates · filters), or (gates · filters, positions) with the
/// channels first. In training a dropout mask may be put on the image first, one for each gate.
/// </summary>
/// <param name="kernel">(window · channels, gates · filters).</param>
/// <param name="masks">Factors, a mask a gate, of the image's row; null: none.</param>
/// <param name="maskStride">Distance from mask to mask.</param>
/// <param name="isState">Whether the image is a state.</param>
internal readonly unsafe struct GateConvolution<TShape>(float* kernel, float* masks, nint maskStride, bool isState)
    where TShape : struct, IConvLSTMShape
{
    private static int Columns => LSTMGates.Count * TShape.Filters;

    private int Groups => masks == null ? 1 : LSTMGates.Count;

    private int Width => Columns / Groups;

    private Patches Patches => new()
    {
        Input = isState ? TShape.StateSizes : TShape.InputSizes,
        Output = TShape.StateSizes,
        Window = TShape.KernelSizes,
        Strides = isState ? TShape.Ones : TShape.Strides,
        Dilations = isState ? TShape.Ones : TShape.Dilations,
        Paddings = isState ? TShape.StatePaddings : TShape.Paddings,
        Channels = isState ? TShape.Filters : TShape.InputChannels,
        ChannelsFirst = TShape.ChannelsFirst,
    };

    /// <summary>Adds the convolution to the gates.</summary>
    public void Add(WorkerPool workers, float* image, float* gates)
    {
        var patches = Patches;
        var (positions, depth) = (patches.Positions, patches.Depth);
        var matrix = Scratch.Take(ScratchUse.Patches, (nint)positions * depth);
        for (var group = 0; group < Groups; group++)
        {
            patches.Gather(Masked(image, group, patches.ImageSize), matrix);
            var column = group * Width;
            if (TShape.ChannelsFirst)
            {
                Gemm.Multiply(workers, Width, positions, depth, new(kernel + column, Columns, isTransposed: true), new(matrix, depth, isTransposed: true),
                    new(gates + ((nint)column * positions), positions) { Accumulate = true });
            }
            else
                Gemm.Multiply(workers, positions, Width, depth, new(matrix, depth), new(kernel + column, Columns), new(gates + column, Columns) { Accumulate = true });
        }
    }

    /// <summary>Adds to the image's gradient what comes from that of the gates.</summary>
    public void AddBackward(WorkerPool workers, float* gateGradient, float* imageGradient)
    {
        var patches = Patches;
        var (positions, depth) = (patches.Positions, patches.Depth);
        var matrix = Scratch.Take(ScratchUse.Patches, (nint)positions * depth);
        for (var group = 0; group < Groups; group++)
        {
            var column = group * Width;
            Gemm.Multiply(workers, positions, depth, Width, Gates(gateGradient, column, positions), new(kernel + column, Columns, isTransposed: true), new(matrix, depth));
            if (masks == null)
            {
                patches.Scatter(matrix, imageGradient);
                continue;
            }
            var size = checked((int)patches.ImageSize);
            var product = new Span<float>(Scratch.Take(ScratchUse.GateProduct, size), size);
            product.Clear();
            patches.Scatter(matrix, Scratch.Take(ScratchUse.GateProduct, size));
            var sum = new Span<float>(imageGradient, size);
            TensorPrimitives.MultiplyAdd(product, MaskOf(group, size), sum, sum);
        }
    }

    /// <summary>Adds the gradient of the kernel.</summary>
    public void AddKernelGradient(WorkerPool workers, float* image, float* gateGradient, float* kernelGradient)
    {
        var patches = Patches;
        var (positions, depth) = (patches.Positions, patches.Depth);
        var matrix = Scratch.Take(ScratchUse.Patches, (nint)positions * depth);
        for (var group = 0; group < Groups; group++)
        {
            patches.Gather(Masked(image, group, patches.ImageSize), matrix);
            var column = group * Width;
            Gemm.Multiply(workers, depth, Width, positions, new(matrix, depth, isTransposed: true), Gates(gateGradient, column, positions),
                new(kernelGradient + column, Columns) { Accumulate = true });
        }
    }

    private static MatrixOperand Gates(float* gates, int column, int positions) =>
        TShape.ChannelsFirst ? new(gates + ((nint)column * positions), positions, isTransposed: true) : new(gates + column, Columns);

    private float* Masked(float* image, int group, nint size)
    {
        if (masks == null)
            return image;
        var masked = Scratch.Take(ScratchUse.MaskedValues, size);
        var count = checked((int)size);
        TensorPrimitives.Multiply(new ReadOnlySpan<float>(image, count), MaskOf(group, count), new Span<float>(masked, count));
        return masked;
    }

    private ReadOnlySpan<float> MaskOf(int group, int size) => new(masks + (group * maskStride), size);
}
