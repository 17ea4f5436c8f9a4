using GenNet.Kernels;

namespace GenNet.Layers;

public readonly unsafe ref partial struct CustomPass
{
    private const int WordsAtOnce = 256;
    private const int RowShift = 28;
    private const int DrawShift = 59;

    /// <summary>
    /// Fills <paramref name="values"/> with random numbers from 0, inclusive, to 1. They are a function of seed, training step, call, row and <paramref name="draw"/>: <c>Backward</c> gets the same
    /// ones, and no number of threads changes them. Philox4x32-10 (Salmon et al., 2011).
    /// </summary>
    /// <param name="values">Where they go, at most 2³⁰.</param>
    /// <param name="row">The row that they are for, of those of this call.</param>
    /// <param name="draw">Which of a row's independent sequences, 0 to 31.</param>
    public void FillUniform(Span<float> values, int row, int draw = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)draw, 32u, nameof(draw));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(values.Length, 1 << 30, nameof(values));
        Span<uint> words = stackalloc uint[WordsAtOnce];
        var counter = ((ulong)draw << DrawShift) | ((ulong)(_firstRow + row) << RowShift);
        for (var start = 0; start < values.Length; start += WordsAtOnce, counter += WordsAtOnce / 4)
        {
            Philox.Fill(words, _seed, counter, _stream);
            var part = values.Slice(start, Math.Min(WordsAtOnce, values.Length - start));
            for (var i = 0; i < part.Length; i++)
                part[i] = (words[i] >> 8) * (1f / (1 << 24));
        }
    }
}
