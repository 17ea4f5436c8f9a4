using GenNet.Operations;

namespace GenNet;

// Functions of two tensors, or of one and a number.
public sealed partial class Tensor
{
    /// <summary>x1 / x2, element by element; axes as of <c>+</c>. Keras: <c>keras.ops.divide</c>.</summary>
    /// <exception cref="ArgumentException">The tensors have different sizes above 1 along an axis.</exception>
    public static Tensor Divide(Tensor x1, Tensor x2) => Run("Divide", ("x1", x1), ("x2", x2));

    /// <inheritdoc cref="Divide(Tensor, Tensor)"/>
    public static Tensor Divide(Tensor x1, double x2) => Run("Divide", ("x1", x1), ("x2", Operand.Of(x2)));

    /// <inheritdoc cref="Divide(Tensor, Tensor)"/>
    public static Tensor Divide(double x1, Tensor x2) => Run("Divide", ("x1", Operand.Of(x1)), ("x2", x2));

    /// <summary>x1 to the power of x2, element by element; axes as of <c>+</c>. Keras: <c>keras.ops.power</c>.</summary>
    /// <exception cref="ArgumentException">The tensors have different sizes above 1 along an axis.</exception>
    public static Tensor Power(Tensor x1, Tensor x2) => Run("Power", ("x1", x1), ("x2", x2));

    /// <inheritdoc cref="Power(Tensor, Tensor)"/>
    public static Tensor Power(Tensor x1, double x2) => Run("Power", ("x1", x1), ("x2", Operand.Of(x2)));

    /// <inheritdoc cref="Power(Tensor, Tensor)"/>
    public static Tensor Power(double x1, Tensor x2) => Run("Power", ("x1", Operand.Of(x1)), ("x2", x2));

    /// <summary>x1 − ⌊x1 / x2⌋·x2, element by element; axes as of <c>+</c>. Keras: <c>keras.ops.mod</c>.</summary>
    /// <exception cref="ArgumentException">The tensors have different sizes above 1 along an axis.</exception>
    public static Tensor Mod(Tensor x1, Tensor x2) => Run("Mod", ("x1", x1), ("x2", x2));

    /// <inheritdoc cref="Mod(Tensor, Tensor)"/>
    public static Tensor Mod(Tensor x1, double x2) => Run("Mod", ("x1", x1), ("x2", Operand.Of(x2)));

    /// <inheritdoc cref="Mod(Tensor, Tensor)"/>
    public static Tensor Mod(double x1, Tensor x2) => Run("Mod", ("x1", Operand.Of(x1)), ("x2", x2));

    /// <summary>What is left of x1 when x2 is taken away as often as it goes, with x1's sign, element by element; axes as of <c>+</c>. Keras: <c>keras.ops.fmod</c>.</summary>
    /// <exception cref="ArgumentException">The tensors have different sizes above 1 along an axis.</exception>
    public static Tensor Fmod(Tensor x1, Tensor x2) => Run("Fmod", ("x1", x1), ("x2", x2));

    /// <inheritdoc cref="Fmod(Tensor, Tensor)"/>
    public static Tensor Fmod(Tensor x1, double x2) => Run("Fmod", ("x1", x1), ("x2", Operand.Of(x2)));

    /// <inheritdoc cref="Fmod(Tensor, Tensor)"/>
    public static Tensor Fmod(double x1, Tensor x2) => Run("Fmod", ("x1", Operand.Of(x1)), ("x2", x2));

    /// <summary>x1 / x2, and 0 where x2 is 0, element by element; axes as of <c>+</c>. Keras: <c>keras.ops.divide_no_nan</c>.</summary>
    /// <exception cref="ArgumentException">The tensors have different sizes above 1 along an axis.</exception>
    public static Tensor DivideNoNan(Tensor x1, Tensor x2) => Run("DivideNoNan", ("x1", x1), ("x2", x2));

    /// <inheritdoc cref="DivideNoNan(Tensor, Tensor)"/>
    public static Tensor DivideNoNan(Tensor x1, double x2) => Run("DivideNoNan", ("x1", x1), ("x2", Operand.Of(x2)));

