using GenNet.Operations;

namespace GenNet;

// Functions of each element.
public sealed partial class Tensor
{
    /// <summary>−x. Keras: <c>keras.ops.negative</c>.</summary>
    public static Tensor Negative(Tensor x) => Run("Negative", ("x", x));

    /// <summary>|x|. Keras: <c>keras.ops.absolute</c>.</summary>
    public static Tensor Absolute(Tensor x) => Run("Absolute", ("x", x));

    /// <summary>1, 0 or −1, as x is above, at or below 0. Keras: <c>keras.ops.sign</c>.</summary>
    public static Tensor Sign(Tensor x) => Run("Sign", ("x", x));

    /// <summary>x². Keras: <c>keras.ops.square</c>.</summary>
    public static Tensor Square(Tensor x) => Run("Square", ("x", x));

    /// <summary>√x. Keras: <c>keras.ops.sqrt</c>.</summary>
    public static Tensor Sqrt(Tensor x) => Run("Sqrt", ("x", x));

    /// <summary>1 / √x. Keras: <c>keras.ops.rsqrt</c>.</summary>
    public static Tensor Rsqrt(Tensor x) => Run("Rsqrt", ("x", x));

    /// <summary>1 / x. Keras: <c>keras.ops.reciprocal</c>.</summary>
    public static Tensor Reciprocal(Tensor x) => Run("Reciprocal", ("x", x));

    /// <summary>∛x. Keras: <c>keras.ops.cbrt</c>.</summary>
    public static Tensor Cbrt(Tensor x) => Run("Cbrt", ("x", x));

    /// <summary>eˣ. Keras: <c>keras.ops.exp</c>.</summary>
    public static Tensor Exp(Tensor x) => Run("Exp", ("x", x));

    /// <summary>eˣ − 1. Keras: <c>keras.ops.expm1</c>.</summary>
    public static Tensor Expm1(Tensor x) => Run("Expm1", ("x", x));

    /// <summary>2ˣ. Keras: <c>keras.ops.exp2</c>.</summary>
    public static Tensor Exp2(Tensor x) => Run("Exp2", ("x", x));

    /// <summary>ln x. Keras: <c>keras.ops.log</c>.</summary>
    public static Tensor Log(Tensor x) => Run("Log", ("x", x));

    /// <summary>ln(1 + x). Keras: <c>keras.ops.log1p</c>.</summary>
    public static Tensor Log1p(Tensor x) => Run("Log1p", ("x", x));

    /// <summary>log₂ x. Keras: <c>keras.ops.log2</c>.</summary>
    public static Tensor Log2(Tensor x) => Run("Log2", ("x", x));

    /// <summary>log₁₀ x. Keras: <c>keras.ops.log10</c>.</summary>
    public static Tensor Log10(Tensor x) => Run("Log10", ("x", x));

    /// <summary>sin x. Keras: <c>keras.ops.sin</c>.</summary>
    public static Tensor Sin(Tensor x) => Run("Sin", ("x", x));

    /// <summary>cos x. Keras: <c>keras.ops.cos</c>.</summary>
    public static Tensor Cos(Tensor x) => Run("Cos", ("x", x));

    /// <summary>tan x. Keras: <c>keras.ops.tan</c>.</summary>
    public static Tensor Tan(Tensor x) => Run("Tan", ("x", x));

    /// <summary>arcsin x. Keras: <c>keras.ops.arcsin</c>.</summary>
    public static Tensor Arcsin(Tensor x) => Run("Arcsin", ("x", x));

    /// <summary>arccos x. Keras: <c>keras.ops.arccos</c>.</summary>
    public static Tensor Arccos(Tensor x) => Run("Arccos", ("x", x));

    /// <summary>arctan x. Keras: <c>keras.ops.arctan</c>.</summary>
    public static Tensor Arctan(Tensor x) => Run("Arctan", ("x", x));

    /// <summary>sinh x. Keras: <c>keras.ops.sinh</c>.</summary>
    public static Tensor Sinh(Tensor x) => Run("Sinh", ("x", x));

    /// <summary>cosh x. Keras: <c>keras.ops.cosh</c>.</summary>
    public static Tensor Cosh(Tensor x) => Run("Cosh", ("x", x));

    /// <summary>arsinh x. Keras: <c>keras.ops.arcsinh</c>.</summary>
    public static Tensor Arcsinh(Tensor x) => Run("Arcsinh", ("x", x));

    /// <summary>arcosh x. Keras: <c>keras.ops.arccosh</c>.</summary>
    public static Tensor Arccosh(Tensor x) => Run("Arccosh", ("x", x));

    /// <summary>artanh x. Keras: <c>keras.ops.arctanh</c>.</summary>
    public static Tensor Arctanh(Tensor x) => Run("Arctanh", ("x", x));

    /// <summary>x degrees in radians. Keras: <c>keras.ops.deg2rad</c>.</summary>
    public static Tensor Deg2rad(Tensor x) => Run("Deg2rad", ("x", x));

    /// <summary>x radians in degrees. Keras: <c>keras.ops.rad2deg</c>.</summary>
    public static Tensor Rad2deg(Tensor x) => Run("Rad2deg", ("x", x));

    /// <summary>Whether x is no number. Keras: <c>keras.ops.isnan</c>.</summary>
    public static Tensor Isnan(Tensor x) => Run("Isnan", ("x", x));

    /// <summary>The error function. Keras: <c>keras.ops.erf</c>.</summary>
    public static Tensor Erf(Tensor x) => Run("Erf", ("x", x));

    /// <summary>1 − erf(x). Keras: <c>keras.ops.erfc</c>.</summary>
    public static Tensor Erfc(Tensor x) => Run("Erfc", ("x", x));

    /// <summary>The largest whole number up to x. Keras: <c>keras.ops.floor</c>.</summary>
    public static Tensor Floor(Tensor x) => Run("Floor", ("x", x));

    /// <summary>The least whole number from x on. Keras: <c>keras.ops.ceil</c>.</summary>
    public static Tensor Ceil(Tensor x) => Run("Ceil", ("x", x));

    /// <summary>x without its fraction. Keras: <c>keras.ops.trunc</c>.</summary>
    public static Tensor Trunc(Tensor x) => Run("Trunc", ("x", x));

    /// <summary>To the nearest number of so many decimals, ties to even. Keras: <c>keras.ops.round</c>.</summary>
    public static Tensor Round(Tensor x, int decimals = 0) => Run("Round", ("x", x), ("decimals", decimals));

    /// <summary>x within bounds. Keras: <c>keras.ops.clip</c>.</summary>
    public static Tensor Clip(Tensor x, double xMin, double xMax) => Run("Clip", ("x", x), ("x_min", xMin), ("x_max", xMax));

    /// <summary>The operation called <paramref name="name"/>.</summary>
    internal static Tensor Run(string name, params ReadOnlySpan<(string Name, object? Value)> arguments) => RunMany(name, arguments)[0];

    /// <summary>The same where it may have several results.</summary>
    /// <exception cref="ArgumentException">It doesn't fit what it is given.</exception>
    internal static Tensor[] RunMany(string name, params ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        var graph = new TensorGraph();
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (argument, value) in arguments)
        {
            values[argument] = value switch
            {
                Tensor tensor => Operand.Of(graph.Add(tensor)),
                Tensor[] tensors => Array.ConvertAll(tensors, graph.Add),
                _ => value,
            };
        }
        return Fit(() => OperationCatalog.Find(name)!.Build(graph, new(values)).Select(value => graph[value]).ToArray());
    }
}
