using GenNet.Specs;

namespace GenNet.Operations;

public static partial class OperationCatalog
{
    private static IEnumerable<Operation> Reductions() =>
    [
        .. Enum.GetValues(typeof(ReduceFunction)).Cast<ReduceFunction>().Select(static function => Of(
            function.ToString(), (graph, a) => graph.Add(new ReduceSpec(function, a.Axes("axis"), a.Boolean("keepdims") ?? false), a.Tensor("x")),
            Tensor(), Needed("axis", OperandKind.Integers), Optional("keepdims", OperandKind.Boolean))),
        Of("Cumsum", static (graph, a) => graph.Add(new CumulateSpec(false, a.RequiredInteger("axis")), a.Tensor("x")), Tensor(), Needed("axis", OperandKind.Integer)),
        Of("Cumprod", static (graph, a) => graph.Add(new CumulateSpec(true, a.RequiredInteger("axis")), a.Tensor("x")), Tensor(), Needed("axis", OperandKind.Integer)),
        Of("Ptp", static (graph, a) => graph.Add(new SubtractSpec(), Reduced(graph, ReduceFunction.Max, a), Reduced(graph, ReduceFunction.Min, a)), Tensor(), Needed("axis", OperandKind.Integers), Optional("keepdims", OperandKind.Boolean)),
        Of("Norm", static (graph, a) => Norm(graph, a), Tensor(), Needed("axis", OperandKind.Integers), Optional("ord", OperandKind.Number), Optional("keepdims", OperandKind.Boolean)),
        new("Moments", EquatableArray.Of(Tensor(), Needed("axes", OperandKind.Integers), Optional("keepdims", OperandKind.Boolean)), static (graph, a) =>
            [graph.Later(() => Reduced(graph, ReduceFunction.Mean, a, "axes")), graph.Later(() => Reduced(graph, ReduceFunction.Var, a, "axes"))]),
        Of("Normalize", static (graph, a) => Normalize(graph, a), Tensor(), Optional("axis", OperandKind.Integer), Optional("order", OperandKind.Integer), Optional("epsilon", OperandKind.Number)),
    ];

    private static int Reduced(IOperationGraph graph, ReduceFunction function, OperationArguments arguments, string axes = "axis") =>
        graph.Add(new ReduceSpec(function, arguments.Axes(axes), arguments.Boolean("keepdims") ?? false), arguments.Tensor("x"));

    // Of vectors along one axis, (Σ |x|ᵒ)^(1/o); of all elements along several, their length.
    private static int Norm(IOperationGraph graph, OperationArguments arguments)
    {
        var (value, axes, order, keepDims) = (arguments.Tensor("x"), arguments.Axes("axis"), arguments.Number("ord"), arguments.Boolean("keepdims") ?? false);
        if (order is not (null or 1 or 2) || (order is not null && axes.Count > 1))
            throw SpecException.Of("ord", $"is {ArgumentValue.Of(order ?? 0)} and must be 1 or 2 along one axis, or left out");
        var powers = graph.Add(new ElementFunctionSpec(order == 1 ? ElementFunction.Absolute : ElementFunction.Square), value);
        var sum = graph.Add(new ReduceSpec(ReduceFunction.Sum, axes, keepDims), powers);
        return order == 1 ? sum : graph.Add(new ElementFunctionSpec(ElementFunction.Sqrt), sum);
    }

    private static int Normalize(IOperationGraph graph, OperationArguments arguments)
    {
        var (value, axis, order) = (arguments.Tensor("x"), arguments.Integer("axis") ?? -1, arguments.Integer("order") ?? 2);
        if (order == 2 && arguments.Number("epsilon") is null)
            return graph.Add(new UnitLengthSpec(axis), value);
        var least = arguments.Number("epsilon") ?? 1e-7;
        if (order < 1)
            throw SpecException.Of("order", $"is {order} and must be at least 1");
        // x / max((Σ |x|ᵒ)^(1/o), ε), as keras.ops.normalize.
        var absolute = graph.Add(new ElementFunctionSpec(ElementFunction.Absolute), value);
        var powers = order == 1 ? absolute : graph.Add(new PairFunctionSpec(PairFunction.Power) { Constant = order }, absolute);
        var sum = graph.Add(new ReduceSpec(ReduceFunction.Sum, EquatableArray.Of(axis), true), powers);
        var norm = order == 1 ? sum : graph.Add(new PairFunctionSpec(PairFunction.Power) { Constant = 1.0 / order }, sum);
        return graph.Add(new PairFunctionSpec(PairFunction.Divide), value, graph.Add(new PairFunctionSpec(PairFunction.Maximum) { Constant = least }, norm));
    }
}
