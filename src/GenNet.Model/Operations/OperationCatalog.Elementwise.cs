using GenNet.Specs;

namespace GenNet.Operations;

public static partial class OperationCatalog
{
    private static IEnumerable<Operation> Elementwise() =>
    [
        .. new[]
        {
            ElementFunction.Negative, ElementFunction.Absolute, ElementFunction.Sign, ElementFunction.Square, ElementFunction.Sqrt, ElementFunction.Rsqrt, ElementFunction.Reciprocal,
            ElementFunction.Exp, ElementFunction.Expm1, ElementFunction.Exp2, ElementFunction.Log, ElementFunction.Log1p, ElementFunction.Log2, ElementFunction.Log10, ElementFunction.Sin,
            ElementFunction.Cos, ElementFunction.Tan, ElementFunction.Arcsin, ElementFunction.Arccos, ElementFunction.Arctan, ElementFunction.Sinh, ElementFunction.Cosh, ElementFunction.Arcsinh,
            ElementFunction.Arccosh, ElementFunction.Arctanh, ElementFunction.Erf, ElementFunction.Erfc, ElementFunction.Floor, ElementFunction.Ceil, ElementFunction.Trunc,
        }.Select(static function => Of(function.ToString(), (graph, a) => graph.Add(new ElementFunctionSpec(function), a.Tensor("x")), Tensor())),
        Of("Round", static (graph, a) => graph.Add(Function(ElementFunction.Round, ("decimals", a.Integer("decimals") ?? 0)), a.Tensor("x")), Tensor(), Optional("decimals", OperandKind.Integer)),
        Of(
            "Clip", static (graph, a) => graph.Add(Function(ElementFunction.Clip, ("x_min", a.RequiredNumber("x_min")), ("x_max", a.RequiredNumber("x_max"))), a.Tensor("x")),
            Tensor(), Needed("x_min", OperandKind.Number), Needed("x_max", OperandKind.Number)),
        .. new[]
        {
            PairFunction.Divide, PairFunction.Power, PairFunction.Mod, PairFunction.FloorDivide, PairFunction.Maximum, PairFunction.Minimum, PairFunction.Arctan2, PairFunction.Hypot,
            PairFunction.Logaddexp, PairFunction.Greater, PairFunction.GreaterEqual, PairFunction.Less, PairFunction.LessEqual, PairFunction.Equal, PairFunction.NotEqual, PairFunction.LogicalAnd,
            PairFunction.LogicalOr, PairFunction.LogicalXor, PairFunction.Subtract,
        }.Select(OfPair),
        new("Add", EquatableArray.Of(new OperationParameter("x", OperandKind.Tensors) { IsParams = true }), static (graph, a) => [Many(graph, PairFunction.Add, a)]),
        new("Multiply", EquatableArray.Of(new OperationParameter("x", OperandKind.Tensors) { IsParams = true }), static (graph, a) => [Many(graph, PairFunction.Multiply, a)]),
    ];

    private static Operation OfPair(PairFunction function) =>
        Of(function.ToString(), (graph, a) => Pair(graph, function, a.Operand("x1"), a.Operand("x2")), Operand("x1"), Operand("x2"));

    /// <summary>A function of two tensors, or of one and a number.</summary>
    /// <exception cref="SpecException">Both are numbers, or they don't go together.</exception>
    public static int Pair(IOperationGraph graph, PairFunction function, Operand first, Operand second) => (first, second) switch
    {
        ({ Value: { } left }, { Value: { } right }) => graph.Add(OfTensors(function), left, right),
        ({ Value: { } left }, { Number: { } number }) => graph.Add(new PairFunctionSpec(function) { Constant = number }, left),
        ({ Number: { } number }, { Value: { } right }) => graph.Add(new PairFunctionSpec(function) { Constant = number, ConstantIsFirst = true }, right),
        _ => throw new SpecException("takes a tensor at least, and was given two numbers"),
    };

    // Operators that are a layer too are that layer.
    private static LayerSpec OfTensors(PairFunction function) => function switch
    {
        PairFunction.Add => new AddSpec(),
        PairFunction.Subtract => new SubtractSpec(),
        PairFunction.Multiply => new MultiplySpec(),
        _ => new PairFunctionSpec(function),
    };

    // Of any number of tensors in C#, of two operands in keras.ops.
    private static int Many(IOperationGraph graph, PairFunction function, OperationArguments arguments) => graph.Add(OfTensors(function), arguments.Tensors("x"));

    private static ElementFunctionSpec Function(ElementFunction function, params (string Name, double Value)[] parameters) =>
        new(function) { Parameters = parameters.Select(static p => new OperationNumber(p.Name, p.Value)).ToEquatableArray() };
}
