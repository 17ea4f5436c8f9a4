namespace GenNet.Weights.Hdf5;

/// <summary>The dimensions of a dataset or attribute.</summary>
/// <param name="Dimensions">None for a scalar.</param>
/// <param name="MaxDimensions">How far each may grow; -1 without limit.</param>
/// <param name="IsNull">Whether there are no elements at all, not even one.</param>
internal sealed record Dataspace(IReadOnlyList<long> Dimensions, IReadOnlyList<long> MaxDimensions, bool IsNull = false)
{
    public const int MaxRank = 32;

    private const int HasMaxima = 1;

    /// <summary>No elements at all.</summary>
    public static Dataspace Nothing { get; } = new([0], [0], IsNull: true);

    public static Dataspace Read(Hdf5Image image, ByteCursor cursor)
    {
        var version = cursor.U8();
        var rank = cursor.U8();
        var flags = cursor.U8();
        var isNull = false;
        switch (version)
        {
            case 1:
                cursor.Skip(5);
                break;
            case 2:
                var kind = cursor.U8();
                if (kind > 2 || (kind == 1) != (rank > 0))
                    throw image.Damaged($"a dataspace of kind {kind} and rank {rank} is not possible");
                isNull = kind == 2;
                break;
            default:
                throw image.Damaged($"there is no dataspace version {version}");
        }
        if (isNull)
            return Nothing;
        if (rank > MaxRank || (flags & ~3) != 0)
            throw image.Damaged($"a dataspace of rank {rank} is not possible");
        var dimensions = new long[rank];
        for (var i = 0; i < rank; i++)
        {
            var dimension = cursor.U64();
            dimensions[i] = dimension <= long.MaxValue ? (long)dimension : throw image.Damaged($"a dimension of {dimension} is not possible");
        }
        return new(dimensions, (flags & HasMaxima) != 0 ? ReadMaxima(image, ref cursor, dimensions) : dimensions);
    }

    /// <summary>Bytes of all elements.</summary>
    /// <exception cref="WeightFileException">The number overflows.</exception>
    public ulong Size(Hdf5Image image, uint elementSize)
    {
        if (IsNull || Dimensions.Contains(0))
            return 0;
        UInt128 size = elementSize;
        for (var axis = 0; axis < Dimensions.Count; axis++)
        {
            size *= (ulong)Dimensions[axis];
            if (size > long.MaxValue)
                throw image.Damaged($"shape {ShapeFormat.Of(Dimensions)} has more elements than can be counted");
        }
        return (ulong)size;
    }

    private static long[] ReadMaxima(Hdf5Image image, ref ByteCursor cursor, long[] dimensions)
    {
        var maxima = new long[dimensions.Length];
        for (var i = 0; i < maxima.Length; i++)
        {
            var maximum = cursor.U64();
            if (maximum < (ulong)dimensions[i] || maximum is > long.MaxValue and not ulong.MaxValue)
                throw image.Damaged($"a dimension of {dimensions[i]} may grow to {maximum}, which is not possible");
            maxima[i] = (long)maximum;
        }
        return maxima;
    }
}
