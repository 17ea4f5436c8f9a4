using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>
/// A contract says <c>valid</c> of a padding that does nothing (<see cref="EffectivePadding"/>), which an input of another size may end, though nobody changed the layer. Where the two paddings are one and the same
/// on the sizes of the version that says <c>valid</c>, both are given the older one's.
/// </summary>
internal static class EqualPaddings
{
    private const string Padding = "padding";
    private const string Valid = "valid";
    private const string Same = "same";

    /// <summary><paramref name="now"/> with the paddings of <paramref name="old"/> that only sizes made others.</summary>
    public static ContractVersion Aligned(ContractVersion now, ContractVersion old)
    {
        if (old.Inputs.Count != now.Inputs.Count || old.Inputs.Zip(now.Inputs, static (before, after) => before.Shape == after.Shape).All(static equal => equal))
            return now;
        var before = old.Layers.ToDictionary(static layer => layer.Name, StringComparer.Ordinal);
        return now with
        {
            Layers = now.Layers.Select(layer => before.TryGetValue(layer.Name, out var was) && was.Kind == layer.Kind && DoNothing(layer, now, was, old) ? With(layer, PaddingOf(was)!) : layer).ToEquatableArray(),
        };
    }

    private static bool DoNothing(ContractLayer layer, ContractVersion now, ContractLayer was, ContractVersion old) => (PaddingOf(was), PaddingOf(layer)) switch
    {
        (Valid, Same) => AreOne(was, old),
        (Same, Valid) => AreOne(layer, now),
        _ => false,
    };

    private static bool AreOne(ContractLayer layer, ContractVersion version) => CallOrder.Of(version).Sorted.Where(call => call.Layer?.Name == layer.Name).All(call =>
        ValueTypes.Of(version).InputsOf(call) is { } inputs && SizedLayer.Of(layer, inputs) is { } spec && EffectivePadding.Of(spec.With(Padding, Same), [inputs]) == Valid);

    private static string? PaddingOf(ContractLayer layer) => layer.Arguments.FirstOrDefault(static a => a.Name == Padding)?.Value;

    private static ContractLayer With(ContractLayer layer, string padding) =>
        layer with { Arguments = layer.Arguments.Select(a => a.Name == Padding ? a with { Value = padding } : a).ToEquatableArray() };
}
