namespace GenNet.Generators.Planning;

/// <summary>
/// Gives out places in an arena and takes them back: best fit, so that the tightest hole is filled first. Sizes and offsets are float32
/// values per batch row, in multiples of 16: a place begins at offset · rows, which then lies on 64 bytes whatever the batch.
/// </summary>
internal sealed class ArenaAllocator
{
    private const int Alignment = 16;

    private readonly SortedDictionary<int, int> _holes = [];
    private readonly Dictionary<int, int> _taken = [];

    /// <summary>Size of the arena so far.</summary>
    public int Size { get; private set; }

    /// <summary>A place of at least <paramref name="size"/> values.</summary>
    public int Allocate(long size)
    {
        var rounded = checked((int)((size + Alignment - 1) / Alignment * Alignment));
        var best = _holes.Where(hole => hole.Value >= rounded).OrderBy(static hole => hole.Value).Select(static hole => (int?)hole.Key).FirstOrDefault();
        var offset = best ?? TakeEnd(rounded);
        if (best is not null)
        {
            var rest = _holes[offset] - rounded;
            _holes.Remove(offset);
            if (rest > 0)
                _holes[offset + rounded] = rest;
        }
        _taken[offset] = rounded;
        return offset;
    }

    /// <summary>Takes back the place at <paramref name="offset"/>.</summary>
    public void Free(int offset)
    {
        var size = _taken[offset];
        _taken.Remove(offset);
        var before = _holes.Where(hole => hole.Key + hole.Value == offset).Select(static hole => (int?)hole.Key).FirstOrDefault();
        if (before is { } start)
        {
            size += _holes[start];
            offset = start;
        }
        if (_holes.TryGetValue(offset + size, out var after))
        {
            _holes.Remove(offset + size);
            size += after;
        }
        _holes[offset] = size;
    }

    // A hole at the end is grown rather than left.
    private int TakeEnd(int size)
    {
        var last = _holes.Where(hole => hole.Key + hole.Value == Size).Select(static hole => (int?)hole.Key).FirstOrDefault();
        var offset = last ?? Size;
        if (last is { } hole)
            _holes.Remove(hole);
        Size = checked(offset + size);
        return offset;
    }
}
