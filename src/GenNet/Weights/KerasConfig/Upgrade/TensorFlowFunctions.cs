using System.Text.Json.Nodes;

namespace GenNet.Weights.KerasConfig.Upgrade;

/// <summary>TensorFlow's functions by the names that <c>TFOpLambda</c> has for them, and the operations of <c>keras.ops</c> that do the same.</summary>
internal static class TensorFlowFunctions
{
    private static readonly Dictionary<string, FunctionForm> s_functions = All();

    /// <summary>The operation that does what <paramref name="function"/> does, as <c>math.add</c>; null if there is none.</summary>
    public static FunctionForm? Find(string function) => s_functions.GetValueOrDefault(function);

    private static Dictionary<string, FunctionForm> All()
    {
        var all = new Dictionary<string, FunctionForm>(StringComparer.Ordinal);
        foreach (var (operation, functions) in ((string, string[])[])[
            ("Add", ["math.add", "add", "__operators__.add"]), ("Subtract", ["math.subtract", "subtract", "__operators__.sub"]),
            ("Multiply", ["math.multiply", "multiply", "__operators__.mul", "math.scalar_mul"]), ("TrueDivide", ["math.divide", "divide", "math.truediv", "truediv", "__operators__.truediv", "realdiv"]),
            ("FloorDivide", ["math.floordiv", "__operators__.floordiv"]), ("Mod", ["math.floormod", "__operators__.mod"]), ("Power", ["math.pow", "pow", "__operators__.pow"]),
            ("Maximum", ["math.maximum", "maximum"]), ("Minimum", ["math.minimum", "minimum"]), ("Greater", ["math.greater", "__operators__.gt"]), ("GreaterEqual", ["math.greater_equal", "__operators__.ge"]),
            ("Less", ["math.less", "__operators__.lt"]), ("LessEqual", ["math.less_equal", "__operators__.le"]), ("Equal", ["math.equal", "equal", "__operators__.eq"]),
            ("NotEqual", ["math.not_equal", "not_equal", "__operators__.ne"]), ("LogicalAnd", ["math.logical_and", "__operators__.and"]), ("LogicalOr", ["math.logical_or", "__operators__.or"]),
            ("Where", ["where"]), ("Matmul", ["linalg.matmul", "matmul", "__operators__.matmul"])])
        {
            foreach (var function in functions)
                all[function] = new(operation) { Positional = ["x", "y", "b", "a"] };
        }
        foreach (var (operation, functions) in ((string, string[])[])[
            ("Negative", ["math.negative", "negative", "__operators__.neg"]), ("Absolute", ["math.abs", "abs", "__operators__.abs"]), ("Sign", ["math.sign"]), ("Square", ["math.square", "square"]),
            ("Sqrt", ["math.sqrt", "sqrt"]), ("Rsqrt", ["math.rsqrt"]), ("Exp", ["math.exp", "exp"]), ("Expm1", ["math.expm1"]), ("Log", ["math.log"]), ("Log1p", ["math.log1p"]), ("Sin", ["math.sin", "sin"]),
            ("Cos", ["math.cos", "cos"]), ("Tanh", ["math.tanh", "tanh", "nn.tanh"]), ("Erf", ["math.erf"]), ("Floor", ["math.floor", "floor"]), ("Ceil", ["math.ceil"]), ("Round", ["math.round", "round"]),
            ("Reciprocal", ["math.reciprocal"]), ("LogicalNot", ["math.logical_not"]), ("Sigmoid", ["math.sigmoid", "sigmoid", "nn.sigmoid"]), ("Relu", ["nn.relu"]), ("Relu6", ["nn.relu6"]), ("Elu", ["nn.elu"]),
            ("Selu", ["nn.selu"]), ("Gelu", ["nn.gelu"]), ("Silu", ["nn.silu", "nn.swish"]), ("Softplus", ["math.softplus", "nn.softplus"]), ("Softsign", ["nn.softsign"]), ("LogSigmoid", ["math.log_sigmoid"]),
            ("Softmax", ["nn.softmax", "math.softmax"]), ("LogSoftmax", ["nn.log_softmax", "math.log_softmax"]), ("StopGradient", ["stop_gradient"]), ("ExpandDims", ["expand_dims"]), ("Squeeze", ["squeeze"]),
            ("Cast", ["cast"]), ("Cumsum", ["math.cumsum", "cumsum"]), ("Argmax", ["math.argmax", "argmax"]), ("Flip", ["reverse"])])
        {
            foreach (var function in functions)
                all[function] = new(operation) { Named = [("features", "x"), ("logits", "x"), ("input", "x")], Mend = function == "nn.gelu" ? Approximate : null };
        }
        foreach (var (operation, function) in ((string, string)[])[
            ("Mean", "reduce_mean"), ("Sum", "reduce_sum"), ("Max", "reduce_max"), ("Min", "reduce_min"), ("Prod", "reduce_prod"), ("Var", "reduce_variance"), ("Std", "reduce_std"), ("Logsumexp", "reduce_logsumexp")])
            all["math." + function] = all[function] = new(operation) { Named = [("keep_dims", "keepdims")] };
        all["concat"] = new("Concatenate") { TakesList = true };
        all["stack"] = new("Stack") { TakesList = true };
        all["reshape"] = new("Reshape") { Named = [("shape", "newshape")] };
        all["transpose"] = all["compat.v1.transpose"] = new("Transpose") { Named = [("perm", "axes")] };
        all["tile"] = new("Tile") { Named = [("multiples", "repeats")] };
        all["one_hot"] = new("OneHot") { Named = [("depth", "num_classes")] };
        all["clip_by_value"] = new("Clip") { Named = [("clip_value_min", "x_min"), ("clip_value_max", "x_max")] };
        all["math.l2_normalize"] = all["nn.l2_normalize"] = all["linalg.l2_normalize"] = new("Normalize") { Mend = static named => named["order"] = 2 };
        all["nn.leaky_relu"] = new("LeakyRelu") { Named = [("alpha", "negative_slope")] };
        all["split"] = new("Split") { Named = [("num_or_size_splits", "indices_or_sections")], Mend = SplitPlaces };
        all["__operators__.getitem"] = new("GetItem");
        return all;
    }

