using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>
/// Copies rows from one order of axes to another and back. The plane of the axis that is last in the old order and of the one that is last in the new one is copied in
/// tiles, so that both sides are read and written in whole cache lines.
/// </summary>
internal static unsafe class AxisOrdering<TShape>
    where TShape : struct, IAxisOrderShape
{
    private const int PieceSize = 16 * 1024;

    private static int Last => TShape.Dimensions.Length - 1;

    // The axis whose neighbours lie side by side in the old order.
    private static int Inner => TShape.Strides.IndexOf(1);

    private static int PlaneSize => Inner == Last ? TShape.Dimensions[Last] : TShape.Dimensions[Last] * TShape.Dimensions[Inner];

    /// <summary>From the old order to the new.</summary>
    public static void Apply(in Pass pass, TensorRef from, TensorRef to) => Run(pass, old: from, ordered: to, isBack: false);

    /// <summary>From the new order to the old.</summary>
    public static void Undo(in Pass pass, TensorRef from, TensorRef to) => Run(pass, old: to, ordered: from, isBack: true);

    private static void Run(in Pass pass, TensorRef old, TensorRef ordered, bool isBack)
    {
        switch (TShape.ElementSize)
        {
            case 1: Run<byte>(pass, old, ordered, isBack); break;
            case 8: Run<long>(pass, old, ordered, isBack); break;
            default: Run<float>(pass, old, ordered, isBack); break;
        }
    }

    private static void Run<T>(in Pass pass, TensorRef old, TensorRef ordered, bool isBack)
        where T : unmanaged
    {
        var planes = new Planes<T>
        {
            Old = (T*)old.Pointer,
            Ordered = (T*)ordered.Pointer,
            IsBack = isBack,
            Split = new((nint)pass.Rows * TShape.RowSize, PlaneSize, PieceSize),
        };
        planes.Split.Run(pass.Workers, ref planes);
    }

    private struct Planes<T> : IParallelBody
        where T : unmanaged
    {
        private const int Tile = 16;

        public T* Old;
        public T* Ordered;
        public bool IsBack;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var plane = start / PlaneSize; plane < (start + count) / PlaneSize; plane++)
                CopyPlane(plane);
        }

        private readonly void CopyPlane(nint plane)
        {
            var (old, ordered, row) = Places(plane);
            var from = Old + (row * TShape.RowSize) + old;
            var to = Ordered + (row * TShape.RowSize) + ordered;
            if (Inner == Last)
            {
                Copy(from, to, TShape.Dimensions[Last]);
                return;
            }
            var (columns, rows) = (TShape.Dimensions[Last], TShape.Dimensions[Inner]);
            var (oldStride, orderedStride) = (TShape.Strides[Last], OrderedStride(Inner));
            for (var r = 0; r < rows; r += Tile)
            {
                for (var c = 0; c < columns; c += Tile)
                    CopyTile(from, to, (r, Math.Min(r + Tile, rows)), (c, Math.Min(c + Tile, columns)), oldStride, orderedStride);
            }
        }

        private readonly void CopyTile(T* old, T* ordered, (int First, int End) rows, (int First, int End) columns, int oldStride, int orderedStride)
        {
            for (var r = rows.First; r < rows.End; r++)
            {
                for (var c = columns.First; c < columns.End; c++)
                {
                    if (IsBack)
                        old[((nint)c * oldStride) + r] = ordered[((nint)r * orderedStride) + c];
                    else
                        ordered[((nint)r * orderedStride) + c] = old[((nint)c * oldStride) + r];
                }
            }
        }

        private readonly void Copy(T* old, T* ordered, int count)
        {
            if (IsBack)
                new ReadOnlySpan<T>(ordered, count).CopyTo(new(old, count));
            else
                new ReadOnlySpan<T>(old, count).CopyTo(new(ordered, count));
        }

        // Where a plane begins in both orders, and in which batch row it lies.
        private static (nint Old, nint Ordered, nint Row) Places(nint plane)
        {
            nint old = 0, ordered = 0, stride = 1;
            for (var axis = Last; axis >= 0; axis--)
            {
                if (axis != Last && axis != Inner)
                {
                    (plane, var at) = Math.DivRem(plane, TShape.Dimensions[axis]);
                    old += at * TShape.Strides[axis];
                    ordered += at * stride;
                }
                stride *= TShape.Dimensions[axis];
            }
            return (old, ordered, plane);
        }

        private static int OrderedStride(int axis)
        {
            var stride = 1;
            for (var inner = Last; inner > axis; inner--)
                stride *= TShape.Dimensions[inner];
            return stride;
        }
    }
}
