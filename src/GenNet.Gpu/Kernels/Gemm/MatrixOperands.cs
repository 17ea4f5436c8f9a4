using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Numbers of a matrix that is a factor: as the right factor B that lies row by row, its lines are the columns.</summary>
internal struct MatrixLayout
{
    public ArrayView<float> Values;

    /// <summary>From one to the next of what lies apart.</summary>
    public int Stride;

    /// <summary>Number of lines.</summary>
    public int Lines;

    /// <summary>Length of a line.</summary>
    public int Depth;

    /// <summary>From matrix to matrix of a batch.</summary>
    public long BatchStride;

    /// <summary>1 where all fours of values begin on a boundary of 16 bytes, else 0.</summary>
    public int IsAligned;
}

/// <summary>A matrix whose lines lie one after another: the left factor as it is, the right one transposed.</summary>
internal struct LineByLine : ITileOperand<LineByLine>
{
    public MatrixLayout Matrix;

    public static bool IsAlongDepth => true;

    public static LinePlace PlaceOf(LineByLine operand, int batch, int line) =>
        new() { Line = line, Offset = (operand.Matrix.BatchStride * batch) + ((long)line * operand.Matrix.Stride) };

    public static F4 Load(LineByLine operand, LinePlace place, int depth) =>
        Fours.Load(operand.Matrix.Values, place.Offset + depth, place.Line < operand.Matrix.Lines ? operand.Matrix.Depth - depth : 0, operand.Matrix.IsAligned);
}

/// <summary>A matrix whose lines lie side by side: the left factor transposed, the right one as it is.</summary>
internal struct SideBySide : ITileOperand<SideBySide>
{
    public MatrixLayout Matrix;

    public static bool IsAlongDepth => false;

    public static LinePlace PlaceOf(SideBySide operand, int batch, int line) => new() { Line = line, Offset = (operand.Matrix.BatchStride * batch) + line };

    public static F4 Load(SideBySide operand, LinePlace place, int depth) => Fours.Load(
        operand.Matrix.Values,
        place.Offset + ((long)depth * operand.Matrix.Stride),
        depth < operand.Matrix.Depth ? operand.Matrix.Lines - place.Line : 0,
        operand.Matrix.IsAligned);
}
