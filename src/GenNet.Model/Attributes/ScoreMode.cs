namespace GenNet;

/// <summary>How <see cref="AttentionAttribute"/> scores a key for a query.</summary>
public enum ScoreMode
{
    /// <summary>By their scalar product.</summary>
    Dot,

    /// <summary>By the sum of tanh(query + key), times a weight.</summary>
    Concat,
}
