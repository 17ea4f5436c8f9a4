using GenNet.Gpu.Kernels;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>
/// The convolution of images, of the input or of a state, with the kernels of all gates on GPUs; see <see cref="GateConvolution{TShape}"/>. In training a dropout mask may be put on the images
/// first, one for each gate: then each gate is a convolution of its own.
/// </summary>
/// <param name="kernel">(window · channels, gates · filters).</param>
/// <param name="masks">Factors, (gates, rows, image); none: no dropout.</param>
/// <param name="isState">Whether the images are states.</param>
internal readonly struct GpuGateConvolution<TShape>(GpuTensorRef kernel, GpuTensorRef masks, bool isState)
    where TShape : struct, IConvLSTMShape
{
    private static int Columns => LSTMGates.Count * TShape.Filters;

    private static int Positions => TShape.Units / TShape.Filters;

    private static GpuChannelsLast Order => new(TShape.ChannelsFirst);

    private int Channels => isState ? TShape.Filters : TShape.InputChannels;

    private int ImageSize => isState ? TShape.Units : TShape.Features;

    private int Groups => masks.IsNone ? 1 : LSTMGates.Count;

    private int Width => Columns / Groups;

    // Rows of the kernel's matrix.
    private int Taps
    {
        get
        {
            var taps = Channels;
            foreach (var size in TShape.KernelSizes)
                taps *= size;
            return taps;
        }
    }

    /// <summary>The convolution: (rows, times, gates · units).</summary>
    /// <param name="each">The pass with each image as a row.</param>
    /// <param name="images">The images, <paramref name="times"/> of a row one after another.</param>
    /// <param name="times">How many a row has.</param>
    /// <param name="bias">A value for each filter of each gate, or none.</param>
    /// <param name="gates">Where the gates go.</param>
    public void Forward(in GpuPass each, GpuTensorRef images, int times, GpuTensorRef bias, GpuTensorRef gates)
    {
        for (var group = 0; group < Groups; group++)
        {
            var isDirect = Groups == 1 && !TShape.ChannelsFirst;
            var target = isDirect ? gates : each.Scratch(ScratchUse.ChannelsLastOutput, (long)each.Rows * Positions * Width);
            var ofGroup = bias.IsNone ? bias : bias.Skip(group * Width);
            GpuConvolution.Forward(each, Shape(each.Rows), Image(each, images, times, group), Kernel(each, group), ofGroup, Activation.Linear, target);
            if (!isDirect)
                Store(each, target, group, gates);
        }
    }

    /// <summary>The gradient of the images.</summary>
    public void BackwardImage(in GpuPass each, GpuTensorRef gateGradients, int times, GpuTensorRef imageGradients)
    {
        for (var group = 0; group < Groups; group++)
        {
            var gradient = Gates(each, gateGradients, group);
            var result = masks.IsNone ? imageGradients : each.Scratch(ScratchUse.MaskedValues, (long)each.Rows * ImageSize);
            var target = Order.Target(each, ScratchUse.ChannelsLastInput, Channels, ImageSize / Channels, result);
            GpuConvolution.BackwardInput(each, Shape(each.Rows), gradient, Kernel(each, group), target);
            Order.Store(each, Channels, ImageSize / Channels, target, result);
            if (masks.IsNone)
                continue;
            if (group == 0)
                Mask<Put>(each, result, times, group, imageGradients);
            else
                Mask<GenNet.Gpu.Kernels.Add>(each, result, times, group, imageGradients);
        }
    }

    /// <summary>Adds the gradient of the kernel.</summary>
    public void AddKernelGradient(in GpuPass each, GpuTensorRef images, GpuTensorRef gateGradients, int times, GpuTensorRef kernelGradient)
    {
        for (var group = 0; group < Groups; group++)
        {
            var gradient = Gates(each, gateGradients, group);
            var image = Image(each, images, times, group);
            if (Groups == 1)
            {
                GpuConvolution.BackwardKernel(each, Shape(each.Rows), image, gradient, kernelGradient);
                continue;
            }
            var ofGroup = each.Scratch(ScratchUse.Patches, (long)Taps * Width);
            GpuValues.Fill(each, ofGroup, 0, (long)Taps * Width);
            GpuConvolution.BackwardKernel(each, Shape(each.Rows), image, gradient, ofGroup);
            GpuMoves.CopyBlocks(each, Taps, Width, ofGroup, Width, kernelGradient.Skip(group * Width), Columns, accumulate: true);
        }
    }

    private GpuTensorRef Kernel(in GpuPass each, int group)
    {
        if (Groups == 1)
            return kernel;
        var ofGroup = each.Scratch(ScratchUse.Patches, (long)Taps * Width);
        GpuMoves.CopyBlocks(each, Taps, Width, kernel.Skip(group * Width), Columns, ofGroup, Width);
        return ofGroup;
    }

    private GpuTensorRef Image(in GpuPass each, GpuTensorRef images, int times, int group)
    {
        var masked = images;
        if (!masks.IsNone)
        {
            masked = each.Scratch(ScratchUse.MaskedValues, (long)each.Rows * ImageSize);
            Mask<Put>(each, images, times, group, masked);
        }
        return Order.Of(each, ScratchUse.ChannelsLastInput, Channels, ImageSize / Channels, masked);
    }

    private void Mask<TArrival>(in GpuPass each, GpuTensorRef from, int times, int group, GpuTensorRef to)
        where TArrival : struct, IArrival
    {
        var count = (long)each.Rows * ImageSize;
        var mask = masks.Skip((long)group * (each.Rows / times) * ImageSize);
        each.LaunchForEach(count, new MaskedSequences<TArrival> { From = from.Rest, Masks = mask.Rest, To = to.Rest, FromStride = ImageSize, Times = times, Size = ImageSize, Count = count });
    }

    // Gradients of a group's gates with the channels last.
    private GpuTensorRef Gates(in GpuPass each, GpuTensorRef gates, int group)
    {
        if (Groups == 1)
            return Order.Of(each, ScratchUse.ChannelsLastOutput, Columns, Positions, gates);
        var ofGroup = each.Scratch(ScratchUse.GateProduct, (long)each.Rows * Positions * Width);
        if (TShape.ChannelsFirst)
        {
            GpuMoves.CopyBlocks(each, each.Rows, Width * Positions, gates.Skip((long)group * Width * Positions), Columns * Positions, ofGroup, Width * Positions);
            return Order.Of(each, ScratchUse.ChannelsLastOutput, Width, Positions, ofGroup);
        }
        GpuMoves.CopyBlocks(each, (long)each.Rows * Positions, Width, gates.Skip(group * Width), Columns, ofGroup, Width);
        return ofGroup;
    }

    private void Store(in GpuPass each, GpuTensorRef from, int group, GpuTensorRef gates)
    {
        if (!TShape.ChannelsFirst)
        {
            GpuMoves.CopyBlocks(each, (long)each.Rows * Positions, Width, from, Width, gates.Skip(group * Width), Columns);
            return;
        }
        if (Groups == 1)
        {
            GpuMoves.ChannelsToFirst(each, each.Rows, Columns, Positions, from, gates);
            return;
        }
        var ofGroup = each.Scratch(ScratchUse.GateProduct, (long)each.Rows * Positions * Width);
        GpuMoves.ChannelsToFirst(each, each.Rows, Width, Positions, from, ofGroup);
        GpuMoves.CopyBlocks(each, each.Rows, Width * Positions, ofGroup, Width * Positions, gates.Skip((long)group * Width * Positions), Columns * Positions);
    }

    private ConvolutionShape Shape(int images)
    {
        var input = isState ? TShape.StateSizes : TShape.InputSizes;
        var strides = isState ? TShape.Ones : TShape.Strides;
        var dilations = isState ? TShape.Ones : TShape.Dilations;
        var paddings = isState ? TShape.StatePaddings : TShape.Paddings;
        return new()
        {
            Batch = images,
            InputDepth = At(input, 3),
            InputHeight = At(input, 2),
            InputWidth = At(input, 1),
            Channels = Channels,
            OutputDepth = At(TShape.StateSizes, 3),
            OutputHeight = At(TShape.StateSizes, 2),
            OutputWidth = At(TShape.StateSizes, 1),
            Filters = Width,
            KernelDepth = At(TShape.KernelSizes, 3),
            KernelHeight = At(TShape.KernelSizes, 2),
            KernelWidth = At(TShape.KernelSizes, 1),
            StrideDepth = At(strides, 3),
            StrideHeight = At(strides, 2),
            StrideWidth = At(strides, 1),
            DilationDepth = At(dilations, 3),
            DilationHeight = At(dilations, 2),
            DilationWidth = At(dilations, 1),
            PadFront = At(paddings, 3, missing: 0),
            PadTop = At(paddings, 2, missing: 0),
            PadLeft = At(paddings, 1, missing: 0),
        };
    }

    private static int At(ReadOnlySpan<int> values, int fromEnd, int missing = 1) => fromEnd <= values.Length ? values[^fromEnd] : missing;
}
