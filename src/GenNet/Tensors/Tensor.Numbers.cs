using GenNet.Operations;

namespace GenNet;

// Operators with numbers, and those that are no layer.
public sealed partial class Tensor
{
    /// <summary>The sum with a number, element by element.</summary>
    public static Tensor operator +(Tensor left, double right) => Pair(PairFunction.Add, left, Operand.Of(right));

    /// <summary>The sum with a number, element by element.</summary>
    public static Tensor operator +(double left, Tensor right) => Pair(PairFunction.Add, right, Operand.Of(left), numberIsFirst: true);

    /// <summary>The difference with a number, element by element.</summary>
    public static Tensor operator -(Tensor left, double right) => Pair(PairFunction.Subtract, left, Operand.Of(right));

    /// <summary>The difference with a number, element by element.</summary>
    public static Tensor operator -(double left, Tensor right) => Pair(PairFunction.Subtract, right, Operand.Of(left), numberIsFirst: true);

    /// <summary>The product with a number, element by element.</summary>
    public static Tensor operator *(Tensor left, double right) => Pair(PairFunction.Multiply, left, Operand.Of(right));

    /// <summary>The product with a number, element by element.</summary>
    public static Tensor operator *(double left, Tensor right) => Pair(PairFunction.Multiply, right, Operand.Of(left), numberIsFirst: true);

    /// <summary>The quotient, element by element; axes as of <c>+</c>. Keras: <c>keras.ops.divide</c>.</summary>
    /// <exception cref="ArgumentException">The tensors have different sizes above 1 along an axis.</exception>
    public static Tensor operator /(Tensor left, Tensor right) => Divide(left, right);

    /// <summary>The quotient with a number, element by element.</summary>
    public static Tensor operator /(Tensor left, double right) => Divide(left, right);

    /// <summary>The quotient with a number, element by element.</summary>
    public static Tensor operator /(double left, Tensor right) => Divide(left, right);

    /// <summary>The negative of each element.</summary>
    public static Tensor operator -(Tensor x) => Negative(x);

    /// <inheritdoc cref="Greater(Tensor, Tensor)"/>
    public static Tensor operator >(Tensor left, Tensor right) => Greater(left, right);

    /// <inheritdoc cref="Greater(Tensor, Tensor)"/>
    public static Tensor operator >(Tensor left, double right) => Greater(left, right);

    /// <inheritdoc cref="Greater(Tensor, Tensor)"/>
    public static Tensor operator >(double left, Tensor right) => Greater(left, right);

    /// <inheritdoc cref="Less(Tensor, Tensor)"/>
    public static Tensor operator <(Tensor left, Tensor right) => Less(left, right);

    /// <inheritdoc cref="Less(Tensor, Tensor)"/>
    public static Tensor operator <(Tensor left, double right) => Less(left, right);

    /// <inheritdoc cref="Less(Tensor, Tensor)"/>
    public static Tensor operator <(double left, Tensor right) => Less(left, right);

    /// <inheritdoc cref="GreaterEqual(Tensor, Tensor)"/>
    public static Tensor operator >=(Tensor left, Tensor right) => GreaterEqual(left, right);

    /// <inheritdoc cref="GreaterEqual(Tensor, Tensor)"/>
    public static Tensor operator >=(Tensor left, double right) => GreaterEqual(left, right);

    /// <inheritdoc cref="GreaterEqual(Tensor, Tensor)"/>
    public static Tensor operator >=(double left, Tensor right) => GreaterEqual(left, right);

    /// <inheritdoc cref="LessEqual(Tensor, Tensor)"/>
    public static Tensor operator <=(Tensor left, Tensor right) => LessEqual(left, right);

    /// <inheritdoc cref="LessEqual(Tensor, Tensor)"/>
    public static Tensor operator <=(Tensor left, double right) => LessEqual(left, right);

    /// <inheritdoc cref="LessEqual(Tensor, Tensor)"/>
    public static Tensor operator <=(double left, Tensor right) => LessEqual(left, right);

    private static Tensor Pair(PairFunction function, Tensor tensor, Operand number, bool numberIsFirst = false)
    {
        var graph = new TensorGraph();
        var value = Operand.Of(graph.Add(tensor));
        return Fit(() => graph[numberIsFirst ? OperationCatalog.Pair(graph, function, number, value) : OperationCatalog.Pair(graph, function, value, number)]);
    }
}
