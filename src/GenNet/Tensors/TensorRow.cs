using GenNet.Elements;
using GenNet.Specs;

namespace GenNet;

/// <summary>What an operation makes of one batch row, by its definition: no kernel, and in float64.</summary>
internal static class TensorRow
{
    /// <summary>The row of the result.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="shapes">Shapes of what it takes.</param>
    /// <param name="inputs">Rows of what it takes.</param>
    /// <param name="output">Shape of the result.</param>
    public static double[] Of(LayerSpec operation, TensorShape[] shapes, ArraySegment<double>[] inputs, TensorShape output) => operation switch
    {
        ReshapeSpec or WithoutMaskSpec => [.. inputs[0]],
        TriangleSpec triangle => [.. inputs[0].Select((x, i) => (i % shapes[0][-1] - (i / shapes[0][-1] % shapes[0][-2])) is var right && (triangle.IsUpper ? right < triangle.Diagonal : right > triangle.Diagonal) ? 0 : x)],
        ActivationSpec { Activation: var activation } => Activated(activation, [.. inputs[0]], shapes[0], output),
        SoftmaxSpec { Axis: var axes } => Softmax([.. inputs[0]], shapes[0], KerasAxis.WithoutBatch(axes, shapes[0], "axis")),
        MoveSpec move => Moved(move.Of(shapes[0]), inputs[0]),
        ElementFunctionSpec function => [.. inputs[0].Select(x => (double)ElementFunctions.Of(function.Function, (float)x, Parameter(function, 0), Parameter(function, 1)))],
        PairFunctionSpec function => Paired(function, shapes, inputs),
        ReduceSpec reduce => Reduced(reduce, inputs[0], shapes[0]),
        WhereSpec where => Chosen(where, shapes, inputs),
        CastToSpec { To: var type } => [.. inputs[0].Select(x => type == DType.Bool ? x != 0 ? 1 : 0 : type == DType.Float32 ? x : Math.Truncate(x))],
        LogicalNotSpec => [.. inputs[0].Select(static x => x == 0 ? 1.0 : 0)],
        OneHotSpec oneHot => OneHot(oneHot, inputs[0], shapes[0], output),
        CumulateSpec cumulate => Along(inputs[0], shapes[0], cumulate.Axis, line => Cumulated(line, cumulate.IsProduct)),
        UnitLengthSpec unit => Along(inputs[0], shapes[0], unit.Axis, static line => Divided(line, Math.Sqrt(Math.Max(line.Sum(static x => x * x), 1e-14)))),
        TensorProductSpec product => Product(product.Axes(shapes.ToEquatableArray()), inputs, output),
        _ => throw new NotSupportedException($"{operation.Kind} is no operation that is computed alone."),
    };

    private static float Parameter(ElementFunctionSpec function, int index) => index < function.Parameters.Count ? (float)function.Parameters[index].Value : 0;

    private static unsafe double[] Activated(Activation activation, double[] input, TensorShape shape, TensorShape output)
    {
        var result = new double[output.ElementCount];
        fixed (double* from = input, to = result)
            Activations64.Forward(activation, from, to, input.Length, shape.Rank == 0 ? 1 : shape[-1]);
        return result;
    }

    private static double[] Softmax(double[] values, TensorShape shape, EquatableArray<int> axes)
    {
        foreach (var group in Groups(shape, axes))
        {
            var largest = group.Max(at => values[at]);
            var sum = group.Sum(at => Math.Exp(values[at] - largest));
            foreach (var at in group)
                values[at] = Math.Exp(values[at] - largest) / sum;
        }
        return values;
    }

    // Elements that only the axes tell apart, group after group in the order of memory.
    private static IEnumerable<int[]> Groups(TensorShape shape, EquatableArray<int> axes)
    {
        var strides = Move.Strides(shape);
        return Enumerable.Range(0, (int)shape.ElementCount)
            .GroupBy(element => Enumerable.Range(0, shape.Rank).Where(axis => !axes.Contains(axis)).Aggregate(0, (key, axis) => (key * shape[axis]) + (element / strides[axis] % shape[axis])))
            .Select(static group => group.ToArray());
    }

    private static double[] Moved(Move move, ArraySegment<double> input)
    {
        IEnumerable<int> places = [move.Start];
        foreach (var axis in move.Axes)
            places = [.. places.SelectMany(place => axis.Select(distance => place < 0 || distance < 0 ? Move.Constant : place + distance))];
        return [.. places.Select(place => place < 0 ? move.Fill : input[place])];
    }

    private static double[] Paired(PairFunctionSpec function, TensorShape[] shapes, ArraySegment<double>[] inputs)
    {
        if (function.Whole is { } type)
            return [.. Whole(function, shapes, inputs).Select(value => (double)(type == DType.Int32 && !function.IsCondition ? (int)value : value))];
        if (function.Constant is { } constant)
            return [.. inputs[0].Select(x => (double)(function.ConstantIsFirst ? ElementFunctions.Of(function.Function, (float)constant, (float)x) : ElementFunctions.Of(function.Function, (float)x, (float)constant)))];
        var (first, second) = (Repeated(shapes, inputs, 0), Repeated(shapes, inputs, 1));
        return [.. first.Zip(second, (a, b) => (double)ElementFunctions.Of(function.Function, (float)a, (float)b))];
    }

