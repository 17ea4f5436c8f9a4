using System.Globalization;
using GenNet.Specs;

namespace GenNet.Operations;

public static partial class OperationCatalog
{
    private static IEnumerable<Operation> Moves() =>
    [
        Of("Transpose", static (graph, a) => graph.Add(new TransposeSpec(a.RequiredIntegers("axes").ToEquatableArray()), a.Tensor("x")), Tensor(), Needed("axes", OperandKind.Integers) with { IsParams = true }),
        Of("Swapaxes", static (graph, a) => Moved(graph, a.Tensor("x"), [a.RequiredInteger("axis1"), a.RequiredInteger("axis2")], [a.RequiredInteger("axis2"), a.RequiredInteger("axis1")]), Tensor(), Needed("axis1", OperandKind.Integer), Needed("axis2", OperandKind.Integer)),
        Of("Moveaxis", static (graph, a) => Moved(graph, a.Tensor("x"), a.RequiredIntegers("source"), a.RequiredIntegers("destination")), Tensor(), Needed("source", OperandKind.Integers), Needed("destination", OperandKind.Integers)),
        Of("Reshape", static (graph, a) => Reshape(graph, a.Tensor("x"), a.RequiredIntegers("newshape")), Tensor(), Needed("newshape", OperandKind.Integers) with { IsParams = true }),
        Of("ExpandDims", static (graph, a) => ExpandDims(graph, a.Tensor("x"), a.RequiredIntegers("axis")), Tensor(), Needed("axis", OperandKind.Integers)),
        Of("Squeeze", static (graph, a) => Squeeze(graph, a.Tensor("x"), a.Integers("axis")), Tensor(), Optional("axis", OperandKind.Integers)),
        Of("Repeat", static (graph, a) => Repeat(graph, a.Tensor("x"), a.RequiredIntegers("repeats"), a.RequiredInteger("axis")), Tensor(), Needed("repeats", OperandKind.Integers), Needed("axis", OperandKind.Integer)),
        Of("Tile", static (graph, a) => Tile(graph, a.Tensor("x"), a.RequiredIntegers("repeats")), Tensor(), Needed("repeats", OperandKind.Integers) with { IsParams = true }),
        Of("Flip", static (graph, a) => Flip(graph, a.Tensor("x"), a.Axes("axis")), Tensor(), Needed("axis", OperandKind.Integers)),
        Of("Roll", static (graph, a) => Roll(graph, a.Tensor("x"), a.RequiredIntegers("shift"), a.Axes("axis")), Tensor(), Needed("shift", OperandKind.Integers), Needed("axis", OperandKind.Integers)),
        Of(
            "Pad", static (graph, a) => Pad(graph, a.Tensor("x"), a.RequiredIntegers("pad_width"), a.Text("mode") ?? "constant", a.Number("constant_values") ?? 0),
            Tensor(), Needed("pad_width", OperandKind.Integers), Optional("mode", OperandKind.Text), Optional("constant_values", OperandKind.Number)),
        Of("BroadcastTo", static (graph, a) => graph.Add(new BroadcastToSpec(OwnSizes("shape", a.RequiredIntegers("shape"))), a.Tensor("x")), Tensor(), Needed("shape", OperandKind.Integers) with { IsParams = true }),
        Of("Take", static (graph, a) => Take(graph, a.Tensor("x"), a.RequiredIntegers("indices"), a.RequiredInteger("axis")), Tensor(), Needed("indices", OperandKind.Integers), Needed("axis", OperandKind.Integer)),
        Of("ZerosLike", static (graph, a) => Filled(graph, a.Tensor("x"), "ZerosLike", 0), Tensor()),
        Of("OnesLike", static (graph, a) => Filled(graph, a.Tensor("x"), "OnesLike", 1), Tensor()),
        Of("FullLike", static (graph, a) => FullLike(graph, a.Tensor("x"), a.RequiredNumber("fill_value")), Tensor(), Needed("fill_value", OperandKind.Number)),
        Of("Diagonal", static (graph, a) => Diagonal(graph, a), Tensor(), Optional("offset", OperandKind.Integer), Optional("axis1", OperandKind.Integer), Optional("axis2", OperandKind.Integer)),
        Of("Trace", static (graph, a) => graph.Add(new ReduceSpec(ReduceFunction.Sum, EquatableArray.Of(-1), false), Diagonal(graph, a)), Tensor(), Optional("offset", OperandKind.Integer), Optional("axis1", OperandKind.Integer), Optional("axis2", OperandKind.Integer)),
        Of("Diff", static (graph, a) => Diff(graph, a.Tensor("a"), a.Integer("n") ?? 1, a.Integer("axis") ?? -1), Tensor("a"), Optional("n", OperandKind.Integer), Optional("axis", OperandKind.Integer)),
        Of("Fliplr", static (graph, a) => Flip(graph, a.Tensor("x"), EquatableArray.Of(1)), Tensor()),
        Of("Tril", static (graph, a) => graph.Add(new TriangleSpec(false, a.Integer("k") ?? 0), a.Tensor("x")), Tensor(), Optional("k", OperandKind.Integer)),
        Of("Triu", static (graph, a) => graph.Add(new TriangleSpec(true, a.Integer("k") ?? 0), a.Tensor("x")), Tensor(), Optional("k", OperandKind.Integer)),
        Of("WithoutMask", static (graph, a) => graph.Add(new WithoutMaskSpec(), a.Tensor("x")), Tensor()),
        Of("StopGradient", static (graph, a) => graph.Add(new StopGradientSpec(), a.Tensor("variable")), Tensor("variable")),
    ];

