namespace GenNet.Specs;

/// <summary>The axes of a row in another order. Those that stay neighbours are merged, and those of size 1 left out.</summary>
/// <param name="Output">Shape in the new order.</param>
/// <param name="Dimensions">The merged axes in the new order.</param>
/// <param name="Strides">The distance of their neighbours in the input.</param>
public sealed record AxisOrder(TensorShape Output, EquatableArray<int> Dimensions, EquatableArray<int> Strides)
{
    /// <summary>Whether the elements stay where they are.</summary>
    public bool KeepsOrder => Dimensions.Count < 2;

    /// <summary>Reorders <paramref name="input"/>.</summary>
    /// <param name="input">The shape, without the batch.</param>
    /// <param name="axes">For each axis of the output the one of the input, from 0 on.</param>
    public static AxisOrder Of(TensorShape input, EquatableArray<int> axes)
    {
        var (dimensions, strides) = (new List<int>(), new List<int>());
        foreach (var axis in axes.Where(axis => input[axis] > 1))
        {
            var (size, stride) = (input[axis], input.Dimensions.Skip(axis + 1).Aggregate(1, static (product, d) => checked(product * d)));
            var last = dimensions.Count - 1;
            if (last >= 0 && strides[last] == stride * size)
            {
                (dimensions[last], strides[last]) = (dimensions[last] * size, stride);
            }
            else
            {
                dimensions.Add(size);
                strides.Add(stride);
            }
        }
        return new(TensorShape.Of([.. axes.Select(axis => input[axis])]), dimensions.ToEquatableArray(), strides.ToEquatableArray());
    }

    /// <summary>The kernels' constants, members of <c>IAxisOrderShape</c>.</summary>
    public EquatableArray<KernelConstant> Constants(DType type) => EquatableArray.Of(
        KernelConstant.Of("RowSize", Output.ElementCount),
        KernelConstant.Of("Dimensions", Dimensions),
        KernelConstant.Of("Strides", Strides),
        KernelConstant.Of("ElementSize", type.BetweenLayers().Size()));
}
