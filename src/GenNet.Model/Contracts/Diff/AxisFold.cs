using System.Globalization;
using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>A call that makes one axis of several: in which order elements stand in it.</summary>
/// <param name="Call">The call.</param>
/// <param name="Sizes">The axes that it puts in a row, without those of one element; of a Concatenate the parts that it joins.</param>
/// <param name="First">The first axis of its result that is made so.</param>
/// <param name="Made">Sizes of the axes that are made so; null if they aren't known.</param>
internal sealed record AxisFold(ContractCall Call, int[] Sizes, int First, int[]? Made)
{
    private const string Joining = "Concatenate";

    /// <summary>What <paramref name="call"/> folds; null if it folds nothing.</summary>
    public static AxisFold? Of(ContractCall call, ValueTypes types)
    {
        var joins = call.Kind == Joining;
        if (!joins && call.Kind is not ("Flatten" or "Reshape") && !call.Arguments.Any(static a => a is { Name: "layer", Value: "Flatten" or "Reshape" }))
            return null;
        if (types.InputsOf(call) is not { Count: > 0 } inputs || types.Of(call.Value) is not { } output)
            return types.NearestOf(call) is { } nearest && !joins ? new(call, Longer(nearest.Shape.Dimensions), 0, null) : null;
        int[] before = [.. inputs[0].Shape.Dimensions], after = [.. output.Shape.Dimensions];
        if (joins)
        {
            var axis = Enumerable.Range(0, after.Length).FirstOrDefault(axis => before[axis] != after[axis]);
            return new(call, [.. inputs.Select(input => input.Shape[axis])], axis, [after[axis]]);
        }
        // Axes in front and behind that stay what they are.
        var last = CommonEnd(before, after);
        var first = before.Zip(after, static (a, b) => a == b).Take(Math.Min(before.Length, after.Length) - last).TakeWhile(static equal => equal).Count();
        return new(call, Longer(before.Skip(first).Take(before.Length - first - last)), first, [.. after.Skip(first).Take(after.Length - first - last)]);
    }

    /// <summary>
    /// The axes of the result along which as many elements stand in another order than <paramref name="old"/> has them; none of them, but not null, where they aren't known. Where one only divides the axes of the
    /// other further, as 8,8 and 64, the order is the same.
    /// </summary>
    public int[]? MovedFrom(AxisFold old)
    {
        var (before, after) = (Borders(old.Sizes), Borders(Sizes));
        if (before.Max() != after.Max() || before.IsSubsetOf(after) || after.IsSubsetOf(before))
            return null;
        if (Made is null || Call.Kind == Joining)
            return Made is null ? [] : [First];
        // Between what both count alike from the end, and from the front.
        var (inner, outer) = (Product(Sizes.Reverse().Take(CommonEnd(old.Sizes, Sizes))), Product(Sizes.Skip(CommonStart(old.Sizes, Sizes))));
        var moved = new List<int>();
        var stride = 1L;
        for (var axis = Made.Length - 1; axis >= 0; axis--)
        {
            if (stride < outer && stride * Made[axis] > inner)
                moved.Add(First + axis);
            stride *= Made[axis];
        }
        return [.. moved];
    }

    /// <summary>What it puts in a row, in words.</summary>
    public string Text => string.Join(",", Sizes.Select(static size => size.ToString(CultureInfo.InvariantCulture)));

    // Numbers of elements from one step of an axis to the next; of parts, where they begin.
    private HashSet<long> Borders(int[] sizes)
    {
        var joins = Call.Kind == Joining;
        var border = joins ? 0L : 1L;
        var borders = new HashSet<long> { border };
        foreach (var size in Enumerable.Reverse(sizes))
            borders.Add(border = joins ? border + size : border * size);
        return borders;
    }

    private static int CommonEnd(int[] one, int[] other) => CommonStart([.. Enumerable.Reverse(one)], [.. Enumerable.Reverse(other)]);

    private static int CommonStart(int[] one, int[] other) => one.Zip(other, static (a, b) => a == b).TakeWhile(static equal => equal).Count();

    private static long Product(IEnumerable<int> sizes) => sizes.Aggregate(1L, static (product, size) => product * size);

    private static int[] Longer(IEnumerable<int> sizes) => [.. sizes.Where(static size => size > 1)];
}
