using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>
/// Eight words of the lines of a factor on their way into shared memory. What lies along the depth stays so, 12 words from line to line, and what lies across stays across, 8 words more than there are
/// lines from word to word: so a thread stores four words at once, and the lanes of a warp, who read four words of eight lines, hit 32 banks.
/// </summary>
/// <typeparam name="TOperand">The factor.</typeparam>
/// <typeparam name="TFormat">What the words are.</typeparam>
[GpuKernel]
internal static class WordTile<TOperand, TFormat>
    where TOperand : struct, ITileOperand<TOperand>
    where TFormat : struct, ITensorFormat
{
    /// <summary>Words of a line.</summary>
    public const int Depth = 8;

    private const int LineByLineStride = 12;
    private const int Padding = 8;

    /// <summary>From line to line.</summary>
    public static int Line => TOperand.IsAlongDepth ? LineByLineStride : 1;

    /// <summary>From word to word.</summary>
    public static int Word(int lines) => TOperand.IsAlongDepth ? 1 : lines + Padding;

    /// <summary>The line, or the first of four, of four words that a thread brings.</summary>
    /// <param name="unit">Which four words.</param>
    /// <param name="lines">Lines of the tile.</param>
    public static int LineOf(int unit, int lines) => TOperand.IsAlongDepth ? unit / 2 : unit % (lines / 4) * 4;

    /// <summary>Where the four words go in a tile.</summary>
    public static int PlaceOf(int unit, int lines) => TOperand.IsAlongDepth
        ? (unit / 2 * LineByLineStride) + (unit % 2 * 4)
        : (unit / (lines / 4) * (lines + Padding)) + (unit % (lines / 4) * 4);

    /// <summary>The numbers of the four words.</summary>
    /// <param name="operand">The factor.</param>
    /// <param name="place">Place of the line.</param>
    /// <param name="depth">Depth of the tile.</param>
    /// <param name="unit">Which four words.</param>
    /// <param name="lines">Lines of the tile.</param>
    public static Numbers Load(TOperand operand, LinePlace place, int depth, int unit, int lines)
    {
        var first = depth + (TFormat.NumbersOfWord * (TOperand.IsAlongDepth ? unit % 2 * 4 : unit / (lines / 4)));
        var numbers = default(Numbers);
        numbers.First = TOperand.Load(operand, place, first);
        if (TFormat.NumbersOfWord == 2)
            numbers.Second = TOperand.Load(operand, place, first + (TOperand.IsAlongDepth ? 4 : 1));
        return numbers;
    }

    /// <summary>Stores them as words.</summary>
    public static void Store(ArrayView<uint> tile, int at, Numbers numbers)
    {
        var (first, second) = (numbers.First, numbers.Second);
        tile.Cast<Words>()[at / 4] = TFormat.NumbersOfWord == 2 && TOperand.IsAlongDepth
            ? new() { X = TFormat.Word(first.X, first.Y), Y = TFormat.Word(first.Z, first.W), Z = TFormat.Word(second.X, second.Y), W = TFormat.Word(second.Z, second.W) }
            : new() { X = TFormat.Word(first.X, second.X), Y = TFormat.Word(first.Y, second.Y), Z = TFormat.Word(first.Z, second.Z), W = TFormat.Word(first.W, second.W) };
    }

    /// <summary>What a thread has in registers until the tile is free: four numbers, or eight where a word has two.</summary>
    public struct Numbers
    {
        public F4 First;
        public F4 Second;
    }
}
