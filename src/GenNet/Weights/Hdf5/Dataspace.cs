namespace GenNet.Weights.Hdf5;

/// <summary>The dimensions of a dataset or attribute.</summary>
/// <param name="Dimensions">None for a scalar.</param>
/// <param name="IsNull">Whether there are no elements at all, not even one.</param>
internal sealed record Dataspace(IReadOnlyList<long> Dimensions, bool IsNull = false)
{
    private const int MaxRank = 32;

    public static Dataspace Read(Hdf5Image image, ByteCursor cursor)
    {
        var version = cursor.U8();
        var rank = cursor.U8();
        var flags = cursor.U8();
        switch (version)
        {
            case 1:
                cursor.Skip(5);
                break;
            case 2:
                if (cursor.U8() == 2)
                    return new([0], IsNull: true);
                break;
            default:
                throw image.Damaged($"there is no dataspace version {version}");
        }
        if (rank > MaxRank || (flags & ~3) != 0)
            throw image.Damaged($"a dataspace of rank {rank} is not possible");
        var dimensions = new long[rank];
        for (var i = 0; i < rank; i++)
        {
            var dimension = cursor.U64();
            dimensions[i] = dimension <= long.MaxValue ? (long)dimension : throw image.Damaged($"a dimension of {dimension} is not possible");
        }
        return new(dimensions);
    }

    /// <summary>Bytes of all elements.</summary>
    /// <exception cref="WeightFileException">The number overflows.</exception>
    public ulong Size(Hdf5Image image, uint elementSize)
    {
        if (IsNull || Dimensions.Contains(0))
            return 0;
        UInt128 size = elementSize;
        foreach (var dimension in Dimensions)
        {
            size *= (ulong)dimension;
            if (size > long.MaxValue)
                throw image.Damaged($"shape {ShapeFormat.Of(Dimensions)} has more elements than can be counted");
        }
        return (ulong)size;
    }
}
