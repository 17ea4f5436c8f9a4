using System.Numerics.Tensors;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>One row of an input that is repeated along some axes, added to the output, and its gradient summed along them.</summary>
internal static unsafe class Broadcasting<TShape>
    where TShape : struct, IAddShape
{
    private static int Axes => TShape.Dimensions.Length;

    private static int LastSize => TShape.Dimensions[^1];

    /// <summary>Adds the input to the output.</summary>
    public static void Add(int input, float* values, float* output)
    {
        for (var line = 0; line < TShape.RowSize / LastSize; line++)
        {
            var target = new Span<float>(output + ((nint)line * LastSize), LastSize);
            var from = values + InputOffset(input, line);
            if (LastStride(input) == 0)
                TensorPrimitives.Add(target, *from, target);
            else
                TensorPrimitives.Add(target, new ReadOnlySpan<float>(from, LastSize), target);
        }
    }

    /// <summary>Adds the output's gradient to the input's, which begins with zeros.</summary>
    public static void AddBack(int input, float* outputGradient, float* inputGradient)
    {
        for (var line = 0; line < TShape.RowSize / LastSize; line++)
        {
            var from = outputGradient + ((nint)line * LastSize);
            var into = inputGradient + InputOffset(input, line);
            if (LastStride(input) == 0)
            {
                *into += Sums.Sum(from, LastSize);
            }
            else
            {
                var target = new Span<float>(into, LastSize);
                TensorPrimitives.Add(target, new ReadOnlySpan<float>(from, LastSize), target);
            }
        }
    }

    private static int LastStride(int input) => TShape.Strides[(input * Axes) + Axes - 1];

    // Where the input has line number `line` of the output, a line being its last axis.
    private static nint InputOffset(int input, int line)
    {
        nint offset = 0;
        for (var axis = Axes - 2; axis >= 0; axis--)
        {
            (line, var at) = Math.DivRem(line, TShape.Dimensions[axis]);
            offset += (nint)at * TShape.Strides[(input * Axes) + axis];
        }
        return offset;
    }
}
