using System.Reflection;
using GenNet.TestSupport;

namespace GenNet.Conformance.Operations;

/// <summary>Bodies of <c>Forward</c> in C#, of operations that configs don't have or write in one way only; one compilation for all.</summary>
internal static class OperationBodies
{
    private const string Two = "[Input(3, 4)] Tensor x, [Input(3, 4)] Tensor y";
    private const string Square = "[Input(3, 3)] Tensor x, [Input(3, 3)] Tensor y";
    private const string Whole = "[Input(4, DType = DType.Int32)] Tensor x, [Input(4, DType = DType.Int32)] Tensor y";

    private static readonly Dictionary<string, (string Inputs, string Body)> s_bodies = new()
    {
        ["arithmetic"] = (Two, "=> x / y + 1 / (x + 2) - 3 * y - -x * (1 - y);"),
        ["powers"] = (Two, "=> Tensor.Power(x, y) + Tensor.Power(2, y) + Tensor.Power(x, 3);"),
        ["mod"] = (Two, "=> Tensor.Mod(x, 0.3) + Tensor.Fmod(-x, y) + Tensor.FloorDivide(x, y) + Tensor.DivideNoNan(x, y);"),
        ["pairs"] = (Two, "=> Tensor.Arctan2(x, y) + Tensor.Hypot(x, y) * Tensor.Logaddexp(x, y) - Tensor.Maximum(x, y[.., 1..2]) * Tensor.Minimum(0.5, y);"),
        ["trigonometry"] = (Two, "=> Tensor.Tan(x) + Tensor.Arcsin(y) * Tensor.Arccos(x) + Tensor.Arctan(y);"),
        ["hyperbolic"] = (Two, "=> Tensor.Sinh(x) * Tensor.Cosh(y) + Tensor.Arcsinh(x) + Tensor.Arccosh(y + 1.5) + Tensor.Arctanh(x);"),
        ["logarithms"] = (Two, "=> Tensor.Log2(x) + Tensor.Log10(y) + Tensor.Exp2(x) * Tensor.Cbrt(y) + Tensor.Reciprocal(x) + Tensor.Erfc(y);"),
        ["steps"] = (Two, "=> Tensor.Ceil(x) * x + Tensor.Trunc(y * 3) * y + Tensor.Round(x, 1) * y + Tensor.Deg2rad(Tensor.Rad2deg(x));"),
        ["activations"] = (Two, "=> Tensor.Celu(x - 0.6, 0.7) + Tensor.Elu(y - 0.6, 0.5) * Tensor.HardTanh(x * 2) + Tensor.TanhShrink(y) + Tensor.Squareplus(x - 0.5, 2);"),
        ["shrinks"] = (Two, "=> Tensor.HardShrink(x - 0.3, 0.11) + Tensor.SoftShrink(y - 0.7, 0.13) + Tensor.Threshold(x, 0.51, 0.2) + Tensor.Clip(y, 0.41, 0.77);"),
        ["sparse"] = (Two, "=> Tensor.SparsePlus(x) + Tensor.SparseSigmoid(y) + Tensor.Sparsemax(x * 2) + Tensor.Glu(Tensor.Concatenate(x, y));"),
        ["softmaxes"] = (Two, "=> Tensor.Softmax(x, [1, 2]) + Tensor.LogSoftmax(y, 1) + Tensor.Normalize(x, 1) + Tensor.Normalize(y, -1, order: 1);"),
        ["choice"] = (Two, "=> Tensor.Where(x > y, x * 2, y / 3) + Tensor.Where(x[.., 0..1] > 0.5, x, 2) + Tensor.Where(Tensor.LogicalNot(x >= y), 1, y) * Tensor.Cast(x <= 0.5, DType.Float32);"),
        ["masked softmax"] = (Two, "=> Tensor.Softmax(Tensor.Where(x > 0.3, y, double.NegativeInfinity)[.., 0..2]) + Tensor.Softmax(Tensor.Where(y > 0.3, x, float.MinValue / 2)[.., 1..]);"),
        ["slices"] = (Two, "=> x[.., 1..3, ^1] + y[.., ^2.., 0] * x[TensorIndex.Ellipsis, 1][.., TensorIndex.Slice(null, null, -2)];"),
        ["new axes"] = (Two, "=> x[TensorIndex.Ellipsis, TensorIndex.NewAxis, 0..2] * y[.., TensorIndex.NewAxis, .., TensorIndex.Slice(3, 1, -1)];"),
        ["einsum"] = (Two, "=> Tensor.Einsum(\"bij,bkj->bik\", x, y) + Tensor.Einsum(\"b...j,bkj->bk...\", y, x);"),
        ["einsum of one"] = (Two, "=> Tensor.Einsum(\"bij->bji\", x) * Tensor.Einsum(\"...j->...\", y)[.., TensorIndex.NewAxis];"),
        ["einsum of three"] = (Two, "=> Tensor.Einsum(\"bij, bkj, bij -> bk\", x, y, x);"),
        ["einsum along a size of 1"] = (Two, "=> Tensor.Einsum(\"b...j,b...j->b...j\", x, y[.., 0..1]);"),
        ["einsum of diagonals"] = (Square, "=> Tensor.Einsum(\"bii->bi\", x) + Tensor.Einsum(\"bii,bij->bj\", y, x);"),
        ["matrix products"] = (Two, "=> Tensor.MatMul(Tensor.Stack([x, y]), Tensor.Transpose(Tensor.Stack([y, x]), 0, 1, 3, 2)) + Tensor.MatMul(x, Tensor.Swapaxes(y, -1, 1))[.., TensorIndex.NewAxis];"),
        ["broadcast"] = (Two, "=> Tensor.BroadcastTo(x[.., 0..1], -1, 5, 3, 4)[.., 1..4, 2] * y;"),
        ["products"] = (Two, "=> Tensor.Prod(x, [1, 2], keepdims: true) + Tensor.Std(y, -1, keepdims: true) + Tensor.Logsumexp(x, [-1, 1], keepdims: true);"),
        ["extremes"] = (Two, "=> Tensor.Var(x, 1) + Tensor.Min(y, 1) * Tensor.Max(x, 1) + Tensor.Ptp(y, -2);"),
        ["norms"] = (Two, "=> Tensor.Norm(x, -1) + Tensor.Norm(y, 2, ord: 1) + Spread(x) * y[TensorIndex.Ellipsis, 0]; private static Tensor Spread(Tensor t) { var (mean, variance) = Tensor.Moments(t, [2]); return mean * variance; }"),
        ["cumulated"] = (Two, "=> Tensor.Cumprod(x, 1) + Tensor.Cumsum(y, -1);"),
        ["padding"] = (Two, "=> Tensor.Pad(x, [[0, 0], [1, 1], [2, 1]], \"reflect\") + Tensor.Pad(y, [[0, 0], [1, 1], [2, 1]], \"symmetric\") * Tensor.Pad(x, [[0, 0], [1, 1], [2, 1]], constantValues: 0.5);"),
        ["places"] = (Two, "=> Tensor.Roll(x, [1, -2], [1, 2]) + Tensor.Flip(x, [1, 2]) * Tensor.Fliplr(y) + Tensor.Take(x, [2, 0, -1], axis: 1);"),
        ["repeats"] = (Two, "=> Tensor.Repeat(x, [1, 2, 3], axis: 1) + Tensor.Tile(y, 1, 2, 1);"),
        ["joins"] = (Two, "=> Tensor.Moveaxis(Tensor.Stack([x, y], axis: -1), [1, 2], [-1, 1]) * Tensor.Dstack([x[TensorIndex.Ellipsis, 0], y[TensorIndex.Ellipsis, 1]])[.., TensorIndex.NewAxis, TensorIndex.NewAxis, 0, 0..1];"),
        ["appended"] = (Two, "=> Tensor.Append(x, y, axis: 1) + Tensor.Hstack([y, x]);"),
        ["triangles"] = (Square, "=> Tensor.Tril(x) + Tensor.Triu(y, 1) * Tensor.Tril(x, -1) + Tensor.Diagonal(y, offset: 1, axis1: 1, axis2: 2)[.., 0..1][.., TensorIndex.NewAxis];"),
        ["trace"] = (Square, "=> Tensor.Trace(x, axis1: 1, axis2: 2) * Tensor.Trace(y, -1, 2, 1);"),
        ["differences"] = (Two, "=> Tensor.Diff(x, 2) + Tensor.Diff(y)[TensorIndex.Ellipsis, 1..];"),
        ["filled"] = (Two, "=> Tensor.OnesLike(x) + Tensor.FullLike(y, 2.5) * x + Tensor.ZerosLike(y) - Tensor.StopGradient(x) * y;"),
        ["shapes"] = (Two, "=> Tensor.Reshape(Tensor.ExpandDims(x, [1, -1]), -1, 2, 6) * Tensor.Reshape(Tensor.Squeeze(Tensor.ExpandDims(y, 2)), -1, 2, 6);"),
        ["for"] = (Two, "{ for (var i = 0; i < 3; i++) x = x * 0.5 + y; return x; }"),
        ["for down"] = (Two, "{ const int n = 2; for (var i = n; i >= 0; i--) { var t = y * i; x += t; } return x; }"),
        ["for each column"] = (Two, "{ for (int i = 0; i < x.Shape[2]; i += 2) y = y + x[TensorIndex.Ellipsis, i..(i + 1)]; return y; }"),
        ["nested loops"] = (Two, "{ for (var i = 0; i < 2; i++) for (var j = i; j < 2; j++) x = x * y + (i + 2 * j); return x; }"),
        ["local function"] = (Two, "{ Tensor Half(Tensor t) => t * 0.5; return Half(x) + Half(Half(y)); }"),
        ["variables of the function around"] = (Two, "{ Tensor F(Tensor t) => t + y; Tensor G(Tensor t) { var z = t * 2; return F(z); } y = y * 3; return G(x); }"),
        ["method with numbers"] = (Two, "{ var scale = 1 / Math.Sqrt(x.Shape[2]); return Scaled(x, scale) + Scaled(by: 2, t: y) + Scaled(y); } private static Tensor Scaled(Tensor t, double by = 0.25) => t * by;"),
        ["method of two results"] = (Two, "{ var (a, b) = Both(x, y); (a, b) = (b, a); return a - b; } private (Tensor, Tensor) Both(Tensor p, Tensor q) { var s = p + q; return (s, p * q); }"),
        ["method with a layer"] = (Two, "=> Twice(Layer, x) + y; private Tensor Twice(Dense layer, Tensor t) => layer.Forward(this.Layer.Forward(t)); [Dense(4, Activation = Activation.Tanh)] public partial Dense Layer { get; }"),
        ["list of layers"] = (Two, "{ for (var i = 0; i < Each.Count; i++) x = Each[i].Forward(x) + i * y; return x / 2; } [Repeat(3), Dense(4)] public partial Layers<Dense> Each { get; }"),
        ["parts"] = (Two, "{ var parts = Tensor.Split(x, 4, axis: 2); var sum = parts[0]; foreach (var part in parts) sum += part; return sum * parts[^1] + Tensor.Split(y, 2)[1][TensorIndex.Ellipsis, 0..1]; }"),
        ["unstacked"] = (Two, "{ var (a, b, c) = Tensor.Unstack(x); foreach (var row in Tensor.Unstack(y)) a = a * row + b; return a - c; }"),
        ["numbers of two types"] = (Two, "{ double half = 1; half /= 2; int n = 7; n = n / 2; float third = (float)1 / 3; return x * half * n + y * third; }"),
        ["whole numbers"] = (Whole, "=> (x * 3 - y) * x + Tensor.Maximum(x, 2) + Tensor.FloorDivide(7, x + 1) - Tensor.Mod(x - 3, 2) + Tensor.Power(x, 3);"),
        ["signs of whole numbers"] = (Whole, "=> -x + Tensor.Absolute(y - 3) * Tensor.Sign(x - 2) + Tensor.Clip(x, 1, 3) + Tensor.Square(y);"),
        ["conditions of whole numbers"] = (Whole, "=> Tensor.LogicalOr(x > 1, Tensor.Equal(x, y));"),
        ["whole numbers beside real ones"] = (Whole, "=> x * Tensor.Exp(y * 0.5) - y + Tensor.Cast(x > 2, DType.Float32) * x;"),
        ["whole numbers as real ones"] = (Whole, "=> x / 2 + Tensor.Exp(y * 0.5);"),
    };

