namespace GenNet.Weights.Hdf5;

/// <summary>How chunks divide a dataset.</summary>
internal sealed class ChunkGrid(IReadOnlyList<long> dimensions, IReadOnlyList<long> chunk)
{
    public int Rank => dimensions.Count;

    /// <summary>Places for chunks; more than can be counted is the most that can.</summary>
    public long Places
    {
        get
        {
            UInt128 places = 1;
            for (var axis = 0; axis < Rank && places <= long.MaxValue; axis++)
                places *= (ulong)((dimensions[axis] / chunk[axis]) + (dimensions[axis] % chunk[axis] == 0 ? 0 : 1));
            return long.CreateSaturating(places);
        }
    }

    /// <summary>The index of a chunk's first element, which no other chunk has.</summary>
    /// <exception cref="WeightFileException">A chunk can't lie there.</exception>
    public long PlaceOf(Hdf5Image image, long[] offset)
    {
        long place = 0;
        for (var axis = 0; axis < Rank; axis++)
        {
            if (offset[axis] % chunk[axis] != 0 || offset[axis] >= dimensions[axis])
                throw image.Damaged("a chunk lies outside of its dataset");
            place = (place * dimensions[axis]) + offset[axis];
        }
        return place;
    }

    /// <summary>Puts the elements of a chunk in their places, row by row; what reaches over the edge is dropped.</summary>
    public void Place(ReadOnlySpan<byte> bytes, long[] offset, bool isBigEndian, ref ElementDestination destination)
    {
        var elementSize = destination.ElementSize;
        var last = Rank - 1;
        var row = (int)(Math.Min(chunk[last], dimensions[last] - offset[last]) * elementSize);
        var index = new long[Rank];
        while (true)
        {
            long from = 0;
            long to = 0;
            for (var axis = 0; axis < Rank; axis++)
            {
                from = (from * chunk[axis]) + index[axis];
                to = (to * dimensions[axis]) + offset[axis] + index[axis];
            }
            destination.Put(to, bytes.Slice((int)(from * elementSize), row), isBigEndian);
            var next = last - 1;
            while (next >= 0 && ++index[next] == Math.Min(chunk[next], dimensions[next] - offset[next]))
                index[next--] = 0;
            if (next < 0)
                return;
        }
    }
}
