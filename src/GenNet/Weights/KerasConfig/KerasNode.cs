using System.Text.Json;
using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>One entry of a layer's <c>inbound_nodes</c>: a call, with the tensors it takes.</summary>
/// <param name="Inputs">The tensors in order.</param>
internal sealed record KerasNode(IReadOnlyList<KerasNodeInput> Inputs)
{
    /// <summary>The number that an operation takes beside a tensor; null if it takes none.</summary>
    public double? Number { get; init; }

    /// <summary>Truth values that the call gives by name, as <c>use_causal_mask</c>.</summary>
    public IReadOnlyList<KerasSetting> Settings { get; init; } = [];

    /// <summary>The node as it stands, of an operation: what it is given besides tensors.</summary>
    public JsonElement Json { get; init; }

    /// <summary>Reads the node of an operation, which may be given numbers, ranges and lists beside tensors.</summary>
    /// <exception cref="SpecException">It takes no tensor.</exception>
    public static KerasNode OfOperation(JsonElement node)
    {
        if (node.ValueKind != JsonValueKind.Object)
            return Read(node);
        var inputs = new List<KerasNodeInput>();
        AddAll(Property(node, "args"), inputs);
        AddAll(Property(node, "kwargs"), inputs);
        double? number = Items(Property(node, "args")).FirstOrDefault(static argument => argument.ValueKind == JsonValueKind.Number) is { ValueKind: JsonValueKind.Number } first ? first.GetDouble() : null;
        return inputs.Count > 0 ? new(inputs) { Number = number, Json = node } : throw new SpecException("is called without an input");
    }

    /// <summary>
    /// Reads a node: Keras 3's <c>{"args": […], "kwargs": {…}}</c>, or Keras 2's list of <c>[layer, node, tensor, kwargs]</c>.
    /// </summary>
    /// <exception cref="SpecException">It takes something else than tensors.</exception>
    public static KerasNode Read(JsonElement node)
    {
        var inputs = new List<KerasNodeInput>();
        var settings = new List<KerasSetting>();
        if (node.ValueKind == JsonValueKind.Object)
        {
            foreach (var argument in Items(Property(node, "args")))
                AddTensors(argument, inputs);
            AddNamed(Property(node, "kwargs"), inputs, settings);
        }
        else
        {
            foreach (var tensor in Items(node))
            {
                inputs.Add(new(null, KerasTensor.Of(tensor)));
                if (tensor.GetArrayLength() > 3)
                    AddNamed(tensor[3], inputs, settings);
            }
        }
        return inputs.Count > 0 ? new(inputs) { Settings = settings } : throw new SpecException("is called without an input");
    }

    // All tensors in the order they stand in.
    private static void AddAll(JsonElement value, List<KerasNodeInput> inputs)
    {
        if (KerasTensor.IsTensor(value))
            inputs.Add(new(null, KerasTensor.Read(value)));
        else if (value.ValueKind == JsonValueKind.Array)
            Array.ForEach([.. value.EnumerateArray()], item => AddAll(item, inputs));
        else if (value.ValueKind == JsonValueKind.Object && !KerasObject.TryRead(value, out _))
            Array.ForEach([.. value.EnumerateObject()], item => AddAll(item.Value, inputs));
    }

    private static void AddTensors(JsonElement argument, List<KerasNodeInput> inputs)
    {
        if (argument.ValueKind == JsonValueKind.Array)
            inputs.AddRange(argument.EnumerateArray().Select(static t => new KerasNodeInput(null, KerasTensor.Read(t))));
        else if (argument.ValueKind != JsonValueKind.Null)
            inputs.Add(new(null, KerasTensor.Read(argument)));
    }

    private static void AddNamed(JsonElement arguments, List<KerasNodeInput> inputs, List<KerasSetting> settings)
    {
        foreach (var argument in arguments.ValueKind == JsonValueKind.Object ? arguments.EnumerateObject() : default)
        {
            if (argument.Value.ValueKind == JsonValueKind.Null)
                continue;
            if (argument.Value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            {
                settings.Add(new(argument.Name, argument.Value.GetBoolean()));
                continue;
            }
            if (argument.Value.ValueKind == JsonValueKind.Array && argument.Value.GetArrayLength() > 0 && argument.Value.EnumerateArray().All(static t => t.ValueKind == JsonValueKind.Null || KerasTensor.IsTensor(t)))
            {
                inputs.AddRange(argument.Value.EnumerateArray().Select((t, i) => (Tensor: t, Index: i)).Where(static t => t.Tensor.ValueKind != JsonValueKind.Null)
                    .Select(t => new KerasNodeInput(argument.Name, KerasTensor.Read(t.Tensor)) { Index = t.Index }));
                continue;
            }
            if (!KerasTensor.IsTensor(argument.Value))
            {
                throw new SpecException(
                    $"is called with {argument.Name}={KerasArguments.Shortened(argument.Value)}, which GenNet's calls don't take; leave it out of the call in Keras",
                    argument.Name);
            }
            inputs.Add(new(argument.Name, KerasTensor.Read(argument.Value)));
        }
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private static JsonElement Property(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? value : default;
}

/// <summary>A tensor that a call takes.</summary>
/// <param name="Argument">Name of the argument; null by position.</param>
/// <param name="Tensor">The tensor.</param>
internal sealed record KerasNodeInput(string? Argument, KerasTensor Tensor)
{
    /// <summary>Its number in the list that the argument is; 0 if it is none.</summary>
    public int Index { get; init; }
}

/// <summary>A truth value that a call gives by name.</summary>
/// <param name="Argument">Name of the argument.</param>
/// <param name="Value">Its value.</param>
internal readonly record struct KerasSetting(string Argument, bool Value);

/// <summary>A tensor of a graph: what call number <paramref name="Node"/> of a layer or input yields.</summary>
/// <param name="Layer">Name of the layer or input.</param>
/// <param name="Node">Number of its call.</param>
/// <param name="Output">Which of the call's outputs.</param>
internal readonly record struct KerasTensor(string Layer, int Node, int Output = 0)
{
    /// <summary>The call's first output, by which the call is known.</summary>
    public KerasTensor Call => this with { Output = 0 };

    /// <summary>Whether <paramref name="value"/> is a tensor as Keras 3 writes it in a call.</summary>
    public static bool IsTensor(JsonElement value) => KerasObject.TryRead(value, out var tensor) && tensor.ClassName == "__keras_tensor__";

    /// <summary>A tensor as Keras 3 writes it in a call.</summary>
    /// <exception cref="SpecException">It is none.</exception>
    public static KerasTensor Read(JsonElement value) => IsTensor(value) && KerasObject.TryRead(value, out var tensor)
        ? Of(tensor.Entry("keras_history"))
        : throw new SpecException($"is called with {KerasArguments.Shortened(value)} where a tensor is expected; GenNet's calls take nothing else");

    /// <summary>A tensor by <c>[layer, node, tensor]</c>.</summary>
    /// <exception cref="SpecException">It is none.</exception>
    public static KerasTensor Of(JsonElement history)
    {
        if (history.ValueKind != JsonValueKind.Array || history.GetArrayLength() < 3 || history[0].ValueKind != JsonValueKind.String
            || !TryIndex(history[1], out var node) || !TryIndex(history[2], out var tensor))
        {
            throw new SpecException($"{KerasArguments.Shortened(history)} is no tensor of the graph");
        }
        return new(history[0].GetString()!, node, tensor);
    }

    private static bool TryIndex(JsonElement value, out int index)
    {
        index = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out index);
    }
}
