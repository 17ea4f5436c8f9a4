using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Vectors of one head from some position on.</summary>
[GpuKernel]
internal struct AttentionVectors
{
    public ArrayView<float> Values;

    /// <summary>Where the first vector lies.</summary>
    public long Begin;

    /// <summary>From vector to vector.</summary>
    public int Stride;

    /// <summary>How many there are.</summary>
    public int Count;

    /// <summary>Values of a vector.</summary>
    public int Size;

    /// <summary>1 where all fours of values begin on a boundary of 16 bytes, else 0.</summary>
    public int IsAligned;

    /// <summary>Those of queries, or of what is as they are.</summary>
    public static AttentionVectors OfQueries(AttentionShape shape, ArrayView<float> values, int size, int batch, int head, int first) => new()
    {
        Values = values,
        Begin = AttentionShape.QueryAt(shape, batch, first, head) * size,
        Stride = shape.Inner * shape.Heads * size,
        Count = shape.Queries - first,
        Size = size,
        IsAligned = shape.IsAligned,
    };

    /// <summary>Those of keys, or of values.</summary>
    public static AttentionVectors OfKeys(AttentionShape shape, ArrayView<float> values, int size, int batch, int head, int first) => new()
    {
        Values = values,
        Begin = AttentionShape.KeyAt(shape, batch, first, head) * size,
        Stride = shape.Inner * shape.KeyValueHeads * size,
        Count = shape.Keys - first,
        Size = size,
        IsAligned = shape.IsAligned,
    };

    /// <summary>Four values of a vector, 0 beyond its end and for vectors that there aren't.</summary>
    public static F4 Load(AttentionVectors of, int vector, int first) =>
        Fours.Load(of.Values, of.Begin + ((long)vector * of.Stride) + first, vector < of.Count ? of.Size - first : 0, of.IsAligned);

    /// <summary>Stores four values of a vector, of those that there are.</summary>
    public static void Store(AttentionVectors of, int vector, int first, F4 values)
    {
        if (vector < of.Count & first < of.Size)
            Fours.Store(of.Values, of.Begin + ((long)vector * of.Stride) + first, of.Size - first, of.IsAligned, values);
    }
}
