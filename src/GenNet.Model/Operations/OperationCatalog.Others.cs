using GenNet.Specs;

namespace GenNet.Operations;

public static partial class OperationCatalog
{
    private static IEnumerable<Operation> Others() =>
    [
        Of("Where", static (graph, a) => Where(graph, a.Tensor("condition"), a.Operand("x1"), a.Operand("x2")), Tensor("condition"), TensorOrNumber("x1"), TensorOrNumber("x2")),
        Of("Cast", static (graph, a) => graph.Add(new CastToSpec(a.Type("dtype")), a.Tensor("x")), Tensor(), Needed("dtype", OperandKind.Type)),
        Of("LogicalNot", static (graph, a) => graph.Add(new LogicalNotSpec(), a.Tensor("x")), Tensor()),
        Of("OneHot", static (graph, a) => graph.Add(new OneHotSpec(a.RequiredInteger("num_classes"), a.Integer("axis") ?? -1), a.Tensor("x")), Tensor(), Needed("num_classes", OperandKind.Integer), Optional("axis", OperandKind.Integer)),
        Of("Average", static (graph, a) => graph.Add(new ReduceSpec(ReduceFunction.Mean, a.Axes("axis"), false), a.Tensor("x")), Tensor(), Needed("axis", OperandKind.Integers)),
    ];

    private static int Where(IOperationGraph graph, int condition, Operand first, Operand second)
    {
        int[] inputs = [condition, .. new[] { first.Value, second.Value }.OfType<int>()];
        return graph.Add(new WhereSpec { First = first.Number, Second = second.Number }, inputs);
    }
}
