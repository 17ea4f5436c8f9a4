namespace GenNet.Specs;

/// <summary>What a layer takes: the names of its kernels' parameters, and how many. One called <see cref="Mask"/> takes the mask that flows with the first, unless a call gives another.</summary>
/// <param name="Names">Parameter names in order; the ones from <paramref name="Required"/> on may be left out. Of a variadic layer just <c>inputs</c>.</param>
/// <param name="Required">The least number of inputs.</param>
/// <param name="IsVariadic">Whether any number of inputs of at least <paramref name="Required"/> is taken, as a span.</param>
public sealed record LayerInputs(EquatableArray<string> Names, int Required, bool IsVariadic)
{
    /// <summary>The name of an input that says which elements count.</summary>
    public const string Mask = "mask";

    /// <summary>One input.</summary>
    public static LayerInputs One { get; } = new(EquatableArray.Of("input"), 1, false);

    /// <summary>One input and, where given, a mask of its timesteps or elements (not differentiated).</summary>
    public static LayerInputs OneWithMask { get; } = new(EquatableArray.Of("input", Mask), 1, false);

    /// <summary>The place of the mask; -1 if the layer takes none.</summary>
    public int MaskIndex => IsVariadic ? -1 : Names.ToList().IndexOf(Mask);

    /// <summary>Any number of inputs of at least one.</summary>
    public static LayerInputs Many { get; } = new(EquatableArray.Of("inputs"), 1, true);
}
