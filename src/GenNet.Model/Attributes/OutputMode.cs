namespace GenNet;

/// <summary>How whole numbers are encoded.</summary>
public enum OutputMode
{
    /// <summary>Each by 1 at its place, and 0 elsewhere, along a new last axis (in the place of a last axis of size 1).</summary>
    OneHot,

    /// <summary>All of a row together: 1 at the places of those that are there.</summary>
    MultiHot,

    /// <summary>All of a row together: how often each is there.</summary>
    Count,

    /// <summary>As they are.</summary>
    Int,
}
