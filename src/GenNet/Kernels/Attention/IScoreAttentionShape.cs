namespace GenNet.Layers;

/// <summary>Constants of a call of an attention without projections.</summary>
public interface IScoreAttentionShape
{
    /// <summary>Positions of the query, or their bound.</summary>
    static abstract int Queries { get; }

    /// <summary>Positions of key and value, or their bound.</summary>
    static abstract int Keys { get; }

    /// <summary>Whether the query has as many positions as the model's length at run time says.</summary>
    static abstract bool QueryHasRunTimeLength { get; }

    /// <summary>Whether key and value have.</summary>
    static abstract bool KeyHasRunTimeLength { get; }

    /// <summary>Size of a query and of a key.</summary>
    static abstract int Features { get; }

    /// <summary>Size of a value.</summary>
    static abstract int ValueFeatures { get; }

    /// <summary>Whether scores are sums of tanh, and not scalar products.</summary>
    static abstract bool IsAdditive { get; }

    /// <summary>Whether a position attends to those up to its own number alone.</summary>
    static abstract bool IsCausal { get; }

    /// <summary>The share of weights to drop in training.</summary>
    static abstract float Dropout { get; }

    /// <summary>Whether the layer has a seed of its own.</summary>
    static abstract bool HasSeed { get; }

    /// <summary>That seed.</summary>
    static abstract int Seed { get; }

    /// <summary>Number of the call in the model.</summary>
    static abstract int Stream { get; }
}
