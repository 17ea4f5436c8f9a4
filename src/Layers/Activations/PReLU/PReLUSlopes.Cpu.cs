using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>
/// The gradient of the slopes: Σ g·x over the values below 0. Rows are summed in pieces, whose number depends on the sizes alone, and then the pieces in order.
/// </summary>
internal static unsafe class PReLUSlopes<TShape>
    where TShape : struct, IPReLUShape
{
    private const int ValuesPerPiece = 16 * 1024;
    private const int MaxPieces = 64;
    private const int PieceOfLine = 256;
    private const int Slopes = 1;

    /// <summary>Adds it to <paramref name="alphaGradient"/>.</summary>
    public static void Add(in Pass pass, float* input, float* outputGradient, float* alphaGradient)
    {
        var size = TShape.InputSizes[Slopes];
        var pieces = (int)Math.Clamp((long)pass.Rows * TShape.RowSize / ValuesPerPiece, 1, Math.Min(MaxPieces, Math.Max(pass.Rows, 1)));
        var body = new Pieces
        {
            Input = input,
            OutputGradient = outputGradient,
            Partials = pieces == 1 ? alphaGradient : Scratch.Take(ScratchUse.Partials, (nint)pieces * size),
            Rows = pass.Rows,
            Count = pieces,
        };
        if (pieces > 1)
            new Span<float>(body.Partials, pieces * size).Clear();
        pass.Workers.For(pieces, ref body);
        for (var piece = 0; pieces > 1 && piece < pieces; piece++)
        {
            for (var slope = 0; slope < size; slope++)
                alphaGradient[slope] += body.Partials[((nint)piece * size) + slope];
        }
    }

    private struct Pieces : IParallelBody
    {
        public float* Input;
        public float* OutputGradient;
        public float* Partials;
        public int Rows;
        public int Count;

        public readonly void Invoke(int piece, int worker)
        {
            var products = stackalloc float[PieceOfLine];
            var end = (long)(piece + 1) * Rows / Count;
            for (var row = (long)piece * Rows / Count; row < end; row++)
            {
                for (var line = 0; line < Broadcasting<TShape>.Lines; line++)
                {
                    for (var start = 0; start < Broadcasting<TShape>.LineSize; start += PieceOfLine)
                    {
                        var length = Math.Min(PieceOfLine, Broadcasting<TShape>.LineSize - start);
                        var at = ((nint)row * TShape.RowSize) + ((nint)line * Broadcasting<TShape>.LineSize) + start;
                        for (var i = 0; i < length; i++)
                            products[i] = Input[at + i] < 0 ? Input[at + i] * OutputGradient[at + i] : 0;
                        Broadcasting<TShape>.AddBack(Slopes, new(products, length), line, start, Partials + ((nint)piece * TShape.InputSizes[Slopes]));
                    }
                }
            }
        }
    }
}
