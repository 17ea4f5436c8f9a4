using GenNet.Specs;

namespace GenNet.Operations;

public static partial class OperationCatalog
{
    private static IEnumerable<Operation> Joins() =>
    [
        Of("Concatenate", static (graph, a) => graph.Add(new ConcatenateSpec { Axis = a.Integer("axis") ?? -1 }, a.Tensors("xs")), new OperationParameter("xs", OperandKind.Tensors), Optional("axis", OperandKind.Integer)),
        Of("Stack", static (graph, a) => Stack(graph, a.Tensors("x"), a.Integer("axis") ?? 1), new OperationParameter("x", OperandKind.Tensors), Optional("axis", OperandKind.Integer)),
        new("Split", EquatableArray.Of(Tensor(), Needed("indices_or_sections", OperandKind.Integers), Optional("axis", OperandKind.Integer)), Split),
        new("Unstack", EquatableArray.Of(Tensor(), Optional("num", OperandKind.Integer), Optional("axis", OperandKind.Integer)), Unstack),
        Of("Matmul", static (graph, a) => graph.Add(new TensorProductSpec(), a.Tensor("x1"), a.Tensor("x2")), Tensor("x1"), Tensor("x2")),
        Of("Einsum", static (graph, a) => Einsum(graph, a.Text("subscripts") ?? throw new SpecException("takes an equation as subscripts"), a.Tensors("operands")), Needed("subscripts", OperandKind.Text), new OperationParameter("operands", OperandKind.Tensors) { IsParams = true }),
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
        return [.. bounds.Zip(bounds.Skip(1), (first, end) => graph.Add(Part(place, first, end), value))];
    }

    private static IReadOnlyList<int> Unstack(IOperationGraph graph, OperationArguments arguments)
    {
        var value = arguments.Tensor("x");
        var place = Axis(graph, value, arguments.Integer("axis") ?? 1);
        return [.. Enumerable.Range(0, ShapeOf(graph, value)[place]).Select(position => graph.Add(
            new GetItemSpec(EquatableArray.Of([.. Enumerable.Repeat(SliceItem.All, place + 1), SliceItem.At(position)])), value))];
    }

    private static GetItemSpec Part(int place, int first, int end) =>
        new(EquatableArray.Of([.. Enumerable.Repeat(SliceItem.All, place + 1), new SliceItem(SliceKind.Range, first, end)]));

    // More than two from left to right, each product keeping the axes that the others and the result have.
    private static int Einsum(IOperationGraph graph, string subscripts, int[] operands)
    {
        if (operands.Length == 2)
            return graph.Add(new TensorProductSpec { Equation = subscripts }, operands);
        var parts = subscripts.Replace(" ", "").Split('>');
        var labels = parts[0].TrimEnd('-').Split(',').ToList();
        if (parts.Length != 2 || labels.Count != operands.Length || subscripts.Contains('.'))
            throw SpecException.Of("subscripts", $"is {ArgumentValue.Of(subscripts)} and must name the axes of each of the {operands.Length} tensors by letters, abc,cd->abd");
        if (operands.Length == 1)
            return OfOne(graph, labels[0], parts[1], operands[0]);
        var (value, own) = (operands[0], labels[0]);
        for (var i = 1; i < operands.Length; i++)
        {
            var needed = i == operands.Length - 1 ? parts[1] : new string([.. own.Union(labels[i]).Where(label => parts[1].Contains(label) || labels.Skip(i + 1).Any(later => later.Contains(label)))]);
            value = graph.Add(new TensorProductSpec { Equation = $"{own},{labels[i]}->{needed}" }, value, operands[i]);
            own = needed;
        }
        return value;
    }

    private static int OfOne(IOperationGraph graph, string labels, string result, int value)
    {
        var summed = labels.Select((label, axis) => (label, axis)).Where(axis => !result.Contains(axis.label)).Select(static axis => axis.axis).ToArray();
        if (labels.Distinct().Count() != labels.Length || result.Any(label => !labels.Contains(label)))
            throw SpecException.Of("subscripts", $"is {ArgumentValue.Of($"{labels}->{result}")}, of which axes are named twice or missing, which is not supported");
        if (summed.Length > 0)
            value = graph.Add(new ReduceSpec(ReduceFunction.Sum, summed.ToEquatableArray(), false), value);
        var left = new string([.. labels.Where(label => result.Contains(label))]);
        return left == result ? value : graph.Add(new TransposeSpec(result.Select(label => left.IndexOf(label)).ToEquatableArray()), value);
    }
}
