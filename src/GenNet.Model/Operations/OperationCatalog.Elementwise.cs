using GenNet.Specs;

namespace GenNet.Operations;

public static partial class OperationCatalog
{
    // 2⁵³: whole numbers up to it are doubles.
    private const double MostExact = 9007199254740992;

    private static IEnumerable<Operation> Elementwise() =>
    [
        .. new[]
        {
            ElementFunction.Negative, ElementFunction.Absolute, ElementFunction.Sign, ElementFunction.Square, ElementFunction.Sqrt, ElementFunction.Rsqrt, ElementFunction.Reciprocal, ElementFunction.Cbrt,
            ElementFunction.Exp, ElementFunction.Expm1, ElementFunction.Exp2, ElementFunction.Log, ElementFunction.Log1p, ElementFunction.Log2, ElementFunction.Log10, ElementFunction.Sin,
            ElementFunction.Cos, ElementFunction.Tan, ElementFunction.Arcsin, ElementFunction.Arccos, ElementFunction.Arctan, ElementFunction.Sinh, ElementFunction.Cosh, ElementFunction.Arcsinh,
            ElementFunction.Arccosh, ElementFunction.Arctanh, ElementFunction.Erf, ElementFunction.Erfc, ElementFunction.Floor, ElementFunction.Ceil, ElementFunction.Trunc,
        }.Select(static function => Of(function.ToString(), (graph, a) => Function(graph, function, a.Tensor("x")), Tensor())),
        Of("Deg2rad", static (graph, a) => Pair(graph, PairFunction.Multiply, Operand.Of(a.Tensor("x")), Number(Math.PI / 180)), Tensor()),
        Of("Rad2deg", static (graph, a) => Pair(graph, PairFunction.Multiply, Operand.Of(a.Tensor("x")), Number(180 / Math.PI)), Tensor()),
        Of("Isnan", static (graph, a) => Pair(graph, PairFunction.NotEqual, Operand.Of(a.Tensor("x")), Operand.Of(a.Tensor("x"))), Tensor()),
        Of("Round", static (graph, a) => graph.Add(Function(ElementFunction.Round, ("decimals", a.Integer("decimals") ?? 0)), a.Tensor("x")), Tensor(), Optional("decimals", OperandKind.Integer)),
        Of(
            "Clip", static (graph, a) => Clip(graph, a.Tensor("x"), a.RequiredNumber("x_min"), a.RequiredNumber("x_max")),
            Tensor(), Needed("x_min", OperandKind.Number), Needed("x_max", OperandKind.Number)),
        .. new[]
        {
            PairFunction.Divide, PairFunction.Power, PairFunction.Mod, PairFunction.FloorDivide, PairFunction.Maximum, PairFunction.Minimum, PairFunction.Arctan2, PairFunction.Hypot,
            PairFunction.Logaddexp, PairFunction.Fmod, PairFunction.DivideNoNan, PairFunction.Greater, PairFunction.GreaterEqual, PairFunction.Less, PairFunction.LessEqual, PairFunction.Equal, PairFunction.NotEqual, PairFunction.LogicalAnd,
            PairFunction.LogicalOr, PairFunction.LogicalXor, PairFunction.Subtract,
        }.Select(OfPair),
        new("Add", EquatableArray.Of(new OperationParameter("x", OperandKind.Tensors) { IsParams = true }), static (graph, a) => [Many(graph, PairFunction.Add, a)]),
        new("Multiply", EquatableArray.Of(new OperationParameter("x", OperandKind.Tensors) { IsParams = true }), static (graph, a) => [Many(graph, PairFunction.Multiply, a)]),
    ];

    private static Operation OfPair(PairFunction function) =>
        Of(function.ToString(), (graph, a) => Pair(graph, function, a.Operand("x1"), a.Operand("x2")), TensorOrNumber("x1"), TensorOrNumber("x2"));

    /// <summary>A function of two tensors, or of one and a number. Whole numbers stay whole where Keras keeps them so.</summary>
    /// <exception cref="SpecException">Both are numbers, or they don't go together.</exception>
    public static int Pair(IOperationGraph graph, PairFunction function, Operand first, Operand second)
    {
        var whole = WholeType(graph, function, first, second);
        return (first, second) switch
        {
            ({ Value: { } left }, { Value: { } right }) when whole is null && OfTensors(function) is not PairFunctionSpec and var layer => graph.Add(layer, Real(graph, left, right), Real(graph, right, left)),
            ({ Value: { } left }, { Value: { } right }) => graph.Add(new PairFunctionSpec(function) { Whole = whole }, left, right),
            ({ Value: { } left }, { Number: { } number }) => graph.Add(new PairFunctionSpec(function) { Constant = number, Whole = whole }, left),
            // 2 * x is x * 2: one way to say it, so that contracts see no difference.
            ({ Number: { } number }, { Value: { } right }) => graph.Add(new PairFunctionSpec(function) { Constant = number, ConstantIsFirst = !IsCommutative(function), Whole = whole }, right),
            _ => throw new SpecException("takes a tensor at least, and was given two numbers"),
        };
    }

