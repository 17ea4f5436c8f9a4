using GenNet.Specs;

namespace GenNet.Operations;

public static partial class OperationCatalog
{
    // Functions that an activation is, by keras.ops' names.
    private static readonly Dictionary<string, Activation> s_activations = new(StringComparer.Ordinal)
    {
        ["Relu"] = Activation.ReLU, ["Relu6"] = Activation.ReLU6, ["Sigmoid"] = Activation.Sigmoid, ["Tanh"] = Activation.Tanh, ["Selu"] = Activation.SELU, ["Silu"] = Activation.SiLU,
        ["Softplus"] = Activation.Softplus, ["Softsign"] = Activation.Softsign, ["HardSigmoid"] = Activation.HardSigmoid, ["HardSilu"] = Activation.HardSiLU,
        ["LogSigmoid"] = Activation.LogSigmoid, ["HardTanh"] = Activation.HardTanh, ["TanhShrink"] = Activation.TanhShrink, ["SparsePlus"] = Activation.SparsePlus,
        ["SparseSigmoid"] = Activation.SparseSigmoid,
    };

    /// <summary>What <c>Tensor</c> calls an activation; null where it has none.</summary>
    public static string? NameOf(Activation activation) => activation switch
    {
        Activation.GELU => "Gelu",
        Activation.LogSoftmax => "LogSoftmax",
        Activation.GLU => "Glu",
        Activation.Sparsemax => "Sparsemax",
        _ => s_activations.Where(pair => pair.Value == activation).Select(static pair => pair.Key).FirstOrDefault(),
    };

    private static IEnumerable<Operation> Activations() =>
    [
        .. s_activations.Select(static pair => Of(pair.Key, (graph, a) => graph.Add(new ActivationSpec { Activation = pair.Value }, a.Tensor("x")), Tensor())),
        Of("LeakyRelu", static (graph, a) => graph.Add(Function(ElementFunction.LeakyRelu, ("negative_slope", a.Number("negative_slope") ?? 0.2)), a.Tensor("x")), Tensor(), Optional("negative_slope", OperandKind.Number)),
        Of("Elu", static (graph, a) => graph.Add(Function(ElementFunction.Elu, ("alpha", a.Number("alpha") ?? 1)), a.Tensor("x")), Tensor(), Optional("alpha", OperandKind.Number)),
        Of("Celu", static (graph, a) => graph.Add(Function(ElementFunction.Celu, ("alpha", a.Number("alpha") ?? 1)), a.Tensor("x")), Tensor(), Optional("alpha", OperandKind.Number)),
        Of("HardShrink", static (graph, a) => graph.Add(Function(ElementFunction.HardShrink, ("threshold", a.Number("threshold") ?? 0.5)), a.Tensor("x")), Tensor(), Optional("threshold", OperandKind.Number)),
        Of("SoftShrink", static (graph, a) => graph.Add(Function(ElementFunction.SoftShrink, ("threshold", a.Number("threshold") ?? 0.5)), a.Tensor("x")), Tensor(), Optional("threshold", OperandKind.Number)),
        Of("Squareplus", static (graph, a) => graph.Add(Function(ElementFunction.Squareplus, ("b", a.Number("b") ?? 4)), a.Tensor("x")), Tensor(), Optional("b", OperandKind.Number)),
        Of(
            "Threshold", static (graph, a) => graph.Add(Function(ElementFunction.Threshold, ("threshold", a.RequiredNumber("threshold")), ("default_value", a.RequiredNumber("default_value"))), a.Tensor("x")),
            Tensor(), Needed("threshold", OperandKind.Number), Needed("default_value", OperandKind.Number)),
        Of(
            "Gelu", static (graph, a) => graph.Add(a.Boolean("approximate") ?? true ? new ElementFunctionSpec(ElementFunction.GeluApproximate) : new ActivationSpec { Activation = Activation.GELU }, a.Tensor("x")),
            Tensor(), Optional("approximate", OperandKind.Boolean)),
        Of("Softmax", static (graph, a) => graph.Add(new SoftmaxSpec { Axis = (a.Integers("axis") ?? [-1]).ToEquatableArray() }, a.Tensor("x")), Tensor(), Optional("axis", OperandKind.Integers)),
        Of("LogSoftmax", static (graph, a) => LogSoftmax(graph, a.Tensor("x"), a.Integers("axis") ?? [-1]), Tensor(), Optional("axis", OperandKind.Integers)),
        Of("Glu", static (graph, a) => OfLastAxis(graph, Activation.GLU, a), Tensor(), Optional("axis", OperandKind.Integer)),
        Of("Sparsemax", static (graph, a) => OfLastAxis(graph, Activation.Sparsemax, a), Tensor(), Optional("axis", OperandKind.Integer)),
    ];

    private static int LogSoftmax(IOperationGraph graph, int value, int[] axis)
    {
        if (axis is [-1] || axis is [var last] && last == ShapeOf(graph, value).Rank)
            return graph.Add(new ActivationSpec { Activation = Activation.LogSoftmax }, value);
        return graph.Add(new SubtractSpec(), value, graph.Add(new ReduceSpec(ReduceFunction.Logsumexp, axis.ToEquatableArray(), true), value));
    }

    private static int OfLastAxis(IOperationGraph graph, Activation activation, OperationArguments arguments)
    {
        var value = arguments.Tensor("x");
        return arguments.Integer("axis") is null or -1 || arguments.Integer("axis") == ShapeOf(graph, value).Rank
            ? graph.Add(new ActivationSpec { Activation = activation }, value)
            : throw SpecException.Of("axis", $"is {arguments.Integer("axis")!.Value} and must be the last axis, -1; move it there before");
    }
}
