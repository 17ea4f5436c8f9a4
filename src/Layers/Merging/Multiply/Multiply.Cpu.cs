using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a Multiply layer, or of <c>a * b</c>.</summary>
public interface IMultiplyShape : IBroadcastShape;

/// <summary>The product of several inputs, element by element, on the CPU.</summary>
public static unsafe class MultiplyKernel<TShape>
    where TShape : struct, IMultiplyShape
{
    private const int PieceOfLine = 256;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output) => BroadcastPieces<TShape>.Forward<Multiplying>(pass, inputs, output);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output) => Forward(pass, inputs, output);

    /// <summary>Gradients: of each input the output's, times all other inputs.</summary>
    public static void Backward(
        in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output, TensorRef outputGradient, ReadOnlySpan<TensorRef> inputGradients) =>
        BroadcastPieces<TShape>.Backward<Gradient>(pass, inputs, outputGradient, inputGradients);

    private readonly struct Gradient : IBroadcastGradient<TShape>
    {
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
                                Multiply(piece, other, inputs[other].Pointer + (row * TShape.InputSizes[other]), line, start);
                        }
                        Broadcasting<TShape>.AddBack(input, piece, line, start, inputGradient);
                    }
                }
            }
        }

        private static void Multiply(Span<float> piece, int input, float* values, int line, int start)
        {
            var from = values + Broadcasting<TShape>.InputOffset(input, line);
            if (Broadcasting<TShape>.IsRepeated(input))
                Multiplying.Apply(piece, *from);
            else
                Multiplying.Apply(piece, new ReadOnlySpan<float>(from + start, piece.Length));
        }
    }
}