    /// <inheritdoc cref="DivideNoNan(Tensor, Tensor)"/>
    public static Tensor DivideNoNan(double x1, Tensor x2) => Run("DivideNoNan", ("x1", Operand.Of(x1)), ("x2", x2));

    /// <summary>⌊x1 / x2⌋, element by element; axes as of <c>+</c>. Keras: <c>keras.ops.floor_divide</c>.</summary>
    /// <exception cref="ArgumentException">The tensors have different sizes above 1 along an axis.</exception>
    public static Tensor FloorDivide(Tensor x1, Tensor x2) => Run("FloorDivide", ("x1", x1), ("x2", x2));

    /// <inheritdoc cref="FloorDivide(Tensor, Tensor)"/>
    public static Tensor FloorDivide(Tensor x1, double x2) => Run("FloorDivide", ("x1", x1), ("x2", Operand.Of(x2)));

    /// <inheritdoc cref="FloorDivide(Tensor, Tensor)"/>
    public static Tensor FloorDivide(double x1, Tensor x2) => Run("FloorDivide", ("x1", Operand.Of(x1)), ("x2", x2));

    /// <summary>The larger one, element by element; axes as of <c>+</c>. Keras: <c>keras.ops.maximum</c>.</summary>
    /// <exception cref="ArgumentException">The tensors have different sizes above 1 along an axis.</exception>
    public static Tensor Maximum(Tensor x1, Tensor x2) => Run("Maximum", ("x1", x1), ("x2", x2));

    /// <inheritdoc cref="Maximum(Tensor, Tensor)"/>
    public static Tensor Maximum(Tensor x1, double x2) => Run("Maximum", ("x1", x1), ("x2", Operand.Of(x2)));

    /// <inheritdoc cref="Maximum(Tensor, Tensor)"/>
    public static Tensor Maximum(double x1, Tensor x2) => Run("Maximum", ("x1", Operand.Of(x1)), ("x2", x2));

    /// <summary>The smaller one, element by element; axes as of <c>+</c>. Keras: <c>keras.ops.minimum</c>.</summary>
    /// <exception cref="ArgumentException">The tensors have different sizes above 1 along an axis.</exception>
    public static Tensor Minimum(Tensor x1, Tensor x2) => Run("Minimum", ("x1", x1), ("x2", x2));

    /// <inheritdoc cref="Minimum(Tensor, Tensor)"/>
    public static Tensor Minimum(Tensor x1, double x2) => Run("Minimum", ("x1", x1), ("x2", Operand.Of(x2)));

    /// <inheritdoc cref="Minimum(Tensor, Tensor)"/>
    public static Tensor Minimum(double x1, Tensor x2) => Run("Minimum", ("x1", Operand.Of(x1)), ("x2", x2));

    /// <summary>The angle of the point (x2, x1), element by element; axes as of <c>+</c>. Keras: <c>keras.ops.arctan2</c>.</summary>
    /// <exception cref="ArgumentException">The tensors have different sizes above 1 along an axis.</exception>
    public static Tensor Arctan2(Tensor x1, Tensor x2) => Run("Arctan2", ("x1", x1), ("x2", x2));

    /// <inheritdoc cref="Arctan2(Tensor, Tensor)"/>
    public static Tensor Arctan2(Tensor x1, double x2) => Run("Arctan2", ("x1", x1), ("x2", Operand.Of(x2)));

    /// <inheritdoc cref="Arctan2(Tensor, Tensor)"/>
    public static Tensor Arctan2(double x1, Tensor x2) => Run("Arctan2", ("x1", Operand.Of(x1)), ("x2", x2));

    /// <summary>√(x1² + x2²), element by element; axes as of <c>+</c>. Keras: <c>keras.ops.hypot</c>.</summary>
    /// <exception cref="ArgumentException">The tensors have different sizes above 1 along an axis.</exception>
    public static Tensor Hypot(Tensor x1, Tensor x2) => Run("Hypot", ("x1", x1), ("x2", x2));

    /// <inheritdoc cref="Hypot(Tensor, Tensor)"/>
    public static Tensor Hypot(Tensor x1, double x2) => Run("Hypot", ("x1", x1), ("x2", Operand.Of(x2)));

