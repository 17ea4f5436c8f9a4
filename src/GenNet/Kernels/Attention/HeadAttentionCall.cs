using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>Where everything of a call of an attention with several heads lies, positions row by row.</summary>
internal unsafe struct HeadAttentionCall<TShape>
    where TShape : struct, IHeadAttentionShape
{
    /// <summary>Projected queries, (rows, positions, heads · keyDim), times the scale once the heads have been computed.</summary>
    public float* Query;

    /// <summary>Projected keys.</summary>
    public float* Key;

    /// <summary>Projected values.</summary>
    public float* Value;

    /// <summary>Weights, (rows, groups, heads, queries, keys); null where nobody keeps them.</summary>
    public float* Weights;

    /// <summary>What was attended to, (rows, positions, heads · valueDim).</summary>
    public float* Attended;

    /// <summary>The gate; null for none.</summary>
    public float* Gate;

    /// <summary>What was attended to times the gate.</summary>
    public float* Gated;

    /// <summary>Masks.</summary>
    public AttentionTensors Masks;

    /// <summary>Queries of a group.</summary>
    public int Queries;

    /// <summary>Keys of a group.</summary>
    public int Keys;

    /// <summary>Batch rows.</summary>
    public int Rows;

    /// <summary>Whether weights are dropped.</summary>
    public bool Drops;

    /// <summary>What is dropped.</summary>
    public ElementDropout Dropout;

    /// <summary>Groups of a row.</summary>
    public static int Others => TShape.Groups * TShape.Inner;

    /// <summary>Heads that a head of keys and values serves.</summary>
    public static int Repeats => TShape.QueryHeads / TShape.KeyValueHeads;

    /// <summary>Values of a position's queries.</summary>
    public static int QuerySize => TShape.QueryHeads * TShape.KeyDim;

    /// <summary>Values of a position's keys.</summary>
    public static int KeySize => TShape.KeyValueHeads * TShape.KeyDim;

    /// <summary>Values of a position's values.</summary>
    public static int ValueSize => TShape.KeyValueHeads * TShape.ValueDim;

    /// <summary>Values of a position of what was attended to.</summary>
    public static int AttendedSize => TShape.QueryHeads * TShape.ValueDim;

    /// <summary>Query positions of all rows.</summary>
    public readonly int QueryPositions => checked(Rows * Others * Queries);

    /// <summary>Key positions of all rows.</summary>
    public readonly int KeyPositions => checked(Rows * Others * Keys);

    /// <summary>Pieces of work: each head of keys and values of each group.</summary>
    public readonly int Pieces => checked(Rows * Others * TShape.KeyValueHeads);

    /// <summary>Queries whose scores stay in the cache together.</summary>
    public readonly int Block => Math.Clamp(16 * 1024 / Math.Max(1, Keys), 16, Math.Max(16, Queries));

    /// <summary>Places everything of a pass behind each other.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="memory">What is kept for the backward pass; none at inference.</param>
    /// <param name="hasGate">Whether there is a gate.</param>
    /// <param name="scores">Where the weights are returned, if they are.</param>
    /// <param name="masks">The masks.</param>
    public static HeadAttentionCall<TShape> Of(in Pass pass, TensorRef memory, bool hasGate, TensorRef scores, AttentionTensors masks)
    {
        var call = new HeadAttentionCall<TShape>
        {
            Rows = pass.Rows,
            Queries = TShape.QueryHasRunTimeLength ? pass.Length : TShape.Queries,
            Keys = TShape.KeyHasRunTimeLength ? pass.Length : TShape.Keys,
            Masks = masks,
            Drops = pass.Training && TShape.Dropout > 0,
            Dropout = new(TShape.Dropout, TShape.HasSeed ? (ulong)TShape.Seed : pass.Seed, RandomStreams.Layer(TShape.Stream, pass.Step)),
        };
        var keepsWeights = !memory.IsNone && scores.IsNone;
        var weights = keepsWeights ? (nint)call.Rows * Others * TShape.QueryHeads * call.Queries * call.Keys : 0;
        var attended = (nint)call.QueryPositions * AttendedSize;
        var count = ((nint)call.QueryPositions * QuerySize) + ((nint)call.KeyPositions * (KeySize + ValueSize)) + weights + (attended * (hasGate ? 3 : 1));
        var at = memory.IsNone ? Scratch.Take(ScratchUse.AttentionValues, count) : memory.Pointer;
        call.Query = at;
        call.Key = call.Query + ((nint)call.QueryPositions * QuerySize);
        call.Value = call.Key + ((nint)call.KeyPositions * KeySize);
        call.Attended = call.Value + ((nint)call.KeyPositions * ValueSize);
        var next = call.Attended + attended;
        if (hasGate)
        {
            call.Gate = next;
            next += attended;
            // Made again in the backward pass.
            call.Gated = memory.IsNone ? next : Scratch.Take(ScratchUse.AttentionValues, attended);
        }
        call.Weights = keepsWeights ? next : scores.Pointer;
        return call;
    }

    /// <summary>Piece <paramref name="piece"/>: which head of which group.</summary>
    public readonly HeadPlace Place(int piece)
    {
        var (rest, head) = Math.DivRem(piece, TShape.KeyValueHeads);
        var (row, other) = Math.DivRem(rest, Others);
        var (group, inner) = Math.DivRem(other, TShape.Inner);
        var outer = ((nint)row * TShape.Groups) + group;
        return new(head, rest, (outer * Queries * TShape.Inner) + inner, (outer * Keys * TShape.Inner) + inner, MaskOf(row, other, outer, inner));
    }

    /// <summary>Number of the first weight of a head of a group.</summary>
    public readonly nint FirstWeight(int group, int head) => (((nint)group * TShape.QueryHeads) + head) * Queries * Keys;

    private readonly AttentionMask MaskOf(int row, int other, nint outer, int inner)
    {
        var (query, key) = ((outer * Queries * TShape.Inner) + inner, (outer * Keys * TShape.Inner) + inner);
        var pairs = ((nint)row * TShape.MasksPerRow) + (TShape.MasksPerRow == 1 ? 0 : other);
        return new()
        {
            Queries = Masks.Queries == null ? null : Masks.Queries + query,
            Values = Masks.Values == null ? null : Masks.Values + key,
            Keys = Masks.Keys == null ? null : Masks.Keys + key,
            Pairs = Masks.Pairs == null ? null : Masks.Pairs + (pairs * Queries * Keys),
            Stride = TShape.Inner,
            Count = Keys,
            IsCausal = TShape.IsCausal,
            Window = TShape.Window,
            WithoutKeys = TShape.AttendsToAllWithoutAny ? WithoutKeys.AttendsToAllAlike : WithoutKeys.AttendsToNone,
        };
    }
}

/// <summary>A head of keys and values of one group.</summary>
/// <param name="head">Its number.</param>
/// <param name="group">Number of the group through all rows.</param>
/// <param name="query">Its first query position.</param>
/// <param name="key">Its first key position.</param>
/// <param name="mask">Which keys its queries attend to.</param>
internal readonly struct HeadPlace(int head, int group, nint query, nint key, AttentionMask mask)
{
    public int Head { get; } = head;

    public int Group { get; } = group;

    public nint Query { get; } = query;

    public nint Key { get; } = key;

    public AttentionMask Mask { get; } = mask;
}

/// <summary>The masks of a call.</summary>
internal readonly unsafe struct AttentionTensors(TensorRef queries, TensorRef values, TensorRef keys, TensorRef pairs)
{
    public byte* Queries { get; } = (byte*)queries.Pointer;

    public byte* Values { get; } = (byte*)values.Pointer;

    public byte* Keys { get; } = (byte*)keys.Pointer;

    public byte* Pairs { get; } = (byte*)pairs.Pointer;
}