    private static IEnumerable<long> Whole(PairFunctionSpec function, TensorShape[] shapes, ArraySegment<double>[] inputs) => function.Constant is { } constant
        ? inputs[0].Select(x => function.ConstantIsFirst ? WholeFunctions.Of(function.Function, (long)constant, (long)x) : WholeFunctions.Of(function.Function, (long)x, (long)constant))
        : Repeated(shapes, inputs, 0).Zip(Repeated(shapes, inputs, 1), (a, b) => WholeFunctions.Of(function.Function, (long)a, (long)b));

    private static double[] Chosen(WhereSpec where, TensorShape[] shapes, ArraySegment<double>[] inputs)
    {
        var condition = Repeated(shapes, inputs, 0);
        var first = where.First is { } a ? [.. condition.Select(_ => a)] : Repeated(shapes, inputs, 1);
        var second = where.Second is { } b ? [.. condition.Select(_ => b)] : Repeated(shapes, inputs, inputs.Length - 1);
        return [.. condition.Select((holds, i) => holds != 0 ? first[i] : second[i])];
    }

    // In the shape that all inputs are brought to.
    private static double[] Repeated(TensorShape[] shapes, ArraySegment<double>[] inputs, int input)
    {
        var shape = Broadcast.Of(shapes.ToEquatableArray()).Output;
        return Moved(new BroadcastToSpec(shape.Dimensions).Of(shapes[input]), inputs[input]);
    }

    private static double[] Reduced(ReduceSpec reduce, ArraySegment<double> input, TensorShape shape) =>
        [.. Groups(shape, KerasAxis.WithoutBatch(reduce.Axes, shape, "axis")).Select(group => Reduced(reduce.Function, [.. group.Select(at => input[at])]))];

    private static double Reduced(ReduceFunction function, double[] group)
    {
        var mean = group.Average();
        return function switch
        {
            ReduceFunction.Sum => group.Sum(),
            ReduceFunction.Mean => mean,
            ReduceFunction.Max => group.Max(),
            ReduceFunction.Min => group.Min(),
            ReduceFunction.Prod => group.Aggregate(1.0, static (product, x) => product * x),
            ReduceFunction.Var => group.Average(x => (x - mean) * (x - mean)),
            ReduceFunction.Std => Math.Sqrt(group.Average(x => (x - mean) * (x - mean))),
            ReduceFunction.Logsumexp => Math.Log(group.Sum(x => Math.Exp(x - group.Max()))) + group.Max(),
            ReduceFunction.Argmax => Array.IndexOf(group, group.Max()),
            ReduceFunction.Argmin => Array.IndexOf(group, group.Min()),
            ReduceFunction.Any => group.Any(static x => x != 0) ? 1 : 0,
            ReduceFunction.All => group.All(static x => x != 0) ? 1 : 0,
            _ => group.Count(static x => x != 0),
        };
    }

    private static double[] Along(ArraySegment<double> input, TensorShape shape, int axis, Func<double[], double[]> function)
    {
        double[] result = [.. input];
        foreach (var group in Groups(shape, EquatableArray.Of(KerasAxis.WithoutBatch(axis, shape, "axis"))))
        {
            var line = function([.. group.Select(at => result[at])]);
            for (var i = 0; i < group.Length; i++)
                result[group[i]] = line[i];
        }
        return result;
    }

    private static double[] Cumulated(double[] line, bool isProduct)
    {
        for (var i = 1; i < line.Length; i++)
            line[i] = isProduct ? line[i - 1] * line[i] : line[i - 1] + line[i];
        return line;
    }

    private static double[] Divided(double[] line, double length) => Array.ConvertAll(line, x => x / length);

    private static double[] OneHot(OneHotSpec oneHot, ArraySegment<double> input, TensorShape shape, TensorShape output)
    {
        var inner = (int)shape.Dimensions.Skip(KerasAxis.WithoutBatch(oneHot.Axis, output, "axis")).Aggregate(1L, static (product, size) => product * size);
        var result = new double[output.ElementCount];
        for (var i = 0; i < input.Count; i++)
        {
            if (input[i] >= 0 && input[i] < oneHot.NumClasses)
                result[(((i / inner * oneHot.NumClasses) + (int)input[i]) * inner) + (i % inner)] = 1;
        }
        return result;
    }

    // Of one row, the batch is an axis of size 1.
    private static double[] Product(ProductAxes axes, ArraySegment<double>[] inputs, TensorShape output)
    {
        var result = new double[output.ElementCount];
        var sizes = axes.Sizes.Select(static size => Math.Max(1, size)).ToArray();
        for (var term = 0; term < sizes.Aggregate(1, static (product, size) => product * size); term++)
        {
            var (rest, left, right, place) = (term, 0, 0, 0);
            for (var axis = sizes.Length - 1; axis >= 0; axis--)
            {
                (rest, var at) = Math.DivRem(rest, sizes[axis]);
                (left, right, place) = (left + (at * axes.Left[axis]), right + (at * axes.Right[axis]), place + (at * axes.Result[axis]));
            }
            result[place] += inputs[0][left] * inputs[1][right];
        }
        return result;
    }
}
