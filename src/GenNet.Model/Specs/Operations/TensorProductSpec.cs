namespace GenNet.Specs;

/// <summary>A product of two tensors: <c>Tensor.MatMul(x, y)</c>, or with an equation <c>Tensor.Einsum("bij,bjk->bik", x, y)</c>.</summary>
public sealed record TensorProductSpec : OperationSpec
{
    private const string Subscripts = "subscripts";

    /// <summary>The equation; null for the matrix product of the last two axes.</summary>
    public string? Equation { get; init; }

    /// <inheritdoc/>
    public override string Kind => Equation is null ? "Matmul" : "Einsum";

    /// <inheritdoc/>
    public override KernelCall KernelCall => new("TensorProduct");

    /// <inheritdoc/>
    public override LayerInputs Inputs => LayerInputs.Many;

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => Equation is null ? EquatableArray<LayerArgument>.Empty : EquatableArray.Of(Argument(Subscripts, ArgumentValue.Of(Equation)));

    /// <inheritdoc/>
    public override TensorType Entering(int index, TensorType input) => base.Entering(index, input);

    /// <inheritdoc/>
    public override InferredLayer Infer(EquatableArray<TensorType> inputs)
    {
        var shapes = inputs.Select(static input => input.Shape).ToEquatableArray();
        var (equation, sizes) = Labels(shapes);
        return new(TensorShape.Of([.. equation.Result.Skip(1).Select(label => sizes[label])]), None, Axes(shapes).Constants.ToEquatableArray());
    }

    /// <summary>The product's axes.</summary>
    /// <param name="inputs">Shapes of the two tensors.</param>
    /// <exception cref="SpecException">They don't fit.</exception>
    public ProductAxes Axes(EquatableArray<TensorShape> inputs)
    {
        var (equation, sizes) = Labels(inputs);
        return ProductAxes.Of(equation.Left, equation.Right, equation.Result, label => sizes[label]);
    }

    /// <inheritdoc/>
    public override string Write(IReadOnlyList<string> inputs) => Equation is null
        ? $"Tensor.MatMul({inputs[0]}, {inputs[1]})"
        : $"Tensor.Einsum({ArgumentValue.Of(Equation).CSharp}, {inputs[0]}, {inputs[1]})";

    private (EinsumEquation Equation, Dictionary<int, int> Sizes) Labels(EquatableArray<TensorShape> inputs)
    {
        var (left, right) = (inputs[0], inputs[1]);
        var equation = Equation is null ? Matmul(left, right) : EinsumEquation.Parse(Equation, Subscripts, left.Rank + 1, right.Rank + 1);
        if (equation.Left.Count == 0 || equation.Right.Count == 0 || equation.Result.Count == 0 || equation.Left[0] != equation.Right[0] || equation.Left[0] != equation.Result[0])
            throw SpecException.Of(Subscripts, $"is {ArgumentValue.Of(Equation ?? "")} and must begin both tensors and the result with the batch");
        var sizes = new Dictionary<int, int> { [equation.Left[0]] = ProductAxes.Batch };
        Add(sizes, equation.Left, left);
        Add(sizes, equation.Right, right);
        return (equation, sizes);
    }

    private static void Add(Dictionary<int, int> sizes, EquatableArray<int> labels, TensorShape shape)
    {
        for (var axis = 1; axis < labels.Count; axis++)
        {
            if (sizes.TryGetValue(labels[axis], out var size) && size != shape[axis - 1])
                throw new SpecException($"takes tensors of equal sizes along axes of one name, and they have {size} and {shape[axis - 1]}");
            sizes[labels[axis]] = shape[axis - 1];
        }
    }

    // As NumPy: the last axis of the first with the last but one of the second, the axes before as they meet from the end; one of size 1 that meets another is summed by itself.
    private static EinsumEquation Matmul(TensorShape left, TensorShape right)
    {
        if (left.Rank < 2 || right.Rank < 2 || left[-1] != right[-2])
            throw new SpecException($"takes tensors of shapes (…, m, k) and (…, k, n) after the batch, and they are {left.ToKerasString()} and {right.ToKerasString()}");
        const int batch = 1, rows = 2, columns = 3, depth = 4, others = 10;
        var rank = Math.Max(left.Rank, right.Rank) - 2;
        var (ofLeft, ofRight, result) = (new List<int> { batch }, new List<int> { batch }, new List<int> { batch });
        for (var axis = 0; axis < rank; axis++)
        {
            int? SizeOf(TensorShape shape) => axis >= rank - (shape.Rank - 2) ? shape[axis - (rank - (shape.Rank - 2))] : null;
            var (first, second) = (SizeOf(left), SizeOf(right));
            if (first > 1 && second > 1 && first != second)
                throw new SpecException($"takes tensors whose axes before the last two meet, and {left.ToKerasString()} and {right.ToKerasString()} don't; sizes must be equal or 1");
            var (label, alone) = (others + (2 * axis), others + (2 * axis) + 1);
            if (first is not null)
                ofLeft.Add(first == 1 && second > 1 ? alone : label);
            if (second is not null)
                ofRight.Add(second == 1 && first > 1 ? alone : label);
            result.Add(label);
        }
        return new(EquatableArray.Of([.. ofLeft, rows, depth]), EquatableArray.Of([.. ofRight, depth, columns]), EquatableArray.Of([.. result, rows, columns]));
    }
}
