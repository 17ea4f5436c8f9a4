namespace GenNet.Kernels;

/// <summary>Constants of a call that brings several inputs to one shape and computes element by element.</summary>
public interface IBroadcastShape
{
    /// <summary>Output values a row.</summary>
    static abstract int RowSize { get; }

    /// <summary>Values a row of each input.</summary>
    static abstract ReadOnlySpan<int> InputSizes { get; }

    /// <summary>The output's axes, merged where all inputs behave alike.</summary>
    static abstract ReadOnlySpan<int> Dimensions { get; }

    /// <summary>Of each input in turn, the distance of neighbours along each of <see cref="Dimensions"/>; 0 where it is repeated.</summary>
    static abstract ReadOnlySpan<int> Strides { get; }
}
