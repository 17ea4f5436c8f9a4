namespace GenNet.Weights.KerasH5;

/// <summary>A path's place among others, told from it once, since a sort compares it many times.</summary>
/// <param name="Container">What it lies in: <c>layers</c>.</param>
/// <param name="Stem">The class in snake case: <c>dense</c>.</param>
/// <param name="Number">Its number among those of the class.</param>
internal sealed record KerasPlace(string Container, string Stem, int Number) : IComparable<KerasPlace>
{
    /// <inheritdoc/>
    public int CompareTo(KerasPlace? other)
    {
        if (other is null)
            return 1;
        var order = string.CompareOrdinal(Container, other.Container);
        if (order == 0)
            order = string.CompareOrdinal(Stem, other.Stem);
        return order != 0 ? order : Number.CompareTo(other.Number);
    }
}
