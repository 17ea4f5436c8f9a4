namespace GenNet.Kernels;

/// <summary>
/// Cuts elements into pieces for the threads. The cut depends on the elements alone, so what a piece computes is the same whatever the
/// number of threads.
/// </summary>
/// <param name="count">Number of elements.</param>
/// <param name="unit">Pieces hold whole units of so many elements.</param>
/// <param name="pieceSize">About how many elements are worth a piece.</param>
internal readonly struct WorkSplit(nint count, int unit, int pieceSize)
{
    private readonly nint _count = count;
    private readonly nint _piece = Math.Max(1, (pieceSize + unit - 1) / unit) * (nint)unit;

    /// <summary>Number of pieces.</summary>
    public int Pieces => checked((int)((_count + _piece - 1) / _piece));

    /// <summary>First element and number of elements of piece <paramref name="index"/>.</summary>
    public (nint Start, nint Count) this[int index]
    {
        get
        {
            var start = index * _piece;
            return (start, Math.Min(_piece, _count - start));
        }
    }

    /// <summary>Does all pieces of <paramref name="body"/>.</summary>
    public void Run<TBody>(WorkerPool workers, ref TBody body)
        where TBody : struct, IParallelBody
    {
        if (Pieces == 1)
            body.Invoke(0, 0);
        else
            workers.For(Pieces, ref body);
    }
}