    private static int Axis(IOperationGraph graph, int value, int axis, string argument = "axis") => KerasAxis.WithoutBatch(axis, ShapeOf(graph, value), argument);

    private static int Moved(IOperationGraph graph, int value, int[] sources, int[] destinations)
    {
        var rank = ShapeOf(graph, value).Rank + 1;
        var (from, to) = (sources.Select(Counted).ToArray(), destinations.Select(Counted).ToArray());
        if (from.Length != to.Length || from.Distinct().Count() != from.Length || to.Distinct().Count() != to.Length)
            throw new SpecException("takes as many axes as places for them, each once");
        var others = new Queue<int>(Enumerable.Range(0, rank).Where(axis => !from.Contains(axis)));
        return graph.Add(new TransposeSpec(Enumerable.Range(0, rank).Select(place => Array.IndexOf(to, place) is >= 0 and var moved ? from[moved] : others.Dequeue()).ToEquatableArray()), value);

        int Counted(int axis) => axis >= -rank && axis < rank ? (axis + rank) % rank : throw new SpecException($"takes axes from {-rank} to {rank - 1}, and was given {axis}");
    }

    // The first size is the batch's, −1 or null in Keras.
    private static EquatableArray<int> OwnSizes(string argument, int[] shape) => shape.Length > 0 && shape[0] == -1
        ? shape.Skip(1).ToEquatableArray()
        : throw SpecException.Of(argument, $"is ({string.Join(", ", shape.Select(Text))}) and must begin with -1, which is the batch");

    private static int Reshape(IOperationGraph graph, int value, int[] shape)
    {
        var (own, count) = (OwnSizes("newshape", shape), ShapeOf(graph, value).ElementCount);
        if (own.Any(static size => size is < 1 and not -1) || own.Count(static size => size == -1) > 1)
            throw SpecException.Of("newshape", $"is ({string.Join(", ", shape.Select(Text))}) and must have sizes of at least 1 behind the batch, and -1 at most once");
        var known = own.Where(static size => size > 0).Aggregate(1L, static (product, size) => checked(product * size));
        if (own.Contains(-1) ? count % known != 0 : count != known)
            throw SpecException.Of("newshape", $"is ({string.Join(", ", shape.Select(Text))}), and a row of the input {ShapeOf(graph, value).ToKerasString()} has {count} values; -1 in front is the batch, which keeps its size");
        return Reshaped(graph, value, [.. own.Select(size => size == -1 ? (int)(count / known) : size)]);
    }

    private static int Filled(IOperationGraph graph, int value, string name, double fill, params OperationArgument[] given)
    {
        var shape = ShapeOf(graph, value);
        if (shape.Rank == 0)
            return Reshaped(graph, Filled(graph, Reshaped(graph, value, 1), name, fill, given));
        var places = Enumerable.Repeat(Move.Constant, shape[shape.Rank - 1]).ToEquatableArray();
        return graph.Add(new PlacesSpec(name, given.ToEquatableArray(), EquatableArray.Of(new AxisPlaces(shape.Rank - 1, places)), fill), value);
    }

    private static int Diagonal(IOperationGraph graph, OperationArguments arguments) => graph.Add(
        new DiagonalSpec(arguments.Integer("offset") ?? 0, arguments.Integer("axis1") ?? 0, arguments.Integer("axis2") ?? 1), arguments.Tensor("x"));

