using GenNet.Specs;

namespace GenNet;

/// <summary>
/// float32 values with a shape, row-major, on the heap: what weights are copied to, and what a <c>Forward</c> body works with when it
/// runs layer by layer for debugging. Compiled models don't use it.
/// </summary>
public sealed partial class Tensor
{
    /// <summary>A tensor over <paramref name="values"/>, not copied.</summary>
    /// <exception cref="ArgumentException">There are more or fewer values than <paramref name="shape"/> has elements.</exception>
    public Tensor(TensorShape shape, float[] values)
    {
        if (values.Length != shape.ElementCount)
            throw new ArgumentException($"Shape {shape.ToKerasString()} has {shape.ElementCount} elements and {values.Length} were given.", nameof(values));
        Shape = shape;
        Values = values;
    }

    /// <summary>Dimensions, in a <c>Forward</c> body with the batch first.</summary>
    public TensorShape Shape { get; }

    /// <summary>The values, row-major.</summary>
    public float[] Values { get; }

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
    public override string ToString() => $"Tensor {Shape.ToKerasString()}: {ValuesText.Of(Values)}";
}
