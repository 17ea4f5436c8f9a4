namespace GenNet.Layers;

/// <summary>The axes of a row in another order; see <see cref="Specs.AxisOrder"/>.</summary>
public interface IAxisOrderShape
{
    /// <summary>Values a row.</summary>
    static abstract int RowSize { get; }

    /// <summary>The axes in the new order.</summary>
    static abstract ReadOnlySpan<int> Dimensions { get; }

    /// <summary>The distance of their neighbours in the old order.</summary>
    static abstract ReadOnlySpan<int> Strides { get; }

    /// <summary>Bytes of a value.</summary>
    static abstract int ElementSize { get; }
}
