using GenNet.Specs;

namespace GenNet.Operations;

public static partial class OperationCatalog
{
    private static IEnumerable<Operation> Joins() =>
    [
        Of("Concatenate", static (graph, a) => graph.Add(new ConcatenateSpec { Axis = a.Integer("axis") ?? -1 }, a.Tensors("xs")), new OperationParameter("xs", OperandKind.Tensors), Optional("axis", OperandKind.Integer)),
        Of("Stack", static (graph, a) => Stack(graph, a.Tensors("x"), a.Integer("axis") ?? 1), new OperationParameter("x", OperandKind.Tensors), Optional("axis", OperandKind.Integer)),
        new("Split", EquatableArray.Of(Tensor(), Needed("indices_or_sections", OperandKind.Integers), Optional("axis", OperandKind.Integer)), Split),
        new("ArraySplit", EquatableArray.Of(Tensor(), Needed("indices_or_sections", OperandKind.Integers), Optional("axis", OperandKind.Integer)), ArraySplit),
        Of("Hstack", static (graph, a) => Stacked(graph, a.Tensors("xs"), 1), new OperationParameter("xs", OperandKind.Tensors)),
        Of("Dstack", static (graph, a) => Stacked(graph, a.Tensors("xs"), 2), new OperationParameter("xs", OperandKind.Tensors)),
        Of("Append", static (graph, a) => graph.Add(new ConcatenateSpec { Axis = a.RequiredInteger("axis") }, a.Tensor("x1"), a.Tensor("x2")), Tensor("x1"), Tensor("x2"), Needed("axis", OperandKind.Integer)),
        new("Unstack", EquatableArray.Of(Tensor(), Optional("num", OperandKind.Integer), Optional("axis", OperandKind.Integer)), Unstack),
        Of("MatMul", static (graph, a) => graph.Add(new TensorProductSpec(), a.Tensor("x1"), a.Tensor("x2")), Tensor("x1"), Tensor("x2")),
        Of("Einsum", static (graph, a) => EinsumOperation.Add(graph, a.Text("subscripts") ?? "", a.Tensors("operands")), Needed("subscripts", OperandKind.Text), new OperationParameter("operands", OperandKind.Tensors) { IsParams = true }),
    ];

    private static int Stack(IOperationGraph graph, int[] tensors, int axis)
    {
        var shape = ShapeOf(graph, tensors[0]);
        if (tensors.Any(tensor => ShapeOf(graph, tensor) != shape))
            throw new SpecException($"takes tensors of one shape, and they are {string.Join(", ", tensors.Select(tensor => ShapeOf(graph, tensor).ToKerasString()))}");
        var place = KerasAxis.WithoutBatch(axis, TensorShape.Of([.. shape.Dimensions, 1]), "axis");
        int[] expanded = [.. shape.Dimensions.Take(place), 1, .. shape.Dimensions.Skip(place)];
        return graph.Add(new ConcatenateSpec { Axis = place + 1 }, [.. tensors.Select(tensor => Reshaped(graph, tensor, expanded))]);
    }

    // A number of equal parts, or where parts begin.
    private static IReadOnlyList<int> Split(IOperationGraph graph, OperationArguments arguments)
    {
        var (value, given) = (arguments.Tensor("x"), arguments.RequiredIntegers("indices_or_sections"));
        var place = Axis(graph, value, arguments.Integer("axis") ?? -1);
        var size = ShapeOf(graph, value)[place];
        int[] bounds;
        if (arguments.IsList("indices_or_sections"))
            bounds = [0, .. given, size];
        else if (given[0] > 0 && size % given[0] == 0)
            bounds = [.. Enumerable.Range(0, given[0] + 1).Select(part => part * (size / given[0]))];
        else
            throw SpecException.Of("indices_or_sections", $"is {given[0]} and must divide the axis, which has {size} values; give the numbers where parts begin as a list");
        return Parts(graph, value, place, bounds, "indices_or_sections");
    }

    // Nearly equal parts, the first ones longer by one where the number doesn't divide the axis.
    private static IReadOnlyList<int> ArraySplit(IOperationGraph graph, OperationArguments arguments)
    {
        var (value, given) = (arguments.Tensor("x"), arguments.RequiredIntegers("indices_or_sections"));
        var place = Axis(graph, value, arguments.Integer("axis") ?? -1);
        var size = ShapeOf(graph, value)[place];
        var bounds = arguments.IsList("indices_or_sections")
            ? [0, .. given, size]
            : given[0] > 0 ? Enumerable.Range(0, given[0] + 1).Select(part => (part * (size / given[0])) + Math.Min(part, size % given[0])).ToArray() : [0, 0];
        return Parts(graph, value, place, bounds, "indices_or_sections");
    }

    private static IReadOnlyList<int> Parts(IOperationGraph graph, int value, int place, int[] bounds, string argument)
    {
        if (bounds.Zip(bounds.Skip(1), static (first, end) => first < end).Contains(false))
            throw SpecException.Of(argument, $"makes parts from {string.Join(", ", bounds.Take(bounds.Length - 1).Select(Text))} on of an axis of {bounds[bounds.Length - 1]} values, and each must have one at least");
        return [.. bounds.Zip(bounds.Skip(1), (first, end) => graph.Later(() => graph.Add(Part(place, first, end), value)))];
    }

    // Along axis 1, as keras.ops.hstack, or the one behind it, as dstack; the axis is there if need be.
    private static int Stacked(IOperationGraph graph, int[] tensors, int axis) => graph.Add(
        new ConcatenateSpec { Axis = axis },
        [.. tensors.Select(tensor => Reshaped(graph, tensor, [.. ShapeOf(graph, tensor).Dimensions, .. Enumerable.Repeat(1, Math.Max(0, axis - ShapeOf(graph, tensor).Rank))]))]);

    private static IReadOnlyList<int> Unstack(IOperationGraph graph, OperationArguments arguments)
    {
        var value = arguments.Tensor("x");
        var place = Axis(graph, value, arguments.Integer("axis") ?? 1);
        return [.. Enumerable.Range(0, ShapeOf(graph, value)[place]).Select(position => graph.Later(() => graph.Add(
            new GetItemSpec(EquatableArray.Of([.. Enumerable.Repeat(SliceItem.All, place + 1), SliceItem.At(position)])), value)))];
    }

    private static GetItemSpec Part(int place, int first, int end) =>
        new(EquatableArray.Of([.. Enumerable.Repeat(SliceItem.All, place + 1), SliceItem.Range(first, end)]));
}
