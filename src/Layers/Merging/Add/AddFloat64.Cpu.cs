using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>The sum of several inputs in float64 on the CPU, at inference.</summary>
public static unsafe class AddFloat64Kernel<TShape>
    where TShape : struct, IAddShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output)
    {
        for (nint row = 0; row < pass.Rows; row++)
        {
            var sums = (double*)output.Pointer + (row * TShape.RowSize);
            for (var input = 0; input < inputs.Length; input++)
            {
                var values = (double*)inputs[input].Pointer + (row * TShape.InputSizes[input]);
                for (var element = 0; element < TShape.RowSize; element++)
                    sums[element] = (input == 0 ? 0 : sums[element]) + values[OffsetOf(input, element)];
            }
        }
    }

    // Where a row of the input has its summand.
    private static int OffsetOf(int input, int element)
    {
        var (offset, axes) = (0, TShape.Dimensions.Length);
        for (var axis = axes - 1; axis >= 0; axis--)
        {
            (element, var at) = Math.DivRem(element, TShape.Dimensions[axis]);
            offset += at * TShape.Strides[(input * axes) + axis];
        }
        return offset;
    }
}
