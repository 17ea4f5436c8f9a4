namespace GenNet.Layers;

/// <summary>Constants of a union of masks.</summary>
public interface ILogicalOrShape
{
    /// <summary>Elements a row of the result.</summary>
    static abstract int RowSize { get; }

    /// <summary>Elements a row of each input.</summary>
    static abstract ReadOnlySpan<int> InputSizes { get; }

    /// <summary>Axes of the result.</summary>
    static abstract ReadOnlySpan<int> Dimensions { get; }

    /// <summary>Of each input in turn, the distance of neighbours along each axis; 0 where it repeats.</summary>
    static abstract ReadOnlySpan<int> Strides { get; }
}

/// <summary>A union of masks on the CPU.</summary>
public static unsafe class LogicalOrKernel<TShape>
    where TShape : struct, ILogicalOrShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output)
    {
        var to = (byte*)output.Pointer;
        new Span<byte>(to, checked(pass.Rows * TShape.RowSize)).Clear();
        for (var input = 0; input < inputs.Length; input++)
        {
            var from = (byte*)inputs[input].Pointer;
            for (var row = 0; row < pass.Rows; row++)
            {
                for (var element = 0; element < TShape.RowSize; element++)
                    to[((nint)row * TShape.RowSize) + element] |= from[((nint)row * TShape.InputSizes[input]) + Offset(input, element)];
            }
        }
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output) => Forward(pass, inputs, output);

    // Where the input has the element.
    private static int Offset(int input, int element)
    {
        var offset = 0;
        for (var axis = TShape.Dimensions.Length - 1; axis >= 0; axis--)
        {
            (element, var at) = Math.DivRem(element, TShape.Dimensions[axis]);
            offset += at * TShape.Strides[(input * TShape.Dimensions.Length) + axis];
        }
        return offset;
    }
}
