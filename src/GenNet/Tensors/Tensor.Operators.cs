using GenNet.Elements;
using GenNet.Specs;

namespace GenNet;

/// <summary>
/// What a <c>Forward</c> body may do with tensors besides calling layers. The generator compiles these into the model; here they run
/// as they stand, batch axis first.
/// </summary>
public sealed partial class Tensor
{
    /// <summary>The sum. Axes of size 1 are repeated; a tensor of fewer axes gets axes of size 1 after the batch. Keras: <c>keras.layers.Add</c>.</summary>
    /// <exception cref="ArgumentException">The tensors have different sizes above 1 along an axis.</exception>
    public static Tensor operator +(Tensor left, Tensor right) => Add(left, right);

    /// <summary>The difference; axes as of <c>+</c>. Keras: <c>keras.layers.Subtract</c>.</summary>
    /// <exception cref="ArgumentException">The tensors have different sizes above 1 along an axis.</exception>
    public static Tensor operator -(Tensor left, Tensor right) => Subtract(left, right);

    /// <summary>The product, element by element; axes as of <c>+</c>. Keras: <c>keras.layers.Multiply</c>.</summary>
    /// <exception cref="ArgumentException">The tensors have different sizes above 1 along an axis.</exception>
    public static Tensor operator *(Tensor left, Tensor right) => Multiply(left, right);

    /// <summary>The sum of one tensor or more, added in order; see <c>+</c>.</summary>
    /// <exception cref="ArgumentException">There is none, or they have different sizes above 1 along an axis.</exception>
    public static Tensor Add(params ReadOnlySpan<Tensor> tensors) => !AreReal(tensors) ? Run("Add", ("x", tensors.ToArray())) : Combine(tensors, static (a, b) => a + b, static (a, b) => a + b);

    /// <summary>The first tensor minus the second; see <c>-</c>.</summary>
    /// <exception cref="ArgumentException">They have different sizes above 1 along an axis.</exception>
    public static Tensor Subtract(Tensor left, Tensor right) => !AreReal([left, right]) ? Run("Subtract", ("x1", left), ("x2", right)) : Combine([left, right], static (a, b) => a - b, static (a, b) => a - b);

    /// <summary>The product of one tensor or more, multiplied in order; see <c>*</c>.</summary>
    /// <exception cref="ArgumentException">There is none, or they have different sizes above 1 along an axis.</exception>
    public static Tensor Multiply(params ReadOnlySpan<Tensor> tensors) => !AreReal(tensors) ? Run("Multiply", ("x", tensors.ToArray())) : Combine(tensors, static (a, b) => a * b, static (a, b) => a * b);

    /// <summary>Two tensors one after another along <paramref name="axis"/>. Keras: <c>keras.layers.Concatenate</c>.</summary>
    /// <param name="first">The first.</param>
    /// <param name="second">The second, of equal size along all other axes.</param>
    /// <param name="axis">The axis, the batch being 0; from the end if negative.</param>
    /// <exception cref="ArgumentException">The sizes don't fit, or there is no such axis.</exception>
    public static Tensor Concatenate(Tensor first, Tensor second, int axis = -1) => Concatenate([first, second], axis);

    /// <summary>Three tensors one after another along <paramref name="axis"/>.</summary>
    /// <inheritdoc cref="Concatenate(Tensor, Tensor, int)"/>
    public static Tensor Concatenate(Tensor first, Tensor second, Tensor third, int axis = -1) => Concatenate([first, second, third], axis);

    /// <summary>Tensors one after another along <paramref name="axis"/>.</summary>
    /// <param name="tensors">One tensor or more, of equal size along all other axes.</param>
    /// <param name="axis">The axis, the batch being 0; from the end if negative.</param>
    /// <exception cref="ArgumentException">There is none, the sizes don't fit, or there is no such axis.</exception>
    public static Tensor Concatenate(ReadOnlySpan<Tensor> tensors, int axis = -1)
    {
        var rows = RowsOf(tensors);
        var shapes = ShapesWithoutBatch(tensors.ToArray());
        var types = tensors.ToArray().Select(static tensor => tensor.DType).ToArray();
        var output = Fit(() => new ConcatenateSpec { Axis = axis }.Infer(shapes.Zip(types, static (shape, type) => new TensorType(shape, type)).ToEquatableArray())).Output;
        var position = KerasAxis.WithoutBatch(axis, shapes[0], "axis");
        var result = WithBatch(rows, output);
        RequireRoom(result);
        Array values = tensors[0]._elements switch
        {
            double[] => new double[result.ElementCount],
            int[] => new int[result.ElementCount],
            long[] => new long[result.ElementCount],
            bool[] => new bool[result.ElementCount],
            _ => new float[result.ElementCount],
        };
        var outer = result.Dimensions.Take(position + 1).Aggregate(1, static (product, d) => product * d);
        var offset = 0;
        for (var block = 0; block < outer; block++)
        {
            foreach (var tensor in tensors)
            {
                var length = tensor._elements.Length / outer;
                Array.Copy(tensor._elements, block * length, values, offset, length);
                offset += length;
            }
        }
        return new(result, values, tensors[0].DType) { Mask = MaskOfConcatenation(tensors.ToArray(), position) };
    }

