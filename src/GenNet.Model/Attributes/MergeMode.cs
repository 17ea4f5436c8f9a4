namespace GenNet;

/// <summary>What becomes of the outputs of the two directions of a <see cref="BidirectionalAttribute"/>.</summary>
public enum MergeMode
{
    /// <summary>One after the other along the last axis.</summary>
    Concat,
    /// <summary>Their sum.</summary>
    Sum,
    /// <summary>Their product.</summary>
    Mul,
    /// <summary>Their average.</summary>
    Ave,
    /// <summary>Both are outputs.</summary>
    None,
}