    private static bool IsCommutative(PairFunction function) => function is PairFunction.Add or PairFunction.Multiply or PairFunction.Equal or PairFunction.NotEqual or PairFunction.Hypot
        or PairFunction.Logaddexp;

    // Beside a real number, as Keras promotes them.
    private static int Real(IOperationGraph graph, int value, int other) => graph.TypeOf(value).DType.IsFloating() || !graph.TypeOf(other).DType.IsFloating()
        ? value
        : graph.Add(new CastToSpec(graph.TypeOf(other).DType), value);

    // The type of whole numbers alone, of a function that makes whole numbers, or a condition, of them.
    private static DType? WholeType(IOperationGraph graph, PairFunction function, Operand first, Operand second)
    {
        Operand[] operands = [first, second];
        var types = operands.Select(static operand => operand.Value).OfType<int>().Select(value => graph.TypeOf(value).DType).ToArray();
        var keepsWhole = function is PairFunction.Add or PairFunction.Subtract or PairFunction.Multiply or PairFunction.Power or PairFunction.Mod or PairFunction.FloorDivide or PairFunction.Maximum
            or PairFunction.Minimum || function is >= PairFunction.Greater and < PairFunction.LogicalAnd;
        if (!keepsWhole || types.Length == 0 || types.Any(static type => type is not (DType.Int32 or DType.Int64)) || operands.Any(static operand => operand.Number is { } number && (number != Math.Floor(number) || Math.Abs(number) > MostExact)))
            return null;
        return types.Contains(DType.Int64) ? DType.Int64 : DType.Int32;
    }

    // What makes whole numbers of whole ones, of these as functions of two.
    private static int Function(IOperationGraph graph, ElementFunction function, int value)
    {
        if (graph.TypeOf(value).DType is not (DType.Int32 or DType.Int64))
            return graph.Add(new ElementFunctionSpec(function), value);
        var x = Operand.Of(value);
        return function switch
        {
            ElementFunction.Negative => Pair(graph, PairFunction.Subtract, Number(0), x),
            ElementFunction.Absolute => Pair(graph, PairFunction.Maximum, x, Operand.Of(Pair(graph, PairFunction.Subtract, Number(0), x))),
            ElementFunction.Square => Pair(graph, PairFunction.Multiply, x, x),
            ElementFunction.Sign => Bounded(graph, value, -1, 1),
            _ => graph.Add(new ElementFunctionSpec(function), value),
        };
    }

    private static int Clip(IOperationGraph graph, int value, double least, double most) =>
        graph.TypeOf(value).DType is DType.Int32 or DType.Int64 && least == Math.Floor(least) && most == Math.Floor(most)
            ? Bounded(graph, value, least, most)
            : graph.Add(Function(ElementFunction.Clip, ("x_min", least), ("x_max", most)), value);

    private static int Bounded(IOperationGraph graph, int value, double least, double most) => Pair(
        graph, PairFunction.Minimum, Operand.Of(Pair(graph, PairFunction.Maximum, Operand.Of(value), Number(least))), Number(most));

    private static Operand Number(double value) => Operand.Of(value);

    // Operators that are a layer too are that layer.
    private static LayerSpec OfTensors(PairFunction function) => function switch
    {
        PairFunction.Add => new AddSpec(),
        PairFunction.Subtract => new SubtractSpec(),
        PairFunction.Multiply => new MultiplySpec(),
        _ => new PairFunctionSpec(function),
    };

    // Of any number of tensors in C#, of two operands in keras.ops.
    private static int Many(IOperationGraph graph, PairFunction function, OperationArguments arguments)
    {
        var tensors = arguments.Tensors("x");
        return tensors.Length != 2 && Array.TrueForAll(tensors, tensor => graph.TypeOf(tensor).DType.IsFloating())
            ? graph.Add(OfTensors(function), tensors)
            : tensors.Skip(1).Aggregate(tensors[0], (value, next) => Pair(graph, function, Operand.Of(value), Operand.Of(next)));
    }

    private static ElementFunctionSpec Function(ElementFunction function, params (string Name, double Value)[] parameters) =>
        new(function) { Parameters = parameters.Select(static p => new OperationNumber(p.Name, p.Value)).ToEquatableArray() };
}