    // TensorFlow computes the exact function unless told otherwise, Keras the approximation.
    private static void Approximate(JsonObject named)
    {
        if (!named.ContainsKey("approximate"))
            named["approximate"] = false;
    }

    // TensorFlow says the sizes of the parts, Keras where they begin.
    private static void SplitPlaces(JsonObject named)
    {
        if (!named.ContainsKey("axis"))
            named["axis"] = 0;
        if (named["indices_or_sections"] is not JsonArray sizes)
            return;
        var (places, place) = (new JsonArray(), 0.0);
        foreach (var size in sizes.Take(sizes.Count - 1))
            places.Add((JsonNode)(int)(place += JsonCopy.Number(size) ?? 0));
        named["indices_or_sections"] = places;
    }
}

/// <summary>An operation of <c>keras.ops</c>, and how a function of TensorFlow's gives what it takes.</summary>
/// <param name="Operation">Name of the operation.</param>
internal sealed record FunctionForm(string Operation)
{
    /// <summary>Whether it takes one list of tensors.</summary>
    public bool TakesList { get; init; }

    /// <summary>Arguments of the function that the operation takes by their position.</summary>
    public IReadOnlyList<string> Positional { get; init; } = [];

    /// <summary>Arguments that the operation calls otherwise.</summary>
    public IReadOnlyList<(string Former, string Name)> Named { get; init; } = [];

    /// <summary>Changes arguments that mean something else.</summary>
    public Action<JsonObject>? Mend { get; init; }
}
