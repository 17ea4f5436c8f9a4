using System.Globalization;
using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>What is taken of a tensor, as contracts write it: <c>..., 1:3</c>.</summary>
internal static class SliceText
{
    /// <summary>The kind of the operation.</summary>
    public const string Operation = "GetItem";

    /// <summary>Its argument.</summary>
    public const string Key = "key";

    /// <summary>The operation; null if the text is none.</summary>
    public static GetItemSpec? Read(string? text)
    {
        var items = text?.Split(',').Select(static item => Item(item.Trim())).ToArray();
        return items is null || Array.Exists(items, static item => item is null) ? null : new(items.Select(static item => item!.Value).ToEquatableArray());
    }

    private static SliceItem? Item(string text)
    {
        if (text == "...")
            return SliceItem.Ellipsis;
        if (text == "None")
            return SliceItem.NewAxis;
        var parts = text.Split(':');
        var numbers = parts.Select(static part => int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : (int?)null).ToArray();
        if (parts.Length > 3 || parts.Zip(numbers, static (part, number) => part.Length > 0 && number is null).Any(static wrong => wrong))
            return null;
        return parts.Length > 1 ? SliceItem.Range(numbers[0], numbers[1], parts.Length == 3 ? numbers[2] ?? 1 : 1)
            : numbers[0] is { } index ? SliceItem.At(index) : null;
    }
}
