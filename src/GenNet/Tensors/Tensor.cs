using GenNet.Specs;

namespace GenNet;

/// <summary>
/// Values with a shape, row-major, on the heap: what weights are copied to, and what a <c>Forward</c> body works with when it
/// runs layer by layer for debugging. Compiled models don't use it.
/// </summary>
public sealed partial class Tensor
{
    private readonly Array _elements;

    /// <summary>A tensor over <paramref name="values"/>, not copied.</summary>
    /// <exception cref="ArgumentException">There are more or fewer values than <paramref name="shape"/> has elements.</exception>
    public Tensor(TensorShape shape, float[] values)
        : this(shape, values ?? throw new ArgumentNullException(nameof(values)), DType.Float32)
    {
    }

    private Tensor(TensorShape shape, Array elements, DType type)
    {
        if (elements.Length != shape.ElementCount)
            throw new ArgumentException($"Shape {shape.ToKerasString()} has {shape.ElementCount} elements and {elements.Length} were given.", "values");
        Shape = shape;
        _elements = elements;
        DType = type;
    }

    /// <summary>Dimensions, in a <c>Forward</c> body with the batch first.</summary>
    public TensorShape Shape { get; }

    /// <summary>What the elements are.</summary>
    public DType DType { get; }

    /// <summary>The values, row-major; those of float16 and bfloat16 as float32 numbers, of which each is one of the type's.</summary>
    /// <exception cref="InvalidOperationException">The elements are of another type, which float32 doesn't hold: ask for <see cref="Elements{T}"/>.</exception>
    public float[] Values => _elements as float[] ?? throw new InvalidOperationException(
        $"The tensor holds {KerasEnum.Name(DType)}, of which float32 loses something: ask for Elements<{ElementType.NameOf(DType)}>().");

    /// <summary>A tensor over <paramref name="values"/>, not copied.</summary>
    /// <typeparam name="T">float, double, int, long or bool.</typeparam>
    /// <exception cref="ArgumentException">There are more or fewer values than <paramref name="shape"/> has elements.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is another type.</exception>
    public static Tensor Of<T>(TensorShape shape, T[] values)
        where T : unmanaged => ElementType.Of<T>() == DType.Float16
        ? new(shape, Array.ConvertAll((Half[])(object)values, static value => (float)value), DType.Float16)
        : new(shape, values, ElementType.Of<T>());

    /// <summary>The elements, row-major.</summary>
    /// <typeparam name="T">The .NET type of <see cref="DType"/>; float for float16 and bfloat16.</typeparam>
    /// <exception cref="InvalidOperationException">The elements are of another type; the message says which.</exception>
    public T[] Elements<T>()
        where T : unmanaged => _elements as T[] ?? throw new InvalidOperationException(
            $"The tensor holds {KerasEnum.Name(DType)}: ask for Elements<{ElementType.NameOf(DType.BetweenLayers())}>(), not {typeof(T).Name}.");

    /// <summary>A tensor of numbers that are all of <paramref name="type"/>, as values between layers hold them.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="elements">The elements: float for the types of 16 bits.</param>
    /// <param name="type">What they are.</param>
    internal static Tensor Of(TensorShape shape, Array elements, DType type) => new(shape, elements, type);

    /// <summary>The elements as float64.</summary>
    internal double[] ToDoubles() => _elements switch
    {
        double[] values => values,
        float[] values => Array.ConvertAll(values, static value => (double)value),
        int[] values => Array.ConvertAll(values, static value => (double)value),
        long[] values => Array.ConvertAll(values, static value => (double)value),
        var values => Array.ConvertAll((bool[])values, static value => value ? 1.0 : 0),
    };

    /// <summary>Room for the values of a tensor of <paramref name="shape"/>.</summary>
    /// <exception cref="ArgumentException">An array can't hold as many.</exception>
    internal static float[] ValuesOf(TensorShape shape)
    {
        RequireRoom(shape);
        return new float[shape.ElementCount];
    }

    /// <summary>Refuses a shape of which there can be no tensor.</summary>
    /// <exception cref="ArgumentException">An array can't hold as many values.</exception>
    internal static void RequireRoom(TensorShape shape)
    {
        if (shape.ElementCount > Array.MaxLength)
        {
            throw new ArgumentException(
                $"A tensor of shape {shape.ToKerasString()} has {shape.ElementCount} values, and an array holds {Array.MaxLength} at most. Take fewer rows at a time.", nameof(shape));
        }
    }

    /// <summary>Shape and first values: <c>Tensor (2, 3): 1, 2, 3, 4, …</c>.</summary>
    public override string ToString() =>
        $"Tensor {(DType == DType.Float32 ? "" : KerasEnum.Name(DType) + " ")}{Shape.ToKerasString()}: {FirstValues}";

    /// <summary>The first few values, for debuggers.</summary>
    internal string FirstValues => ValuesText.Of(_elements as float[] ?? Array.ConvertAll(ToDoubles(), static value => (float)value));
}