    private static readonly Lazy<Assembly> s_assembly = new(() => ModelCompiler.Compile(string.Join("\n", s_bodies.Keys.Select(SourceOf).Prepend("using GenNet;"))).Assembly);

    /// <summary>Names of all bodies.</summary>
    public static IEnumerable<string> Names => s_bodies.Keys;

    /// <summary>Whether there are gradients.</summary>
    public static bool IsReal(string name) => s_bodies[name].Inputs != Whole;

    /// <summary>Elements of an input's row.</summary>
    public static int SizeOf(string name) => s_bodies[name].Inputs == Two ? 12 : s_bodies[name].Inputs == Square ? 9 : 4;

    /// <summary>The compiled class of a body.</summary>
    public static Type TypeOf(string name) => s_assembly.Value.GetType(ClassOf(name), throwOnError: true)!;

    private static string ClassOf(string name) => "Body_" + name.Replace(' ', '_');

    private static string SourceOf(string name)
    {
        var (inputs, body) = s_bodies[name];
        var type = inputs == Whole ? "int" : "float";
        return $$"""
            [Model]
            public partial class {{ClassOf(name)}}
            {
                private Tensor Forward({{inputs}}) {{body}}
                public Tensor AsItStands(Tensor x, Tensor y) => Forward(x, y);
                public float[] Infer(float[][] inputs, int length) => Array.ConvertAll(
                    Predict(Array.ConvertAll(inputs[0], static v => ({{type}})v), Array.ConvertAll(inputs[1], static v => ({{type}})v)).Output.ToArray(), static v => Convert.ToSingle(v));
            }
            """;
    }
}
