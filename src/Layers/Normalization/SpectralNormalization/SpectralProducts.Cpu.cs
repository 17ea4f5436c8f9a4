using System.Numerics;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Products of a kernel's matrix W with the two vectors of power iteration, shared among threads by the elements of the result.</summary>
internal unsafe struct SpectralProducts<TShape> : IParallelBody
    where TShape : struct, ISpectralDivisionShape
{
    private const int ParallelPiece = 16 * 1024;
    private const int ColumnsOfPiece = 64;

    public float* Kernel;
    public float* U;
    public float* V;
    private WorkSplit _split;
    private bool _isOfColumns;

    /// <summary>v = u·Wᵀ.</summary>
    public void MultiplyRows(WorkerPool workers)
    {
        _isOfColumns = false;
        _split = new(TShape.KernelRows, 1, Math.Max(1, ParallelPiece / TShape.KernelColumns));
        _split.Run(workers, ref this);
    }

    /// <summary>u = v·W.</summary>
    public void MultiplyColumns(WorkerPool workers)
    {
        _isOfColumns = true;
        _split = new(TShape.KernelColumns, 1, Math.Max(ColumnsOfPiece, ParallelPiece / TShape.KernelRows));
        _split.Run(workers, ref this);
    }

    public readonly void Invoke(int index, int worker)
    {
        var (start, count) = _split[index];
        if (_isOfColumns)
        {
            for (var column = start; column < start + count; column += Vector<float>.Count)
                Columns(column, (int)Math.Min(Vector<float>.Count, start + count - column));
            return;
        }
        for (var row = start; row < start + count; row++)
            V[row] = Sums.Dot(U, Kernel + (row * TShape.KernelColumns), TShape.KernelColumns);
    }

    private readonly void Columns(nint column, int length)
    {
        BlockedSum sums = default;
        for (var first = 0; first < TShape.KernelRows; first += BlockedSum.Block)
        {
            var sum = Vector<float>.Zero;
            for (var row = first; row < Math.Min(first + BlockedSum.Block, TShape.KernelRows); row++)
                sum = Vector.FusedMultiplyAdd(Elementwise.LoadPart(Kernel + ((nint)row * TShape.KernelColumns) + column, length), Vector.Create(V[row]), sum);
            sums.Add(sum);
        }
        for (var k = 0; k < length; k++)
            U[column + k] = (float)sums[k];
    }
}