    /// <inheritdoc cref="Hypot(Tensor, Tensor)"/>
    public static Tensor Hypot(double x1, Tensor x2) => Run("Hypot", ("x1", Operand.Of(x1)), ("x2", x2));

    /// <summary>ln(e^x1 + e^x2), element by element; axes as of <c>+</c>. Keras: <c>keras.ops.logaddexp</c>.</summary>
    /// <exception cref="ArgumentException">The tensors have different sizes above 1 along an axis.</exception>
    public static Tensor Logaddexp(Tensor x1, Tensor x2) => Run("Logaddexp", ("x1", x1), ("x2", x2));

    /// <inheritdoc cref="Logaddexp(Tensor, Tensor)"/>
    public static Tensor Logaddexp(Tensor x1, double x2) => Run("Logaddexp", ("x1", x1), ("x2", Operand.Of(x2)));

    /// <inheritdoc cref="Logaddexp(Tensor, Tensor)"/>
    public static Tensor Logaddexp(double x1, Tensor x2) => Run("Logaddexp", ("x1", Operand.Of(x1)), ("x2", x2));

    /// <summary>Whether x1 is above x2, element by element; axes as of <c>+</c>. Keras: <c>keras.ops.greater</c>.</summary>
    /// <exception cref="ArgumentException">The tensors have different sizes above 1 along an axis.</exception>
    public static Tensor Greater(Tensor x1, Tensor x2) => Run("Greater", ("x1", x1), ("x2", x2));

    /// <inheritdoc cref="Greater(Tensor, Tensor)"/>
    public static Tensor Greater(Tensor x1, double x2) => Run("Greater", ("x1", x1), ("x2", Operand.Of(x2)));

    /// <inheritdoc cref="Greater(Tensor, Tensor)"/>
    public static Tensor Greater(double x1, Tensor x2) => Run("Greater", ("x1", Operand.Of(x1)), ("x2", x2));

    /// <summary>Whether x1 is at least x2, element by element; axes as of <c>+</c>. Keras: <c>keras.ops.greater_equal</c>.</summary>
    /// <exception cref="ArgumentException">The tensors have different sizes above 1 along an axis.</exception>
    public static Tensor GreaterEqual(Tensor x1, Tensor x2) => Run("GreaterEqual", ("x1", x1), ("x2", x2));

    /// <inheritdoc cref="GreaterEqual(Tensor, Tensor)"/>
    public static Tensor GreaterEqual(Tensor x1, double x2) => Run("GreaterEqual", ("x1", x1), ("x2", Operand.Of(x2)));

    /// <inheritdoc cref="GreaterEqual(Tensor, Tensor)"/>
    public static Tensor GreaterEqual(double x1, Tensor x2) => Run("GreaterEqual", ("x1", Operand.Of(x1)), ("x2", x2));

    /// <summary>Whether x1 is below x2, element by element; axes as of <c>+</c>. Keras: <c>keras.ops.less</c>.</summary>
    /// <exception cref="ArgumentException">The tensors have different sizes above 1 along an axis.</exception>
    public static Tensor Less(Tensor x1, Tensor x2) => Run("Less", ("x1", x1), ("x2", x2));

    /// <inheritdoc cref="Less(Tensor, Tensor)"/>
    public static Tensor Less(Tensor x1, double x2) => Run("Less", ("x1", x1), ("x2", Operand.Of(x2)));

    /// <inheritdoc cref="Less(Tensor, Tensor)"/>
    public static Tensor Less(double x1, Tensor x2) => Run("Less", ("x1", Operand.Of(x1)), ("x2", x2));

    /// <summary>Whether x1 is at most x2, element by element; axes as of <c>+</c>. Keras: <c>keras.ops.less_equal</c>.</summary>
    /// <exception cref="ArgumentException">The tensors have different sizes above 1 along an axis.</exception>
    public static Tensor LessEqual(Tensor x1, Tensor x2) => Run("LessEqual", ("x1", x1), ("x2", x2));

    /// <inheritdoc cref="LessEqual(Tensor, Tensor)"/>
    public static Tensor LessEqual(Tensor x1, double x2) => Run("LessEqual", ("x1", x1), ("x2", Operand.Of(x2)));

