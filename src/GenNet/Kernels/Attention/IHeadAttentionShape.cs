namespace GenNet.Layers;

/// <summary>Constants of a call of an attention with several heads.</summary>
public interface IHeadAttentionShape
{
    /// <summary>Heads that ask.</summary>
    static abstract int QueryHeads { get; }

    /// <summary>Heads of keys and values, a divisor of <see cref="QueryHeads"/>.</summary>
    static abstract int KeyValueHeads { get; }

    /// <summary>Size of a head's queries and keys.</summary>
    static abstract int KeyDim { get; }

    /// <summary>Size of a head's values.</summary>
    static abstract int ValueDim { get; }

    /// <summary>Size of the query's last axis.</summary>
    static abstract int QueryFeatures { get; }

    /// <summary>Size of the key's last axis.</summary>
    static abstract int KeyFeatures { get; }

    /// <summary>Size of the value's last axis.</summary>
    static abstract int ValueFeatures { get; }

    /// <summary>Values of a position of the output.</summary>
    static abstract int OutputFeatures { get; }

    /// <summary>Groups of positions a row, by axes in front of those that are attended along.</summary>
    static abstract int Groups { get; }

    /// <summary>Groups that lie position by position beside each other, by axes behind them.</summary>
    static abstract int Inner { get; }

    /// <summary>Positions of the query in a group, or their bound.</summary>
    static abstract int Queries { get; }

    /// <summary>Positions of key and value in a group, or their bound.</summary>
    static abstract int Keys { get; }

    /// <summary>Whether the query has as many positions as the model's length at run time says.</summary>
    static abstract bool QueryHasRunTimeLength { get; }

    /// <summary>Whether key and value have.</summary>
    static abstract bool KeyHasRunTimeLength { get; }

    /// <summary>What queries are multiplied by.</summary>
    static abstract float Scale { get; }

    /// <summary>Whether a position attends to those up to its own number alone.</summary>
    static abstract bool IsCausal { get; }

    /// <summary>A position attends to those less than so many away; 0 for all.</summary>
    static abstract int Window { get; }

    /// <summary>Masks of queries and keys that a batch row has: one, or one for each group.</summary>
    static abstract int MasksPerRow { get; }

    /// <summary>Whether a query with no key to attend to attends to all alike, and not to none.</summary>
    static abstract bool AttendsToAllWithoutAny { get; }

    /// <summary>The share of weights to drop in training.</summary>
    static abstract float Dropout { get; }

    /// <summary>Whether the layer has a seed of its own.</summary>
    static abstract bool HasSeed { get; }

    /// <summary>That seed.</summary>
    static abstract int Seed { get; }

    /// <summary>Number of the call in the model.</summary>
    static abstract int Stream { get; }
}
