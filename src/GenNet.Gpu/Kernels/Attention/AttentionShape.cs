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
    public int KeyDim;
    public int ValueDim;

    /// <summary>What scores are multiplied by.</summary>
    public float Scale;

    /// <summary>1 where a query attends to keys up to its own number alone, else 0.</summary>
    public int IsCausal;

    /// <summary>A query attends to keys less than so many away; 0 for all.</summary>
    public int Window;

    /// <summary>(batch, keys): whether each key counts; any memory without <see cref="HasKeyMask"/>.</summary>
    public ArrayView<byte> KeyMask;

    /// <summary>(batch, queries, keys): for each query whether each key counts; any memory without <see cref="HasPairMask"/>.</summary>
    public ArrayView<byte> PairMask;

    public int HasKeyMask;
    public int HasPairMask;

    /// <summary>1 where a query with no key to attend to attends to all alike, 0 where to none.</summary>
    public int AttendsToAllWithoutAny;
}
