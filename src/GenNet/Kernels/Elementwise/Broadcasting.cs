using System.Numerics.Tensors;

namespace GenNet.Kernels;

/// <summary>One row of an input that may be repeated along some axes: what it does to the output, and its gradient summed along them.</summary>
internal static unsafe class Broadcasting<TShape>
    where TShape : struct, IBroadcastShape
{
    private static int Axes => TShape.Dimensions.Length;

    /// <summary>Lines of a row: runs along the last axis.</summary>
    public static int Lines => TShape.RowSize / LineSize;

    /// <summary>Values of a line.</summary>
    public static int LineSize => TShape.Dimensions.IsEmpty ? 1 : TShape.Dimensions[^1];

    /// <summary>Whether the input has the output's shape.</summary>
    public static bool IsWhole(int input) => TShape.InputSizes[input] == TShape.RowSize;

    /// <summary>Whether a line has one value of the input, repeated.</summary>
    public static bool IsRepeated(int input) => !TShape.Dimensions.IsEmpty && TShape.Strides[(input * Axes) + Axes - 1] == 0;

    /// <summary>Where the input has line number <paramref name="line"/> of the output.</summary>
    public static nint InputOffset(int input, int line)
    {
        nint offset = 0;
        for (var axis = Axes - 2; axis >= 0; axis--)
        {
            (line, var at) = Math.DivRem(line, TShape.Dimensions[axis]);
            offset += (nint)at * TShape.Strides[(input * Axes) + axis];
        }
        return offset;
    }

    /// <summary>Combines <paramref name="rows"/> rows of the input with what the output holds.</summary>
    public static void Apply<TOperator>(int input, float* values, float* output, int rows)
        where TOperator : struct, IBroadcastOperator
    {
        if (IsWhole(input))
        {
            TOperator.Apply(new(output, rows * TShape.RowSize), new ReadOnlySpan<float>(values, rows * TShape.RowSize));
            return;
        }
        for (var row = 0; row < rows; row++, values += TShape.InputSizes[input], output += TShape.RowSize)
        {
            for (var line = 0; line < Lines; line++)
            {
                var target = new Span<float>(output + ((nint)line * LineSize), LineSize);
                var from = values + InputOffset(input, line);
                if (IsRepeated(input))
                    TOperator.Apply(target, *from);
                else
                    TOperator.Apply(target, new ReadOnlySpan<float>(from, LineSize));
            }
        }
    }

    /// <summary>Adds a piece of a line of the output's gradient to the input's, which begins with zeros.</summary>
    /// <param name="input">The input.</param>
    /// <param name="gradient">The piece.</param>
    /// <param name="line">The line.</param>
    /// <param name="start">Where in the line the piece begins.</param>
    /// <param name="inputGradient">One row of the input's gradient.</param>
    public static void AddBack(int input, ReadOnlySpan<float> gradient, int line, int start, float* inputGradient)
    {
        var into = inputGradient + InputOffset(input, line);
        if (IsRepeated(input))
        {
            fixed (float* pointer = gradient)
                *into += Sums.Sum(pointer, gradient.Length);
        }
        else
        {
            var target = new Span<float>(into + start, gradient.Length);
            TensorPrimitives.Add(target, gradient, target);
        }
    }

    /// <summary>The gradient of an input whose values go into the output as they are: the output's, summed where they are repeated.</summary>
    public static void SumBack(int input, float* outputGradient, float* inputGradient, int rows)
    {
        var result = new Span<float>(inputGradient, rows * TShape.InputSizes[input]);
        if (IsWhole(input))
        {
            new ReadOnlySpan<float>(outputGradient, result.Length).CopyTo(result);
            return;
        }
        result.Clear();
        for (var row = 0; row < rows; row++, inputGradient += TShape.InputSizes[input], outputGradient += TShape.RowSize)
        {
            for (var line = 0; line < Lines; line++)
                AddBack(input, new(outputGradient + ((nint)line * LineSize), LineSize), line, 0, inputGradient);
        }
    }
}

/// <summary>How an input is combined with what the output holds.</summary>
internal interface IBroadcastOperator
{
    /// <summary>With a value for each.</summary>
    static abstract void Apply(Span<float> target, ReadOnlySpan<float> values);

    /// <summary>With one value for all.</summary>
    static abstract void Apply(Span<float> target, float value);
}

/// <summary>Puts the input in the place of what is there.</summary>
internal readonly struct Assigning : IBroadcastOperator
{
    public static void Apply(Span<float> target, ReadOnlySpan<float> values) => values.CopyTo(target);

    public static void Apply(Span<float> target, float value) => target.Fill(value);
}

/// <summary>Adds the input.</summary>
internal readonly struct Adding : IBroadcastOperator
{
    public static void Apply(Span<float> target, ReadOnlySpan<float> values) => TensorPrimitives.Add(target, values, target);

    public static void Apply(Span<float> target, float value) => TensorPrimitives.Add(target, value, target);
}

/// <summary>Subtracts the input.</summary>
internal readonly struct Subtracting : IBroadcastOperator
{
    public static void Apply(Span<float> target, ReadOnlySpan<float> values) => TensorPrimitives.Subtract(target, values, target);

    public static void Apply(Span<float> target, float value) => TensorPrimitives.Subtract(target, value, target);
}

/// <summary>Takes the larger one.</summary>
internal readonly struct Maximizing : ISelection
{
    public static void Apply(Span<float> target, ReadOnlySpan<float> values) => TensorPrimitives.Max(target, values, target);

    public static void Apply(Span<float> target, float value) => TensorPrimitives.Max(target, value, target);

    public static bool Precedes(float first, float second) => first > second;
}

/// <summary>Takes the smaller one.</summary>
internal readonly struct Minimizing : ISelection
{
    public static void Apply(Span<float> target, ReadOnlySpan<float> values) => TensorPrimitives.Min(target, values, target);

    public static void Apply(Span<float> target, float value) => TensorPrimitives.Min(target, value, target);

    public static bool Precedes(float first, float second) => first < second;
}

/// <summary>Multiplies by the input.</summary>
internal readonly struct Multiplying : IBroadcastOperator
{
    public static void Apply(Span<float> target, ReadOnlySpan<float> values) => TensorPrimitives.Multiply(target, values, target);

    public static void Apply(Span<float> target, float value) => TensorPrimitives.Multiply(target, value, target);
}
