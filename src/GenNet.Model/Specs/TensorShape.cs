using System.Globalization;

namespace GenNet.Specs;

/// <summary>Dimensions of a tensor, without the batch for activations.</summary>
public readonly record struct TensorShape(EquatableArray<int> Dimensions)
{
    /// <summary>A shape of the given dimensions.</summary>
    public static TensorShape Of(params int[] dimensions) => new(new(dimensions));

    /// <summary>Number of dimensions.</summary>
    public int Rank => Dimensions.Count;

    /// <summary>Dimension <paramref name="axis"/>, counted from the end if negative.</summary>
    public int this[int axis] => Dimensions[axis < 0 ? axis + Rank : axis];

    /// <summary>Product of the dimensions; 1 for a scalar.</summary>
    public long ElementCount
    {
        get
        {
            // Asked for in every step of training: an enumerator would be allocated.
            var count = 1L;
            for (var axis = 0; axis < Rank; axis++)
                count = checked(count * Dimensions[axis]);
            return count;
        }
    }

    /// <summary>As in the weight contract and in messages: <c>3,3,1,32</c>; empty for a scalar.</summary>
    public override string ToString() =>
        string.Join(",", Dimensions.Select(static d => d.ToString(CultureInfo.InvariantCulture)));

    /// <summary>As Keras prints it with the batch in front, and None for what isn't known before a call: <c>(None, 28, 28, 1)</c>.</summary>
    /// <param name="hasRunTimeLength">Whether that is so of the first dimension, too.</param>
    public string ToBatchString(bool hasRunTimeLength) =>
        $"(None{string.Concat(Dimensions.Select((size, axis) => ", " + (hasRunTimeLength && axis == 0 ? "None" : size.ToString(CultureInfo.InvariantCulture))))})";

    /// <summary>As Keras prints it: <c>(3, 3, 1, 32)</c>, <c>(10,)</c>, <c>()</c>.</summary>
    public string ToKerasString() =>
        Rank == 1 ? $"({this},)" : $"({string.Join(", ", Dimensions.Select(static d => d.ToString(CultureInfo.InvariantCulture)))})";
}
