using System.Text.Json;
using GenNet.Operations;
using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>Operations of <c>keras.ops</c> in a graph, as <c>x + y</c> and <c>ops.transpose(x, (0, 2, 1))</c> write them: no layers, no weights.</summary>
internal static class KerasOperation
{
    private const string GetItem = "GetItem";

    /// <summary>Whether <paramref name="value"/> is an operation.</summary>
    public static bool Is(KerasObject value) => value.Module is { } module
        && (module.StartsWith("keras.src.ops.", StringComparison.Ordinal) || module.StartsWith("keras.ops.", StringComparison.Ordinal) || module == "keras.ops");

    /// <summary>Adds a call of <paramref name="operation"/> to a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="operation">The operation and its config.</param>
    /// <param name="node">What the call is given: <c>{"args": […], "kwargs": {…}}</c>.</param>
    /// <param name="tensors">Numbers of the tensors in it, in the order they stand there.</param>
    /// <returns>Numbers of the results.</returns>
    /// <exception cref="SpecException">GenNet has no operation for it, or it doesn't fit what it is given.</exception>
    public static IReadOnlyList<int> Add(IOperationGraph graph, KerasObject operation, JsonElement node, IEnumerable<int> tensors)
    {
        var given = new Queue<int>(tensors);
        if (operation.ClassName == GetItem)
            return [graph.Add(new GetItemSpec(KerasSlices.Read(Items(node).ElementAtOrDefault(1))), given.Dequeue())];
        var known = OperationCatalog.FindKeras(operation.ClassName)
            ?? throw new SpecException($"operation {operation.ClassName} is not supported; use the layer of the same meaning in Keras, or operations that GenNet has: {string.Join(", ", OperationCatalog.Names)}");
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        // Tensors stand before what a call may give besides.
        var parameters = new Queue<OperationParameter>(known.Parameters.OrderBy(static parameter => !parameter.TakesTensors));
        foreach (var argument in Items(node))
        {
            if (parameters.Count == 0)
                throw new SpecException($"operation {operation.ClassName} is called with more than GenNet's takes");
            var parameter = parameters.Peek();
            var value = Read(parameter, argument, given);
            if (parameter is { Kind: OperandKind.Tensors, IsParams: true } && values.TryGetValue(parameter.Name, out var before) && before is int[] some && value is int[] more)
                values[parameter.Name] = (int[])[.. some, .. more];
            else
                values[parameter.Name] = value;
            if (parameter is not { Kind: OperandKind.Tensors, IsParams: true })
                parameters.Dequeue();
        }
        if (node.TryGetProperty("kwargs", out var named))
            AddNamed(operation, known, named, given, values);
        AddNamed(operation, known, operation.Config, given, values);
        return known.Build(graph, new(values));
    }

    private static IEnumerable<JsonElement> Items(JsonElement node) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty("args", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private static void AddNamed(KerasObject operation, Operation known, JsonElement named, Queue<int> tensors, Dictionary<string, object?> values)
    {
        foreach (var entry in named.ValueKind == JsonValueKind.Object ? named.EnumerateObject() : default)
        {
            var parameter = known.Parameters.FirstOrDefault(parameter => parameter.Name == entry.Name);
            if (entry.Name == "name" || entry.Value.ValueKind == JsonValueKind.Null)
                continue;
            if (parameter.Name is not null)
                values[parameter.Name] = Read(parameter, entry.Value, tensors);
            else if (!ChangesNothing(entry))
                throw new SpecException($"operation {operation.ClassName} has {entry.Name}={KerasArguments.Shortened(entry.Value)}, which GenNet's doesn't take; leave it out in Keras", entry.Name);
        }
    }

    // What is the default, and how GenNet computes anyway.
    private static bool ChangesNothing(JsonProperty entry) => entry.Value.ValueKind == JsonValueKind.False || (entry.Name == "dtype" && KerasArguments.TypeName(entry.Value) == "float32");

    private static object? Read(OperationParameter parameter, JsonElement value, Queue<int> tensors) => parameter.Kind switch
    {
        OperandKind.Tensor or OperandKind.TensorOrNumber when KerasTensor.IsTensor(value) => Operand.Of(tensors.Dequeue()),
        OperandKind.TensorOrNumber when value.ValueKind == JsonValueKind.Number => Operand.Of(Convert.ToDouble(KerasArguments.Number(value), System.Globalization.CultureInfo.InvariantCulture)),
        OperandKind.Tensors when KerasTensor.IsTensor(value) => (int[])[tensors.Dequeue()],
        OperandKind.Tensors when value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(KerasTensor.IsTensor) => (int[])[.. value.EnumerateArray().Select(_ => tensors.Dequeue())],
        OperandKind.Integer or OperandKind.Integers when value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) => number,
        OperandKind.Integers when value.ValueKind == JsonValueKind.Array => Integers(parameter.Name, value).ToArray(),
        OperandKind.Integer when value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 1 && value[0].TryGetInt32(out var only) => only,
        OperandKind.Number when value.ValueKind == JsonValueKind.Number => Convert.ToDouble(KerasArguments.Number(value), System.Globalization.CultureInfo.InvariantCulture),
        OperandKind.Boolean when value.ValueKind is JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        OperandKind.Text when value.ValueKind == JsonValueKind.String => value.GetString(),
        OperandKind.Type => KerasArguments.TypeName(value),
        _ => throw new SpecException($"{parameter.Name} is {KerasArguments.Shortened(value)}, which GenNet's operation doesn't take", parameter.Name),
    };

    // Lists of lists one after another; None, of a shape, is the batch.
    private static IEnumerable<int> Integers(string name, JsonElement list) => list.EnumerateArray().SelectMany(item => item.ValueKind switch
    {
        JsonValueKind.Array => Integers(name, item),
        JsonValueKind.Null => [-1],
        JsonValueKind.Number when item.TryGetInt32(out var number) => [number],
        _ => throw new SpecException($"{name} is {KerasArguments.Shortened(list)} and must be whole numbers", name),
    });
}
