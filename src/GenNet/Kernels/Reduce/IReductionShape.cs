namespace GenNet.Layers;

/// <summary>
/// A tensor seen as groups of elements that a layer reduces along some axes; see <see cref="Specs.ReductionAxes"/>, which says what the
/// members are.
/// </summary>
public interface IReductionShape
{
    /// <summary>Values a row.</summary>
    static abstract int RowSize { get; }

    /// <summary>Sizes of the axes that tell groups apart.</summary>
    static abstract ReadOnlySpan<int> GroupSizes { get; }

    /// <summary>Distances of neighbours along them.</summary>
    static abstract ReadOnlySpan<int> GroupStrides { get; }

    /// <summary>Sizes of the axes that run through a group.</summary>
    static abstract ReadOnlySpan<int> MemberSizes { get; }

    /// <summary>Distances of neighbours along them.</summary>
    static abstract ReadOnlySpan<int> MemberStrides { get; }

    /// <summary>Contiguous elements of one group.</summary>
    static abstract int Run { get; }

    /// <summary>Groups side by side in memory.</summary>
    static abstract int Lanes { get; }
}
