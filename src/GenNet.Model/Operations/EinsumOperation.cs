using GenNet.Specs;

namespace GenNet.Operations;

/// <summary>
/// Einstein's summation as operations of a graph. Two tensors are one product; one is diagonals, sums and another order of axes; more are products from left to right, of which each keeps the
/// axes that the others and the result have.
/// </summary>
internal sealed class EinsumOperation(IOperationGraph graph, EinsumLabels labels)
{
    private readonly Dictionary<char, int> _sizes = new();

    /// <summary>Adds it to a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="subscripts">The equation.</param>
    /// <param name="operands">Numbers of the tensors.</param>
    /// <returns>Number of the result.</returns>
    /// <exception cref="SpecException">The equation is none, or doesn't fit the tensors.</exception>
    public static int Add(IOperationGraph graph, string subscripts, int[] operands)
    {
        var labels = EinsumLabels.Read(subscripts, [.. operands.Select(operand => graph.TypeOf(operand).Shape)]);
        return new EinsumOperation(graph, labels).Of(operands, subscripts);
    }

    private int Of(int[] operands, string subscripts)
    {
        foreach (var (operand, own) in operands.Zip(labels.Operands, static (operand, own) => (operand, own)))
            Measure(graph.TypeOf(operand).Shape, own);
        if (operands.Length == 2 && labels.IsExplicit && Enumerable.Range(0, 2).All(i => IsPlain(operands[i], labels.Operands[i])))
            return graph.Add(new TensorProductSpec { Equation = subscripts }, operands);
        var plain = operands.Zip(labels.Operands, Plain).ToArray();
        var (value, left) = plain[0];
        for (var i = 1; i < plain.Length; i++)
        {
            var later = new HashSet<char>(plain.Skip(i + 1).SelectMany(static operand => operand.Labels).Concat(labels.Result));
            var kept = i == plain.Length - 1 ? labels.Result : new string([.. left.Union(plain[i].Labels).Where(later.Contains)]);
            value = graph.Add(new TensorProductSpec { Equation = $"{left},{plain[i].Labels}->{kept}" }, value, plain[i].Value);
            left = kept;
        }
        return Ordered(value, left);
    }

    // The batch has none.
    private void Measure(TensorShape shape, string own)
    {
        for (var axis = 1; axis < own.Length; axis++)
        {
            _sizes.TryGetValue(own[axis], out var size);
            if (size > 1 && shape[axis - 1] > 1 && size != shape[axis - 1])
                throw new SpecException($"takes tensors of equal sizes along axes of one name, and they have {size} and {shape[axis - 1]}");
            _sizes[own[axis]] = Math.Max(size, shape[axis - 1]);
        }
    }

    private bool IsPlain(int operand, string own) =>
        own.Distinct().Count() == own.Length && own.Skip(1).Zip(graph.TypeOf(operand).Shape.Dimensions, (label, size) => size == _sizes[label]).All(static fits => fits);

    // Without axes that are repeated along another tensor's, and with a diagonal in place of two axes of one name.
    private (int Value, string Labels) Plain(int operand, string own)
    {
        var shape = graph.TypeOf(operand).Shape;
        var kept = Enumerable.Range(1, own.Length - 1).Where(axis => shape[axis - 1] == _sizes[own[axis]]).ToArray();
        if (kept.Length < own.Length - 1)
            operand = graph.Add(new ReshapeSpec { TargetShape = kept.Select(axis => shape[axis - 1]).ToEquatableArray() }, operand);
        own = own[0] + new string([.. kept.Select(axis => own[axis])]);
        while (own.GroupBy(static label => label).FirstOrDefault(static group => group.Count() > 1) is { Key: var twice })
        {
            var (first, second) = (own.IndexOf(twice), own.IndexOf(twice, own.IndexOf(twice) + 1));
            operand = graph.Add(new DiagonalSpec(0, first, second), operand);
            own = own.Remove(second, 1).Remove(first, 1) + twice;
        }
        return (operand, own);
    }

    // What is left of the axes, in the order of the result.
    private int Ordered(int value, string own)
    {
        var summed = Enumerable.Range(0, own.Length).Where(axis => !labels.Result.Contains(own[axis])).ToEquatableArray();
        if (summed.Count > 0)
            value = graph.Add(new ReduceSpec(ReduceFunction.Sum, summed, false), value);
        var left = new string([.. own.Where(label => labels.Result.Contains(label))]);
        return left == labels.Result ? value : graph.Add(new TransposeSpec(labels.Result.Select(label => left.IndexOf(label)).ToEquatableArray()), value);
    }
}
