using GenNet.Gpu.Kernels;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Where everything of a call of an attention with several heads lies on a GPU, positions row by row; see <see cref="HeadAttentionCall{TShape}"/>. Weights are never kept.</summary>
internal readonly struct GpuHeadAttentionCall<TShape>
    where TShape : struct, IHeadAttentionShape
{
    /// <summary>Places everything of a pass behind each other.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="memory">What is kept for the backward pass; none at inference.</param>
    /// <param name="hasGate">Whether there is a gate.</param>
    /// <param name="returnsWeights">Whether the weights are returned: then the backward pass' memory has no place in their stead.</param>
    public GpuHeadAttentionCall(in GpuPass pass, GpuTensorRef memory, bool hasGate, bool returnsWeights)
    {
        (Queries, Keys) = (TShape.QueryHasRunTimeLength ? pass.Length : TShape.Queries, TShape.KeyHasRunTimeLength ? pass.Length : TShape.Keys);
        Groups = checked(pass.Rows * Others);
        (QueryPositions, KeyPositions) = (checked(Groups * Queries), checked(Groups * Keys));
        var sizes = (Query: (long)QueryPositions * QuerySize, Key: (long)KeyPositions * KeySize, Value: (long)KeyPositions * ValueSize, LogSums: (long)QueryPositions * TShape.QueryHeads);
        var kept = sizes.Query + sizes.Key + sizes.Value + (Attendeds * (hasGate ? 2 : 1));
        var at = memory.IsNone ? pass.Scratch(ScratchUse.AttentionValues, kept) : memory;
        (Query, Key, Value) = (at, at.Skip(sizes.Query), at.Skip(sizes.Query + sizes.Key));
        Attended = at.Skip(sizes.Query + sizes.Key + sizes.Value);
        Gate = hasGate ? Attended.Skip(Attendeds) : default;
        var keepsLogSums = !memory.IsNone && !returnsWeights;
        var rest = pass.Scratch(ScratchUse.AttentionWeights, (keepsLogSums ? 0 : sizes.LogSums) + (hasGate ? Attendeds : 0) + 1);
        LogSums = keepsLogSums ? at.Skip(kept) : rest.Skip(hasGate ? Attendeds : 0);
        Gated = hasGate ? rest : Attended;
    }

    /// <summary>Groups of a row.</summary>
    public static int Others => TShape.Groups * TShape.Inner;

    /// <summary>Values of a position's queries.</summary>
    public static int QuerySize => TShape.QueryHeads * TShape.KeyDim;

    /// <summary>Values of a position's keys.</summary>
    public static int KeySize => TShape.KeyValueHeads * TShape.KeyDim;

    /// <summary>Values of a position's values.</summary>
    public static int ValueSize => TShape.KeyValueHeads * TShape.ValueDim;

    /// <summary>Values of a position of what was attended to.</summary>
    public static int AttendedSize => TShape.QueryHeads * TShape.ValueDim;

    /// <summary>Queries of a group.</summary>
    public int Queries { get; }

    /// <summary>Keys of a group.</summary>
    public int Keys { get; }

    /// <summary>Groups of all rows.</summary>
    public int Groups { get; }

    /// <summary>Query positions of all rows.</summary>
    public int QueryPositions { get; }

    /// <summary>Key positions of all rows.</summary>
    public int KeyPositions { get; }

    /// <summary>Projected queries.</summary>
    public GpuTensorRef Query { get; }

    /// <summary>Projected keys.</summary>
    public GpuTensorRef Key { get; }

    /// <summary>Projected values.</summary>
    public GpuTensorRef Value { get; }

    /// <summary>What was attended to.</summary>
    public GpuTensorRef Attended { get; }

    /// <summary>The gate; none without.</summary>
    public GpuTensorRef Gate { get; }

    /// <summary>What was attended to times the gate.</summary>
    public GpuTensorRef Gated { get; }

    /// <summary>Of each query's head the logarithm of the sum of its exponentials.</summary>
    public GpuTensorRef LogSums { get; }

    /// <summary>Values of what was attended to, all rows.</summary>
    public long Attendeds => (long)QueryPositions * AttendedSize;

    /// <summary>The projection of the query.</summary>
    public GpuProjection OfQuery => new(QueryPositions, TShape.QueryFeatures, QuerySize);

    /// <summary>That of the query to the gate.</summary>
    public GpuProjection OfGate => new(QueryPositions, TShape.QueryFeatures, AttendedSize);

    /// <summary>That of the key.</summary>
    public GpuProjection OfKey => new(KeyPositions, TShape.KeyFeatures, KeySize);

    /// <summary>That of the value.</summary>
    public GpuProjection OfValue => new(KeyPositions, TShape.ValueFeatures, ValueSize);

    /// <summary>That of what was attended to.</summary>
    public GpuProjection OfOutput => new(QueryPositions, AttendedSize, TShape.OutputFeatures);

    /// <summary>Sizes, masks and dropout of the attention between the projections.</summary>
    public AttentionShape Shape(in GpuPass pass, GpuTensorRef queryMask, GpuTensorRef valueMask, GpuTensorRef keyMask, GpuTensorRef pairMask) => new()
    {
        Heads = TShape.QueryHeads,
        KeyValueHeads = TShape.KeyValueHeads,
        Queries = Queries,
        Keys = Keys,
        Inner = TShape.Inner,
        KeyDim = TShape.KeyDim,
        ValueDim = TShape.ValueDim,
        Scale = TShape.Scale,
        IsCausal = TShape.IsCausal ? 1 : 0,
        Window = TShape.Window,
        QueryMask = queryMask.Or(Query).Rest.Cast<byte>(),
        ValueMask = valueMask.Or(Query).Rest.Cast<byte>(),
        KeyMask = keyMask.Or(Query).Rest.Cast<byte>(),
        PairMask = pairMask.Or(Query).Rest.Cast<byte>(),
        HasQueryMask = queryMask.IsNone ? 0 : 1,
        HasValueMask = valueMask.IsNone ? 0 : 1,
        HasKeyMask = keyMask.IsNone ? 0 : 1,
        HasPairMask = pairMask.IsNone ? 0 : 1,
        GroupsOfMask = TShape.MasksPerRow == 1 ? Others : 1,
        AttendsToAllWithoutAny = TShape.AttendsToAllWithoutAny ? 1 : 0,
        Drops = pass.Training && TShape.Dropout > 0 ? 1 : 0,
        DropKey = TShape.HasSeed ? (ulong)TShape.Seed : pass.Seed,
        DropStream = RandomStreams.Layer(TShape.Stream, pass.Step),
        DropThreshold = (uint)Math.Min(TShape.Dropout * 4294967296.0, uint.MaxValue),
        DropScale = TShape.Dropout < 1 ? 1 / (1 - TShape.Dropout) : 0,
    };
}
