namespace GenNet.Layers;

/// <summary>A product of two tensors as matrix products; see <see cref="Specs.ProductAxes"/>, which says what the members are.</summary>
public interface IProductShape
{
    /// <summary>Sizes of all axes: of those that tell matrices apart, rows, columns and depth; −1 for the batch.</summary>
    static abstract ReadOnlySpan<int> Sizes { get; }

    /// <summary>Their distances in the left factor.</summary>
    static abstract ReadOnlySpan<int> Left { get; }

    /// <summary>Their distances in the right factor.</summary>
    static abstract ReadOnlySpan<int> Right { get; }

    /// <summary>Their distances in the result.</summary>
    static abstract ReadOnlySpan<int> Result { get; }

    /// <summary>How many axes tell matrices apart.</summary>
    static abstract int MatrixAxes { get; }

    /// <summary>How many are rows.</summary>
    static abstract int RowAxes { get; }

    /// <summary>How many are columns.</summary>
    static abstract int ColumnAxes { get; }
}
