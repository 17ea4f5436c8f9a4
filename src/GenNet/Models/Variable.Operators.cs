using GenNet.Specs;

namespace GenNet;

// A model's own weight in a Forward body that runs as it stands.
public sealed partial class Variable
{
    /// <summary>The sum, row by row; the weight has no batch axis. Keras: <c>x + weight</c>.</summary>
    /// <exception cref="ArgumentException">Sizes above 1 differ along an axis.</exception>
    public static Tensor operator +(Tensor left, Variable right) => left + right.Beside(left);

    /// <inheritdoc cref="op_Addition(Tensor, Variable)"/>
    public static Tensor operator +(Variable left, Tensor right) => left.Beside(right) + right;

    /// <summary>The difference, row by row; the weight has no batch axis. Keras: <c>x - weight</c>.</summary>
    /// <exception cref="ArgumentException">Sizes above 1 differ along an axis.</exception>
    public static Tensor operator -(Tensor left, Variable right) => left - right.Beside(left);

    /// <inheritdoc cref="op_Subtraction(Tensor, Variable)"/>
    public static Tensor operator -(Variable left, Tensor right) => left.Beside(right) - right;

    /// <summary>The product, row by row; the weight has no batch axis. Keras: <c>x * weight</c>.</summary>
    /// <exception cref="ArgumentException">Sizes above 1 differ along an axis.</exception>
    public static Tensor operator *(Tensor left, Variable right) => left * right.Beside(left);

    /// <inheritdoc cref="op_Multiply(Tensor, Variable)"/>
    public static Tensor operator *(Variable left, Tensor right) => left.Beside(right) * right;

    // The same values in each row; a first axis that stands for the batch is 1 and left out.
    private Tensor Beside(Tensor other)
    {
        var (rows, weight) = (other.Shape[0], ToTensor());
        int[] shape = [rows, .. Shape.Rank == other.Shape.Rank && Shape[0] == 1 ? Shape.Dimensions.Skip(1) : Shape.Dimensions];
        return new(TensorShape.Of(shape), [.. Enumerable.Repeat(weight.Values, rows).SelectMany(static row => row)]);
    }
}