    private static bool AreReal(ReadOnlySpan<Tensor> tensors)
    {
        foreach (var tensor in tensors)
        {
            if (!tensor.DType.IsFloating())
                return false;
        }
        return true;
    }

    // Real numbers alone, as in the compiled model.
    private static DType TypeOf(ReadOnlySpan<Tensor> tensors)
    {
        foreach (var tensor in tensors)
        {
            if (!tensor.DType.IsFloating())
                throw new ArgumentException($"{tensor} holds whole numbers, and operators compute with real ones.", nameof(tensors));
        }
        return tensors.ToArray().Select(static tensor => tensor.DType).Aggregate(DTypes.Promote);
    }

    private static Tensor Combine(ReadOnlySpan<Tensor> tensors, Func<float, float, float> ofSingles, Func<double, double, double> ofDoubles)
    {
        var rows = RowsOf(tensors);
        var shapes = ShapesWithoutBatch(tensors.ToArray());
        var broadcast = Fit(() => Broadcast.Of(shapes));
        var shape = WithBatch(rows, broadcast.Output);
        RequireRoom(shape);
        var type = TypeOf(tensors);
        Array values = type == DType.Float64
            ? Combine(tensors, rows, broadcast, new double[shape.ElementCount], static tensor => tensor.ToDoubles(), ofDoubles)
            : Combine(tensors, rows, broadcast, new float[shape.ElementCount], static tensor => tensor.Values, ofSingles);
        if (values is float[] singles)
            ElementConversion.Round(singles, type);
        return new(shape, values, type) { Mask = MaskOfMerge(tensors.ToArray()) };
    }

    private static T[] Combine<T>(ReadOnlySpan<Tensor> tensors, int rows, Broadcast broadcast, T[] values, Func<Tensor, T[]> valuesOf, Func<T, T, T> operation)
    {
        var size = rows == 0 ? 0 : values.Length / rows;
        for (var i = 0; i < tensors.Length; i++)
        {
            var (operand, offsets) = (valuesOf(tensors[i]), OffsetsOf(broadcast, i, size));
            var perRow = rows == 0 ? 0 : operand.Length / rows;
            for (var row = 0; row < rows; row++)
            {
                for (var element = 0; element < size; element++)
                {
                    var value = operand[(row * perRow) + offsets[element]];
                    ref var result = ref values[(row * size) + element];
                    result = i == 0 ? value : operation(result, value);
                }
            }
        }
        return values;
    }

    private static int RowsOf(ReadOnlySpan<Tensor> tensors)
    {
        if (tensors.IsEmpty)
            throw new ArgumentException("At least one tensor is needed.", nameof(tensors));
        foreach (var tensor in tensors)
        {
            if (tensor.Shape.Rank == 0 || tensor.Shape[0] != tensors[0].Shape[0])
                throw new ArgumentException($"{tensor} and {tensors[0]} don't have the same batch as their first axis.", nameof(tensors));
        }
        return tensors[0].Shape[0];
    }

    private static EquatableArray<TensorShape> ShapesWithoutBatch(Tensor[] tensors) =>
        tensors.Select(static t => TensorShape.Of([.. t.Shape.Dimensions.Skip(1)])).ToEquatableArray();

    private static TensorShape WithBatch(int rows, TensorShape shape) => TensorShape.Of([rows, .. shape.Dimensions]);

    private static T Fit<T>(Func<T> infer)
    {
        try
        {
            return infer();
        }
        catch (SpecException error)
        {
            throw new ArgumentException(error.InCSharp, error);
        }
    }

    // For each element of the result, where in a row of the input its operand lies.
    private static int[] OffsetsOf(Broadcast broadcast, int input, int size)
    {
        var offsets = new int[size];
        var count = broadcast.Dimensions.Count;
        for (var element = 0; element < size; element++)
        {
            var rest = element;
            for (var axis = count - 1; axis >= 0; axis--)
            {
                (rest, var index) = Math.DivRem(rest, broadcast.Dimensions[axis]);
                offsets[element] += index * broadcast.Strides[(input * count) + axis];
            }
        }
        return offsets;
    }
}
