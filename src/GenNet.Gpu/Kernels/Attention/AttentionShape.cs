using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Sizes and masks of an attention. Queries are (batch, queries, heads, key size), keys and values (batch, keys, heads of keys, key or value size).</summary>
internal struct AttentionShape
{
    /// <summary>Heads that ask.</summary>
    public int Heads;

    /// <summary>Heads of keys and values, a divisor of <see cref="Heads"/>.</summary>
    public int KeyValueHeads;

    public int Queries;
    public int Keys;

    /// <summary>Groups whose positions lie beside each other: (outer, positions, inner, heads, size).</summary>
    public int Inner;

    public int KeyDim;
    public int ValueDim;

    /// <summary>1 where all vectors begin on a boundary of 16 bytes, else 0.</summary>
    public int IsAligned;

    /// <summary>What scores are multiplied by.</summary>
    public float Scale;

    /// <summary>1 where a query attends to keys up to its own number alone, else 0.</summary>
    public int IsCausal;

    /// <summary>A query attends to keys less than so many away; 0 for all.</summary>
    public int Window;

    /// <summary>Of each query whether it counts; any memory without <see cref="HasQueryMask"/>.</summary>
    public ArrayView<byte> QueryMask;

    /// <summary>Of each value whether it counts; any memory without <see cref="HasValueMask"/>.</summary>
    public ArrayView<byte> ValueMask;

    /// <summary>Of each key whether it counts; any memory without <see cref="HasKeyMask"/>.</summary>
    public ArrayView<byte> KeyMask;

    /// <summary>(groups, queries, keys): for each query whether each key counts; any memory without <see cref="HasPairMask"/>.</summary>
    public ArrayView<byte> PairMask;

    public int HasQueryMask;
    public int HasValueMask;
    public int HasKeyMask;
    public int HasPairMask;

    /// <summary>Groups that share a mask of pairs.</summary>
    public int GroupsOfMask;

    /// <summary>1 where weights are dropped, else 0.</summary>
    public int Drops;

    /// <summary>Key of the draws.</summary>
    public ulong DropKey;

    /// <summary>Stream of the draws.</summary>
    public ulong DropStream;

    /// <summary>Words below it drop.</summary>
    public uint DropThreshold;

    /// <summary>What weights that stay are multiplied by.</summary>
    public float DropScale;

    /// <summary>1 where a query with no key to attend to attends to all alike, 0 where to none.</summary>
    public int AttendsToAllWithoutAny;

    /// <summary>Number of the vector of a query's head.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="group">The group.</param>
    /// <param name="query">The query.</param>
    /// <param name="head">The head.</param>
    [GpuKernel]
    public static long QueryAt(AttentionShape shape, int group, int query, int head) => (PositionOf(shape, group, shape.Queries, query) * shape.Heads) + head;

    /// <summary>Number of the vector of a key's head.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="group">The group.</param>
    /// <param name="key">The key.</param>
    /// <param name="head">The head of keys.</param>
    [GpuKernel]
    public static long KeyAt(AttentionShape shape, int group, int key, int head) => (PositionOf(shape, group, shape.Keys, key) * shape.KeyValueHeads) + head;

    /// <summary>Number of a weight among all, (groups, heads, queries, keys).</summary>
    [GpuKernel]
    public static long WeightAt(AttentionShape shape, int group, int head, int query, int key) => (((((long)group * shape.Heads) + head) * shape.Queries) + query) * shape.Keys + key;

    /// <summary>What dropout multiplies a weight by.</summary>
    [GpuKernel]
    public static float Kept(AttentionShape shape, int group, int head, int query, int key)
    {
        if (shape.Drops == 0)
            return 1f;
        return KeptBy(shape, DevicePhilox.WordAt(shape.DropKey, shape.DropStream, (ulong)WeightAt(shape, group, head, query, key)));
    }

    /// <summary>What dropout multiplies the weights of four keys by that follow each other. Weights are dropped.</summary>
    [GpuKernel]
    public static F4 KeptFour(AttentionShape shape, int group, int head, int query, int key)
    {
        var first = (ulong)WeightAt(shape, group, head, query, key);
        var words = DevicePhilox.WordsOf(shape.DropKey, shape.DropStream, first / 4);
        // Four weights in a row have words of one counter, or of two.
        if (first % 4 != 0)
            words = DevicePhilox.Following(words, DevicePhilox.WordsOf(shape.DropKey, shape.DropStream, (first / 4) + 1), (int)(first % 4));
        return new() { X = KeptBy(shape, words.X), Y = KeptBy(shape, words.Y), Z = KeptBy(shape, words.Z), W = KeptBy(shape, words.W) };
    }

    [GpuKernel]
    private static float KeptBy(AttentionShape shape, uint word) => word >= shape.DropThreshold ? shape.DropScale : 0f;

    /// <summary>Number of a position of a group.</summary>
    [GpuKernel]
    public static long PositionOf(AttentionShape shape, int group, int positions, int position)
    {
        var outer = group / shape.Inner;
        return ((((long)outer * positions) + position) * shape.Inner) + group - (outer * shape.Inner);
    }
}
