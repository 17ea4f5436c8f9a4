using System.Text.Json;
using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>What a call of <c>GetItem</c> takes of a tensor, <c>x[:, 1:3]</c>, as Keras writes it.</summary>
internal static class KerasSlices
{
    /// <summary>The items.</summary>
    /// <exception cref="SpecException">One of them is none that GenNet knows.</exception>
    public static EquatableArray<SliceItem> Read(JsonElement key) =>
        key.ValueKind == JsonValueKind.Array ? key.EnumerateArray().Select(Item).ToEquatableArray() : EquatableArray.Of(Item(key));

    private static SliceItem Item(JsonElement item)
    {
        if (item.ValueKind is JsonValueKind.Null)
            return SliceItem.NewAxis;
        if (item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var index))
            return SliceItem.At(index);
        if (KerasObject.TryRead(item, out var value) && value.ClassName == "__ellipsis__")
            return SliceItem.Ellipsis;
        if (KerasObject.TryRead(item, out value) && value.ClassName == "__slice__" && (Bound(value, "step") ?? 1) is not 0 and var step)
            return SliceItem.Range(Bound(value, "start"), Bound(value, "stop"), step);
        throw new SpecException($"operation GetItem takes {KerasArguments.Shortened(item)}, and GenNet's takes whole numbers, ranges, ... and None");
    }

    private static int? Bound(KerasObject slice, string name) => slice.Entry(name) switch
    {
        { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var value) => value,
        var other => throw new SpecException($"operation GetItem takes a range with {name} {KerasArguments.Shortened(other)}, which must be a whole number", name),
    };
}
