using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>
/// <c>same</c> and <c>valid</c> are one and the same where no window reaches over the edge, as pooling 2 × 2 of an even image. A contract
/// says what a layer does, so it says <c>valid</c> there, and writing it the other way is no change.
/// </summary>
internal static class EffectivePadding
{
    private const string Name = "padding";

    /// <summary>Whether <paramref name="argument"/> is the padding <c>same</c>.</summary>
    public static bool Applies(LayerSpec spec, LayerArgument argument) =>
        argument.Name == Name && argument.Value == ArgumentValue.Of(Padding.Same);

    /// <summary>The padding of <paramref name="spec"/>, which is <c>same</c>, on all inputs that it is called with.</summary>
    public static string Of(LayerSpec spec, IReadOnlyList<EquatableArray<TensorType>> inputs)
    {
        var same = ArgumentValue.Of(Padding.Same).Contract;
        var valid = ArgumentValue.Of(Padding.Valid).Contract;
        try
        {
            var unpadded = spec.With(Name, valid);
            return inputs.All(i => unpadded.Infer(i).Output == spec.Infer(i).Output) ? valid : same;
        }
        catch (SpecException)
        {
            // A window larger than the input: without padding there is no such layer.
            return same;
        }
    }
}
