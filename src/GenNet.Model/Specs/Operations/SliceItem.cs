using System.Globalization;

namespace GenNet.Specs;

/// <summary>What is taken of one axis.</summary>
/// <param name="Kind">What kind of item it is.</param>
/// <param name="Start">The position, or the first one; from the end if negative; null for the first or, backwards, the last.</param>
/// <param name="Stop">The one after the last; from the end if negative; null for all that are left.</param>
/// <param name="Step">From position to position.</param>
public readonly record struct SliceItem(SliceKind Kind, int? Start = null, int? Stop = null, int Step = 1)
{
    /// <summary>All of an axis.</summary>
    public static SliceItem All { get; } = new(SliceKind.Range);

    /// <summary>All axes that are left.</summary>
    public static SliceItem Ellipsis { get; } = new(SliceKind.Ellipsis);

    /// <summary>An axis of size 1 that the tensor doesn't have.</summary>
    public static SliceItem NewAxis { get; } = new(SliceKind.NewAxis);

    /// <summary>Positions from one to before another, the first written as Python's <c>:stop</c> where it is the axis' first anyway.</summary>
    public static SliceItem Range(int? start, int? stop, int step = 1) => new(SliceKind.Range, start == 0 && step > 0 ? null : start, stop, step);

    /// <summary>One position, which leaves out the axis.</summary>
    public static SliceItem At(int index) => new(SliceKind.Index, index);

    /// <summary>The positions that it takes of an axis of <paramref name="size"/>, as Python counts them; null if there are none.</summary>
    public EquatableArray<int>? Positions(int size)
    {
        if (Kind == SliceKind.Index)
        {
            var index = Start < 0 ? Start.Value + size : Start!.Value;
            return index >= 0 && index < size ? EquatableArray.Of(index) : null;
        }
        var first = Bound(Start, size, Step > 0 ? 0 : size - 1, Step > 0 ? size : size - 1);
        var end = Bound(Stop, size, Step > 0 ? size : -1, Step > 0 ? size : size - 1);
        var positions = new List<int>();
        for (var position = first; Step > 0 ? position < end : position > end; position += Step)
            positions.Add(position);
        return positions.Count > 0 ? positions.ToEquatableArray() : null;
    }

    /// <summary>As Python writes it.</summary>
    public string ToKerasString() => Kind switch
    {
        SliceKind.Index => Text(Start),
        SliceKind.Ellipsis => "...",
        SliceKind.NewAxis => "None",
        _ => $"{Text(Start)}:{Text(Stop)}{(Step == 1 ? "" : ":" + Text(Step))}",
    };

    /// <summary>As C# writes it.</summary>
    public string ToCSharp() => Kind switch
    {
        SliceKind.Index => FromEnd(Start),
        SliceKind.Ellipsis => "TensorIndex.Ellipsis",
        SliceKind.NewAxis => "TensorIndex.NewAxis",
        _ when Step == 1 => $"{FromEnd(Start)}..{FromEnd(Stop)}",
        _ => $"TensorIndex.Slice({Text(Start) switch { "" => "null", var start => start }}, {Text(Stop) switch { "" => "null", var stop => stop }}, {Text(Step)})",
    };

    private static int Bound(int? given, int size, int @default, int most) => given is { } value
        ? Math.Min(Math.Max(value < 0 ? value + size : value, most == size ? 0 : -1), most)
        : @default;

    private static string Text(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string FromEnd(int? value) => value < 0 ? "^" + Text(-value) : Text(value);
}

/// <summary>Kinds of items.</summary>
public enum SliceKind
{
    /// <summary>Positions, the axis stays.</summary>
    Range,
    /// <summary>One position, the axis goes.</summary>
    Index,
    /// <summary>All axes that are left.</summary>
    Ellipsis,
    /// <summary>A new axis of size 1.</summary>
    NewAxis,
}