    // Differences of neighbours, so many times.
    private static int Diff(IOperationGraph graph, int value, int times, int axis)
    {
        if (times < 0)
            throw SpecException.Of("n", $"is {times} and must be at least 0");
        var place = Axis(graph, value, axis);
        for (var i = 0; i < times; i++)
        {
            var size = ShapeOf(graph, value)[place];
            value = graph.Add(new SubtractSpec(), graph.Add(Part(place, 1, size), value), graph.Add(Part(place, 0, size - 1), value));
        }
        return value;
    }

    private static int ExpandDims(IOperationGraph graph, int value, int[] axes)
    {
        var shape = ShapeOf(graph, value).Dimensions.ToList();
        var places = axes.Select(axis => KerasAxis.WithoutBatch(axis, TensorShape.Of([.. shape, .. Enumerable.Repeat(1, axes.Length)]), "axis")).OrderBy(static place => place);
        foreach (var place in places)
            shape.Insert(place, 1);
        return Reshaped(graph, value, [.. shape]);
    }

    private static int Squeeze(IOperationGraph graph, int value, int[]? axes)
    {
        var shape = ShapeOf(graph, value);
        var places = axes?.Select(axis => Axis(graph, value, axis)).ToArray() ?? [.. Enumerable.Range(0, shape.Rank).Where(axis => shape[axis] == 1)];
        foreach (var place in places.Where(place => shape[place] != 1))
            throw SpecException.Of("axis", $"names axis {place + 1} of the input {shape.ToKerasString()}, which has size {shape[place]}; only axes of size 1 can go");
        return Reshaped(graph, value, [.. shape.Dimensions.Where((_, axis) => !places.Contains(axis))]);
    }

    private static int Repeat(IOperationGraph graph, int value, int[] repeats, int axis)
    {
        var place = Axis(graph, value, axis);
        var size = ShapeOf(graph, value)[place];
        if (repeats.Any(static times => times < 1) || (repeats.Length != 1 && repeats.Length != size))
            throw SpecException.Of("repeats", $"is ({string.Join(", ", repeats.Select(Text))}) and must be at least 1, for all {size} values of the axis or for each");
        var positions = Enumerable.Range(0, size).SelectMany(position => Enumerable.Repeat(position, repeats[repeats.Length == 1 ? 0 : position]));
        return graph.Add(new PlacesSpec("Repeat", EquatableArray.Of(List("repeats", repeats), One("axis", axis)), EquatableArray.Of(new AxisPlaces(place, positions.ToEquatableArray()))), value);
    }

    private static int Tile(IOperationGraph graph, int value, int[] repeats)
    {
        var shape = ShapeOf(graph, value);
        if (repeats.Length > shape.Rank + 1)
        {
            value = Reshaped(graph, value, [.. Enumerable.Repeat(1, repeats.Length - shape.Rank - 1), .. shape.Dimensions]);
            shape = ShapeOf(graph, value);
        }
        int[] times = [.. Enumerable.Repeat(1, shape.Rank + 1 - repeats.Length), .. repeats];
        if (times[0] != 1 || times.Any(static count => count < 1))
            throw SpecException.Of("repeats", $"is ({string.Join(", ", repeats.Select(Text))}) and must be at least 1 for each axis, and 1 for the batch");
        var places = Enumerable.Range(0, shape.Rank).Where(axis => times[axis + 1] > 1)
            .Select(axis => new AxisPlaces(axis, Enumerable.Range(0, shape[axis] * times[axis + 1]).Select(position => position % shape[axis]).ToEquatableArray()));
        return graph.Add(new PlacesSpec("Tile", EquatableArray.Of(new OperationArgument("repeats", string.Join(",", times.Select(Text)), string.Join(", ", times.Select(Text)))), places.ToEquatableArray()), value);
    }

    private static int Flip(IOperationGraph graph, int value, EquatableArray<int> axes)
    {
        var shape = ShapeOf(graph, value);
        var places = axes.Select(axis => Axis(graph, value, axis)).Select(place => new AxisPlaces(place, Enumerable.Range(0, shape[place]).Reverse().ToEquatableArray()));
        return graph.Add(new PlacesSpec("Flip", EquatableArray.Of(List("axis", [.. axes])), places.ToEquatableArray()), value);
    }

    private static int Roll(IOperationGraph graph, int value, int[] shifts, EquatableArray<int> axes)
    {
        var shape = ShapeOf(graph, value);
        if (shifts.Length != 1 && shifts.Length != axes.Count)
            throw SpecException.Of("shift", $"is ({string.Join(", ", shifts.Select(Text))}) and must be one number, or one for each axis");
        var places = axes.Select((axis, i) =>
        {
            var (place, shift) = (Axis(graph, value, axis), shifts[shifts.Length == 1 ? 0 : i]);
            return new AxisPlaces(place, Enumerable.Range(0, shape[place]).Select(position => (((position - shift) % shape[place]) + shape[place]) % shape[place]).ToEquatableArray());
        });
        return graph.Add(new PlacesSpec("Roll", EquatableArray.Of(List("shift", shifts), List("axis", [.. axes])), places.ToEquatableArray()), value);
    }

