namespace GenNet.Specs;

/// <summary>What a layer takes: the names of its kernels' parameters, and how many.</summary>
/// <param name="Names">Parameter names in order; the ones from <paramref name="Required"/> on may be left out. Of a variadic layer just <c>inputs</c>.</param>
/// <param name="Required">The least number of inputs.</param>
/// <param name="IsVariadic">Whether any number of inputs of at least <paramref name="Required"/> is taken, as a span.</param>
public sealed record LayerInputs(EquatableArray<string> Names, int Required, bool IsVariadic)
{
    /// <summary>One input.</summary>
    public static LayerInputs One { get; } = new(EquatableArray.Of("input"), 1, false);

    /// <summary>One input and, where given, a mask of its timesteps or elements (not differentiated).</summary>
    public static LayerInputs OneWithMask { get; } = new(EquatableArray.Of("input", "mask"), 1, false);

    /// <summary>Any number of inputs of at least one.</summary>
    public static LayerInputs Many { get; } = new(EquatableArray.Of("inputs"), 1, true);
}
