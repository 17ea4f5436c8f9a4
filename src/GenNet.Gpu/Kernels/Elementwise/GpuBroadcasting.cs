using GenNet.Kernels;
using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>How inputs of one call become one value.</summary>
internal enum Merging
{
    /// <summary>a + b + …</summary>
    Sum,

    /// <summary>(a + b + …) / n</summary>
    Mean,

    /// <summary>a − b</summary>
    Difference,

    /// <summary>a · b · …</summary>
    Product,

    /// <summary>The largest.</summary>
    Largest,

    /// <summary>The smallest.</summary>
    Smallest,
}

/// <summary>Several inputs brought to one shape and combined element by element, and their gradients.</summary>
/// <typeparam name="TShape">The call's constants.</typeparam>
internal static class GpuBroadcasting<TShape>
    where TShape : struct, IBroadcastShape
{
    private static int Axes => TShape.Dimensions.Length;

    /// <summary>Combines.</summary>
    public static void Forward(in GpuPass pass, Merging merging, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef output)
    {
        var factor = merging == Merging.Mean ? 1f / inputs.Length : 1;
        var count = (long)pass.Rows * TShape.RowSize;
        if (inputs.Length == 1)
        {
            pass.LaunchForEach(count, new Repeated { From = OperandOf(0, inputs[0]), Output = output.Rest, Count = count, RowSize = TShape.RowSize, Factor = factor });
            return;
        }
        var so = OperandOf(0, inputs[0]);
        for (var input = 1; input < inputs.Length; input++)
        {
            Combine(pass, merging, so, OperandOf(input, inputs[input]), output, input == inputs.Length - 1 ? factor : 1);
            so = Whole(output);
        }
    }

    /// <summary>The gradient of input <paramref name="input"/>.</summary>
    public static void Backward(in GpuPass pass, Merging merging, int input, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        if (inputGradient.IsNone)
            return;
        var isWhole = IsWhole(input);
        var count = (long)pass.Rows * TShape.RowSize;
        var contribution = isWhole ? inputGradient : merging is Merging.Sum ? outputGradient : pass.Workspace(count);
        Contribute(pass, merging, input, inputs, outputGradient, contribution, count);
        if (!isWhole)
            SumRepeated(pass, input, contribution, inputGradient);
    }

    private static void Contribute(
        in GpuPass pass, Merging merging, int input, ReadOnlySpan<GpuTensorRef> inputs, GpuTensorRef outputGradient, GpuTensorRef contribution, long count)
    {
        switch (merging)
        {
            case Merging.Sum:
                if (!Alignment.AreSame(outputGradient.Rest, contribution.Rest))
                    GpuValues.Copy(pass, outputGradient, contribution, count);
                return;
            case Merging.Mean:
                GpuValues.Scale(pass, outputGradient, contribution, 1f / inputs.Length, 0, count);
                return;
            case Merging.Difference:
                GpuValues.Scale(pass, outputGradient, contribution, input == 0 ? 1 : -1, 0, count);
                return;
        }
        var from = outputGradient;
        for (var other = 0; other < inputs.Length; other++)
        {
            if (other == input)
                continue;
            if (merging == Merging.Product)
                Combine(pass, Merging.Product, Whole(from), OperandOf(other, inputs[other]), contribution, 1);
            else
            {
                pass.LaunchForEach(count, new SelectedOfPair
                {
                    Gradient = from.Rest,
                    Own = OperandOf(input, inputs[input]),
                    Other = OperandOf(other, inputs[other]),
                    Result = contribution.Rest,
                    Count = count,
                    RowSize = TShape.RowSize,
                    Sign = merging == Merging.Largest ? 1 : -1,
                    OwnIsFirst = input < other ? 1 : 0,
                });
            }
            from = contribution;
        }
        if (inputs.Length == 1)
            GpuValues.Copy(pass, outputGradient, contribution, count);
    }

    private static void Combine(in GpuPass pass, Merging merging, in RepeatedValues<float> a, in RepeatedValues<float> b, GpuTensorRef output, float factor)
    {
        switch (merging)
        {
            case Merging.Sum or Merging.Mean: Combine<SumOfPair>(pass, a, b, output, factor); break;
            case Merging.Difference: Combine<DifferenceOfPair>(pass, a, b, output, factor); break;
            case Merging.Product: Combine<ProductOfPair>(pass, a, b, output, factor); break;
            case Merging.Largest: Combine<LargestOfPair>(pass, a, b, output, factor); break;
            default: Combine<SmallestOfPair>(pass, a, b, output, factor); break;
        }
    }

    private static void Combine<TFunction>(in GpuPass pass, in RepeatedValues<float> a, in RepeatedValues<float> b, GpuTensorRef output, float factor)
        where TFunction : struct, IPairFunction
    {
        var count = (long)pass.Rows * TShape.RowSize;
        pass.LaunchForEach(count, new PairCombined<TFunction> { A = a, B = b, Output = output.Rest, Count = count, RowSize = TShape.RowSize, Factor = factor });
    }

    private static RepeatedValues<float> Whole(GpuTensorRef values) => new() { Values = values.Rest, RowSize = TShape.RowSize, Map = AxisMap.Of([TShape.RowSize], [1]) };

    private static RepeatedValues<float> OperandOf(int input, GpuTensorRef values) => OperandOf(input, values.Rest);

    /// <summary>Input <paramref name="input"/> in the result's shape.</summary>
    public static RepeatedValues<T> OperandOf<T>(int input, ArrayView<T> values)
        where T : unmanaged => new()
        {
            Values = values,
            RowSize = TShape.InputSizes[input],
            Map = IsWhole(input) ? AxisMap.Of([TShape.RowSize], [1]) : AxisMap.Of(TShape.Dimensions, TShape.Strides.Slice(input * Axes, Axes)),
        };

    /// <summary>Whether input <paramref name="input"/> has the result's shape.</summary>
    public static bool IsWhole(int input) => TShape.InputSizes[input] == TShape.RowSize;

    /// <summary>Sums a gradient in the result's shape to that of input <paramref name="input"/>, which was repeated.</summary>
    public static void SumRepeated(in GpuPass pass, int input, GpuTensorRef gradient, GpuTensorRef inputGradient)
    {
        var strides = TShape.Strides.Slice(input * Axes, Axes);
        Span<int> ownSizes = stackalloc int[Axes], ownStrides = stackalloc int[Axes], sizes = stackalloc int[Axes], repeatedStrides = stackalloc int[Axes];
        var (own, repeated, times) = (0, 0, 1);
        for (int axis = Axes - 1, distance = 1; axis >= 0; distance *= TShape.Dimensions[axis], axis--)
        {
            if (strides[axis] == 0)
            {
                (sizes[repeated], repeatedStrides[repeated]) = (TShape.Dimensions[axis], distance);
                times *= TShape.Dimensions[axis];
                repeated++;
            }
            else
            {
                (ownSizes[own], ownStrides[own]) = (TShape.Dimensions[axis], distance);
                own++;
            }
        }
        // The axes were found from the last on.
        ownSizes[..own].Reverse();
        ownStrides[..own].Reverse();
        sizes[..repeated].Reverse();
        repeatedStrides[..repeated].Reverse();
        var lanes = RowLanes.For(pass, times);
        var count = (long)pass.Rows * TShape.InputSizes[input];
        lanes.Launch(pass, count, new RepeatedSums
        {
            Gradient = gradient.Rest,
            Result = inputGradient.Rest,
            Count = count,
            InputSize = TShape.InputSizes[input],
            RowSize = TShape.RowSize,
            Own = AxisMap.Of(ownSizes[..own], ownStrides[..own]),
            Repetitions = AxisMap.Of(sizes[..repeated], repeatedStrides[..repeated]),
            Times = times,
            Lanes = lanes.Count,
        });
    }
}
