namespace GenNet.Kernels;

/// <summary>Between which values results are kept: smaller ones become the floor, larger ones the ceiling, and NaN stays.</summary>
/// <param name="Floor">The smallest.</param>
/// <param name="Ceiling">The largest.</param>
internal readonly record struct OutputBounds(float Floor, float Ceiling)
{
    /// <summary>Any value.</summary>
    public static OutputBounds None => new(float.NegativeInfinity, float.PositiveInfinity);

    /// <summary>Of an activation that is nothing but bounds; null of any other.</summary>
    public static OutputBounds? Of(Activation activation) => activation switch
    {
        Activation.Linear => None,
        Activation.ReLU => new(0, float.PositiveInfinity),
        Activation.ReLU6 => new(0, 6),
        Activation.HardTanh => new(-1, 1),
        _ => null,
    };
}
