using GenNet.Specs;

namespace GenNet.Operations;

/// <summary>All operations by their names, in C# and as classes of <c>keras.ops</c>.</summary>
public static partial class OperationCatalog
{
    // Classes of keras.ops that are called otherwise than their function, or in several ways.
    private static readonly Dictionary<string, string> s_keras = new(StringComparer.Ordinal)
    {
        ["Abs"] = "Absolute", ["TrueDivide"] = "Divide", ["Amax"] = "Max", ["Amin"] = "Min", ["Fmax"] = "Maximum", ["Fmin"] = "Minimum", ["Fabs"] = "Absolute", ["Matmul"] = "MatMul",
    };

    /// <summary>Names of all operations in C#, sorted.</summary>
    public static IReadOnlyList<string> Names => Table.Names;

    /// <summary>The operation that <c>Tensor</c> has as <paramref name="name"/>; null if there is none.</summary>
    public static Operation? Find(string name) => Table.All.TryGetValue(name, out var operation) ? operation : null;

    /// <summary>The operation that class <paramref name="className"/> of <c>keras.ops</c> is; null if there is none.</summary>
    public static Operation? FindKeras(string className) => className switch
    {
        // Of two operands there, and of any number of tensors in C#.
        "Add" => OfPair(PairFunction.Add),
        "Multiply" => OfPair(PairFunction.Multiply),
        _ => Find(s_keras.TryGetValue(className, out var name) ? name : className),
    };

    // Apart from the fields of the other files, which are there when it is made.
    private static class Table
    {
        public static readonly Dictionary<string, Operation> All = OperationCatalog.All().ToDictionary(static operation => operation.Name, StringComparer.Ordinal);

        public static readonly IReadOnlyList<string> Names = All.Keys.OrderBy(static name => name, StringComparer.Ordinal).ToArray();
    }

    private static IEnumerable<Operation> All() => [.. Elementwise(), .. Activations(), .. Reductions(), .. Moves(), .. Joins(), .. Others()];

    private static Operation Of(string name, Func<IOperationGraph, OperationArguments, int> build, params OperationParameter[] parameters) =>
        new(name, parameters.ToEquatableArray(), (graph, arguments) => [build(graph, arguments)]);

    private static OperationParameter Tensor(string name = "x") => new(name, OperandKind.Tensor) { IsRequired = true };

    private static OperationParameter TensorOrNumber(string name) => new(name, OperandKind.TensorOrNumber) { IsRequired = true };

    private static OperationParameter Needed(string name, OperandKind kind) => new(name, kind) { IsRequired = true };

    private static OperationParameter Optional(string name, OperandKind kind) => new(name, kind);

    private static TensorShape ShapeOf(IOperationGraph graph, int value) => graph.TypeOf(value).Shape;

    /// <summary>The same values in another shape.</summary>
    private static int Reshaped(IOperationGraph graph, int value, params int[] shape) =>
        ShapeOf(graph, value) == TensorShape.Of(shape) ? value : graph.Add(new ReshapeSpec { TargetShape = shape.ToEquatableArray() }, value);
}
