using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>An operator that takes one of the values as it is.</summary>
internal interface ISelection : IBroadcastOperator
{
    /// <summary>Whether <paramref name="first"/> is taken, and <paramref name="second"/> isn't.</summary>
    static abstract bool Precedes(float first, float second);
}

/// <summary>The gradient of such an operator: all of it goes to the first input that has the selected value.</summary>
internal readonly unsafe struct SelectedGradient<TShape, TSelection> : IBroadcastGradient<TShape>
    where TShape : struct, IBroadcastShape
    where TSelection : struct, ISelection
{
    private const int PieceOfLine = 256;

    public static void Backward(int input, ReadOnlySpan<TensorRef> inputs, nint row, int rows, float* outputGradient, float* inputGradient)
    {
        new Span<float>(inputGradient, rows * TShape.InputSizes[input]).Clear();
        var memory = stackalloc float[PieceOfLine];
        for (var last = row + rows; row < last; row++, outputGradient += TShape.RowSize, inputGradient += TShape.InputSizes[input])
        {
            for (var line = 0; line < Broadcasting<TShape>.Lines; line++)
            {
                for (var start = 0; start < Broadcasting<TShape>.LineSize; start += PieceOfLine)
                {
                    var piece = new Span<float>(memory, Math.Min(PieceOfLine, Broadcasting<TShape>.LineSize - start));
                    new ReadOnlySpan<float>(outputGradient + ((nint)line * Broadcasting<TShape>.LineSize) + start, piece.Length).CopyTo(piece);
                    for (var other = 0; other < inputs.Length; other++)
                    {
                        if (other != input)
                            ClearWhereTaken(piece, input, other, inputs, row, line, start);
                    }
                    Broadcasting<TShape>.AddBack(input, piece, line, start, inputGradient);
                }
            }
        }
    }

    // An earlier input has it unless this one precedes; a later one if that precedes.
    private static void ClearWhereTaken(Span<float> piece, int input, int other, ReadOnlySpan<TensorRef> inputs, nint row, int line, int start)
    {
        var own = ValuesOf(input, inputs, row, line, start, out var ownStep);
        var others = ValuesOf(other, inputs, row, line, start, out var step);
        for (var i = 0; i < piece.Length; i++)
        {
            var (mine, theirs) = (own[i * ownStep], others[i * step]);
            if (other < input ? !TSelection.Precedes(mine, theirs) : TSelection.Precedes(theirs, mine))
                piece[i] = 0;
        }
    }

    private static float* ValuesOf(int input, ReadOnlySpan<TensorRef> inputs, nint row, int line, int start, out int step)
    {
        step = Broadcasting<TShape>.IsRepeated(input) ? 0 : 1;
        return inputs[input].Pointer + (row * TShape.InputSizes[input]) + Broadcasting<TShape>.InputOffset(input, line) + (start * step);
    }
}
