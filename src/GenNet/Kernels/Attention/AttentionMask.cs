namespace GenNet.Kernels;

/// <summary>What a query does that has no key to attend to.</summary>
internal enum WithoutKeys
{
    /// <summary>It attends to all keys alike.</summary>
    AttendsToAllAlike,

    /// <summary>It attends to none: its weights are 0.</summary>
    AttendsToNone,

    /// <summary>It attends as if there were no mask.</summary>
    IgnoresMask,
}

/// <summary>Which keys the queries of one group attend to, and the softmax of their scores.</summary>
internal unsafe struct AttentionMask
{
    /// <summary>Whether each query counts, <see cref="Stride"/> apart; null for all.</summary>
    public byte* Queries;

    /// <summary>Whether each value counts, <see cref="Stride"/> apart; null for all.</summary>
    public byte* Values;

    /// <summary>Whether each key counts, <see cref="Stride"/> apart; null for all.</summary>
    public byte* Keys;

    /// <summary>For each query whether each key counts; null for all.</summary>
    public byte* Pairs;

    /// <summary>From position to position of the masks.</summary>
    public int Stride;

    /// <summary>Number of keys.</summary>
    public int Count;

    /// <summary>Whether a query attends to keys up to its own number alone.</summary>
    public bool IsCausal;

    /// <summary>A query attends to keys less than so many away; 0 for all.</summary>
    public int Window;

    /// <summary>What a query does without a key.</summary>
    public WithoutKeys WithoutKeys;

    private readonly bool IsPlain => Queries == null && Values == null && Keys == null && Pairs == null && Window == 0;

    /// <summary>Makes of the scores of query <paramref name="query"/> its weights, in place.</summary>
    public readonly void Softmax(float* scores, int query)
    {
        if (IsPlain)
        {
            var count = IsCausal ? Math.Min(Count, query + 1) : Count;
            RowActivations.Softmax(scores, scores, count);
            new Span<float>(scores + count, Count - count).Clear();
            return;
        }
        if (Keeps(query))
        {
            for (var key = 0; key < Count; key++)
                scores[key] = Keeps(query, key) ? scores[key] : float.NegativeInfinity;
            RowActivations.Softmax(scores, scores, Count);
            return;
        }
        switch (WithoutKeys)
        {
            case WithoutKeys.AttendsToAllAlike: new Span<float>(scores, Count).Fill(1f / Count); break;
            case WithoutKeys.AttendsToNone: new Span<float>(scores, Count).Clear(); break;
            default: RowActivations.Softmax(scores, scores, Count); break;
        }
    }

    /// <summary>Gradients of the weights of query <paramref name="query"/> become those of its scores, in place.</summary>
    public readonly void SoftmaxBackward(float* weights, float* gradients, int query)
    {
        if (!IsPlain && WithoutKeys == WithoutKeys.AttendsToAllAlike && !Keeps(query))
            new Span<float>(gradients, Count).Clear();
        else
            RowActivations.SoftmaxBackward(weights, gradients, gradients, Count);
    }

    private readonly bool Keeps(int query)
    {
        for (var key = 0; key < Count; key++)
        {
            if (Keeps(query, key))
                return true;
        }
        return false;
    }

    private readonly bool Keeps(int query, int key) =>
        (!IsCausal || key <= query)
        && (Window == 0 || Math.Abs(query - key) < Window)
        && (Queries == null || Queries[(nint)query * Stride] != 0)
        && (Values == null || Values[(nint)key * Stride] != 0)
        && (Keys == null || Keys[(nint)key * Stride] != 0)
        && (Pairs == null || Pairs[((nint)query * Count) + key] != 0);
}
