using GenNet.Specs;

namespace GenNet;

/// <summary>What is taken of one axis of a tensor: <c>x[.., 1..3, ^1]</c>. The first axis is the batch, of which a <c>Forward</c> body takes all.</summary>
public readonly struct TensorIndex
{
    private TensorIndex(SliceItem item) => Item = item;

    /// <summary>All axes that are not named.</summary>
    public static TensorIndex Ellipsis => new(SliceItem.Ellipsis);

    /// <summary>An axis of size 1 that the tensor doesn't have. Keras: <c>None</c>.</summary>
    public static TensorIndex NewAxis => new(SliceItem.NewAxis);

    internal SliceItem Item { get; }

    /// <summary>Positions as Python's <c>start:stop:step</c> takes them; negative ones from the end.</summary>
    /// <param name="start">The first; null for the first there is, or the last if <paramref name="step"/> is negative.</param>
    /// <param name="stop">The one behind the last; null for all that are left.</param>
    /// <param name="step">From one to the next, not 0.</param>
    public static TensorIndex Slice(int? start, int? stop, int step) => new(SliceItem.Range(start, stop, step));

    /// <summary>One position, negative from the end; the axis is left out.</summary>
    public static implicit operator TensorIndex(int index) => new(SliceItem.At(index));

    /// <summary>One position; the axis is left out.</summary>
    public static implicit operator TensorIndex(Index index) => new(SliceItem.At(index.IsFromEnd ? -index.Value : index.Value));

    /// <summary>Positions from one to before another.</summary>
    public static implicit operator TensorIndex(Range range) => new(SliceItem.Range(Bound(range.Start), Bound(range.End)));

    private static int? Bound(Index index) => !index.IsFromEnd ? index.Value : index.Value == 0 ? null : -index.Value;
}
