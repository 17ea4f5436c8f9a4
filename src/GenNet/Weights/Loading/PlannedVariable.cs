namespace GenNet.Weights;

/// <summary>A variable, and the array it takes its values from.</summary>
/// <param name="State">What becomes of it.</param>
/// <param name="Report">What is to be said of it.</param>
/// <param name="Source">The array; null if it keeps what it has.</param>
internal sealed record PlannedVariable(PlannedState State, LoadedVariable Report, StoredTensor? Source);

/// <summary>What becomes of a variable.</summary>
internal enum PlannedState
{
    /// <summary>It takes the values of an array.</summary>
    Loaded,
    /// <summary>The file has nothing for it.</summary>
    Missing,
    /// <summary>What the file has for it, or for another variable of its layer, does not fit.</summary>
    Mismatched,
    /// <summary>It begins anew, as the class declares.</summary>
    BeginsAnew,
    /// <summary>Its layer is not among those that were asked for: it keeps what it has.</summary>
    NotSelected,
}