    /// <inheritdoc cref="LessEqual(Tensor, Tensor)"/>
    public static Tensor LessEqual(double x1, Tensor x2) => Run("LessEqual", ("x1", Operand.Of(x1)), ("x2", x2));

    /// <summary>Whether they are equal, element by element; axes as of <c>+</c>. Keras: <c>keras.ops.equal</c>.</summary>
    /// <exception cref="ArgumentException">The tensors have different sizes above 1 along an axis.</exception>
    public static Tensor Equal(Tensor x1, Tensor x2) => Run("Equal", ("x1", x1), ("x2", x2));

    /// <inheritdoc cref="Equal(Tensor, Tensor)"/>
    public static Tensor Equal(Tensor x1, double x2) => Run("Equal", ("x1", x1), ("x2", Operand.Of(x2)));

    /// <inheritdoc cref="Equal(Tensor, Tensor)"/>
    public static Tensor Equal(double x1, Tensor x2) => Run("Equal", ("x1", Operand.Of(x1)), ("x2", x2));

    /// <summary>Whether they differ, element by element; axes as of <c>+</c>. Keras: <c>keras.ops.not_equal</c>.</summary>
    /// <exception cref="ArgumentException">The tensors have different sizes above 1 along an axis.</exception>
    public static Tensor NotEqual(Tensor x1, Tensor x2) => Run("NotEqual", ("x1", x1), ("x2", x2));

    /// <inheritdoc cref="NotEqual(Tensor, Tensor)"/>
    public static Tensor NotEqual(Tensor x1, double x2) => Run("NotEqual", ("x1", x1), ("x2", Operand.Of(x2)));

    /// <inheritdoc cref="NotEqual(Tensor, Tensor)"/>
    public static Tensor NotEqual(double x1, Tensor x2) => Run("NotEqual", ("x1", Operand.Of(x1)), ("x2", x2));

    /// <summary>Whether both hold; axes as of <c>+</c>. Keras: <c>keras.ops.logical_and</c>.</summary>
    public static Tensor LogicalAnd(Tensor x1, Tensor x2) => Run("LogicalAnd", ("x1", x1), ("x2", x2));

    /// <summary>Whether any holds; axes as of <c>+</c>. Keras: <c>keras.ops.logical_or</c>.</summary>
    public static Tensor LogicalOr(Tensor x1, Tensor x2) => Run("LogicalOr", ("x1", x1), ("x2", x2));

    /// <summary>Whether one holds and the other doesn't; axes as of <c>+</c>. Keras: <c>keras.ops.logical_xor</c>.</summary>
    public static Tensor LogicalXor(Tensor x1, Tensor x2) => Run("LogicalXor", ("x1", x1), ("x2", x2));

    /// <summary>Whether it doesn't hold. Keras: <c>keras.ops.logical_not</c>.</summary>
    public static Tensor LogicalNot(Tensor x) => Run("LogicalNot", ("x", x));

    /// <summary>Of each element the first value where the condition holds, else the second; axes as of <c>+</c>. Keras: <c>keras.ops.where</c>.</summary>
    public static Tensor Where(Tensor condition, Tensor x1, Tensor x2) => Run("Where", ("condition", condition), ("x1", x1), ("x2", x2));

    /// <inheritdoc cref="Where(Tensor, Tensor, Tensor)"/>
    public static Tensor Where(Tensor condition, Tensor x1, double x2) => Run("Where", ("condition", condition), ("x1", x1), ("x2", Operand.Of(x2)));

    /// <inheritdoc cref="Where(Tensor, Tensor, Tensor)"/>
    public static Tensor Where(Tensor condition, double x1, Tensor x2) => Run("Where", ("condition", condition), ("x1", Operand.Of(x1)), ("x2", x2));

    /// <inheritdoc cref="Where(Tensor, Tensor, Tensor)"/>
    public static Tensor Where(Tensor condition, double x1, double x2) => Run("Where", ("condition", condition), ("x1", Operand.Of(x1)), ("x2", Operand.Of(x2)));
}
