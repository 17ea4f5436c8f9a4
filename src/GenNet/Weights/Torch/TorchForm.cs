using GenNet.Weights.Assembling;

namespace GenNet.Weights.Torch;

/// <summary>What PyTorch has for a variable of Keras': an array, a part of one, several that follow each other, or two whose sum it is.</summary>
/// <param name="Arrays">The arrays.</param>
/// <param name="IsSum">Whether they are added; else each has elements of its own.</param>
internal sealed record TorchForm(IReadOnlyList<TorchArray> Arrays, bool IsSum = false)
{
    /// <summary>One array.</summary>
    public TorchForm(TorchArray array)
        : this([array])
    {
    }
}

/// <summary>An array of PyTorch's, and where a variable's elements lie in it.</summary>
/// <param name="Name">Its name within its module: <c>weight</c>.</param>
/// <param name="Shape">Its dimensions there.</param>
/// <param name="Places">Where the elements lie.</param>
internal sealed record TorchArray(string Name, IReadOnlyList<long> Shape, ElementPlaces Places)
{
    /// <summary>The array with the variable's own dimensions and order.</summary>
    public static TorchArray AsItIs(string name, IReadOnlyList<long> shape) => new(name, shape, ElementPlaces.Transposed(shape, [.. Enumerable.Range(0, shape.Count)]));

    /// <summary>Whether the array is a variable of that shape as it is.</summary>
    public bool IsAsItIs(IReadOnlyList<long> shape)
    {
        if (!shape.SequenceEqual(Shape))
            return false;
        var strides = ElementPlaces.Strides(shape);
        for (var axis = 0; axis < shape.Count; axis++)
        {
            if (!Places.Axes[axis].AsSpan().SequenceEqual(ElementPlaces.Axis(shape[axis], strides[axis])))
                return false;
        }
        return true;
    }

    /// <summary>Dimensions that an array of another shape than <see cref="Shape"/> would have in Keras: what messages say of it.</summary>
    public IReadOnlyList<long> InKeras(IReadOnlyList<long> dimensions) =>
        dimensions.Count < 2 ? dimensions : [.. dimensions.Skip(2), dimensions[1], dimensions[0]];
}