    private static int Pad(IOperationGraph graph, int value, int[] widths, string mode, double fill)
    {
        var shape = ShapeOf(graph, value);
        var pairs = widths.Length switch
        {
            1 => Enumerable.Repeat(widths[0], 2 * (shape.Rank + 1)).ToArray(),
            2 when shape.Rank > 0 => Enumerable.Repeat(widths, shape.Rank + 1).SelectMany(static pair => pair).ToArray(),
            _ => widths,
        };
        if (pairs.Length != 2 * (shape.Rank + 1) || pairs.Any(static width => width < 0) || pairs[0] != 0 || pairs[1] != 0)
            throw SpecException.Of("pad_width", $"is ({string.Join(", ", widths.Select(Text))}) and must be two numbers of at least 0 for each of the {shape.Rank + 1} axes, 0 for the batch");
        var places = Enumerable.Range(0, shape.Rank).Where(axis => pairs[(2 * axis) + 2] + pairs[(2 * axis) + 3] > 0)
            .Select(axis => new AxisPlaces(axis, Enumerable.Range(-pairs[(2 * axis) + 2], pairs[(2 * axis) + 2] + shape[axis] + pairs[(2 * axis) + 3]).Select(position => Padded(position, shape[axis], mode)).ToEquatableArray()));
        var written = string.Join(", ", Enumerable.Range(0, shape.Rank + 1).Select(axis => $"[{Text(pairs[2 * axis])}, {Text(pairs[(2 * axis) + 1])}]"));
        var given = new List<OperationArgument> { new("pad_width", string.Join(",", pairs.Select(Text)), $"[{written}]") };
        if (mode != "constant")
            given.Add(new("mode", mode, ArgumentValue.Of(mode).CSharp));
        if (fill != 0)
            given.Add(new("constant_values", ArgumentValue.Of(fill).Contract, $"constantValues: {ArgumentValue.Of(fill).CSharp}"));
        return graph.Add(new PlacesSpec("Pad", given.ToEquatableArray(), places.ToEquatableArray(), fill), value);
    }

    private static int Padded(int position, int size, string mode) => mode switch
    {
        _ when position >= 0 && position < size => position,
        "constant" => Move.Constant,
        "edge" => position < 0 ? 0 : size - 1,
        "reflect" when size > 1 => Folded(position, 2 * (size - 1)) is var folded && folded < size ? folded : (2 * (size - 1)) - Folded(position, 2 * (size - 1)),
        "symmetric" => Folded(position, 2 * size) is var folded && folded < size ? folded : (2 * size) - 1 - Folded(position, 2 * size),
        "wrap" => Folded(position, size),
        _ => throw SpecException.Of("mode", $"is {ArgumentValue.Of(mode)} and must be constant, reflect (of axes above 1), symmetric, edge or wrap"),
    };

    private static int Folded(int position, int period) => ((position % period) + period) % period;

    private static int Take(IOperationGraph graph, int value, int[] indices, int axis)
    {
        var place = Axis(graph, value, axis);
        var size = ShapeOf(graph, value)[place];
        if (indices.Any(index => index < -size || index >= size))
            throw SpecException.Of("indices", $"is ({string.Join(", ", indices.Select(Text))}) and must be from {-size} to {size - 1}, the axis has {size} values");
        var positions = indices.Select(index => index < 0 ? index + size : index).ToEquatableArray();
        return graph.Add(new PlacesSpec("Take", EquatableArray.Of(List("indices", indices), One("axis", axis)), EquatableArray.Of(new AxisPlaces(place, positions))), value);
    }

    private static int FullLike(IOperationGraph graph, int value, double fill) =>
        Filled(graph, value, "FullLike", fill, new OperationArgument("fill_value", ArgumentValue.Of(fill).Contract, ArgumentValue.Of(fill).CSharp));

    private static OperationArgument One(string name, int value) => new(name, Text(value), $"{Naming.PascalCase.Camel(name)}: {Text(value)}");

    private static OperationArgument List(string name, int[] values) => new(
        name, string.Join(",", values.Select(Text)), values.Length == 1 ? Text(values[0]) : $"[{string.Join(", ", values.Select(Text))}]");

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
