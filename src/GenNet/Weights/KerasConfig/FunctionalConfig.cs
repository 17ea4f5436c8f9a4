using System.Text.Json;
using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>Reads the config of a Keras <c>Functional</c> model: a graph of layer calls.</summary>
internal static class FunctionalConfig
{
    /// <summary>Its graph, the calls in an order in which each follows those it takes values from.</summary>
    /// <param name="model">The model.</param>
    /// <param name="reading">What for.</param>
    /// <param name="problems">Takes what can't be read, a line a layer; the graph is usable only if nothing is added.</param>
    /// <exception cref="SpecException">It is no graph.</exception>
    public static KerasGraph Read(KerasObject model, KerasReading reading, ICollection<string> problems)
    {
        var shapes = TakenShapes.In(model);
        var all = KerasLayers.Of(model, reading, problems).Select(layer => layer with { Output = shapes.TryGetValue(layer.Name, out var shape) ? shape : null }).ToArray();
        var inputs = ReadInputs(model, all.Where(static l => l.Object.ClassName == "InputLayer").ToDictionary(static l => l.Name), reading, problems);
        var layers = all.Where(static l => l.Object.ClassName != "InputLayer" && !KerasOperation.Is(l.Object)).ToArray();
        var numbers = layers.Select(static (layer, i) => (layer.Name, i)).ToDictionary(static l => l.Name, static l => l.i, StringComparer.Ordinal);
        var calls = new KerasCallOrder(inputs);
        var taken = TakenTensors.In(model).ToLookup(static tensor => tensor.Layer, static tensor => tensor.Node, StringComparer.Ordinal);
        foreach (var layer in all.Where(static l => l.Object.ClassName != "InputLayer"))
        {
            var number = FirstCall(layer, taken);
            foreach (var json in List(layer.Object.Json, "inbound_nodes"))
            {
                try
                {
                    calls.Add(new(layer.Name, number++), numbers.GetValueOrDefault(layer.Name, -1), layer, KerasOperation.Is(layer.Object) ? KerasNode.OfOperation(json) : KerasNode.Read(json));
                }
                catch (SpecException error)
                {
                    problems.Add($"layer '{layer.Name}' {error.Message}");
                }
            }
        }
        var ordered = problems.Count == 0 ? calls.InOrder() : [];
        var outputs = problems.Count == 0 ? Tensors(model, "output_layers").Select(calls.ValueOf).ToArray() : [];
        return new(model.ConfigText("name") ?? "functional", false, inputs, layers, ordered, outputs);
    }

    /// <summary>Whether a config says inputs, outputs and layers of a graph.</summary>
    public static bool Is(KerasObject model) =>
        model.Entry("layers").ValueKind == JsonValueKind.Array
        && model.Entry("input_layers").ValueKind is JsonValueKind.Array or JsonValueKind.Object && model.Entry("output_layers").ValueKind is JsonValueKind.Array or JsonValueKind.Object;

    // Models among the layers begin with a call of their own making, which is in no config: those that have one count from 1. Every call that is written is taken.
    private static int FirstCall(KerasLayer layer, ILookup<string, int> taken) =>
        KerasConfigReader.HasGraph(layer.Object) && taken[layer.Name].DefaultIfEmpty().Max() >= List(layer.Object.Json, "inbound_nodes").Count() ? 1 : 0;

    private static KerasInput[] ReadInputs(KerasObject model, Dictionary<string, KerasLayer> declared, KerasReading reading, ICollection<string> problems)
    {
        var inputs = new List<KerasInput>();
        foreach (var tensor in Tensors(model, "input_layers"))
        {
            if (!declared.TryGetValue(tensor.Layer, out var layer))
                throw new SpecException($"input_layers names '{tensor.Layer}', which is no InputLayer");
            try
            {
                inputs.Add(KerasInputReader.Read(layer.Name, layer.Object, inputs.Count, reading));
            }
            catch (SpecException error)
            {
                problems.Add($"input '{layer.Name}': {error.Message}");
                inputs.Add(new(layer.Name, TensorShape.Of(), DType.Float32));
            }
        }
        return [.. inputs];
    }

    // One tensor, [name, 0, 0], or a list of them.
    private static KerasTensor[] Tensors(KerasObject model, string entry)
    {
        var json = model.Entry(entry);
        if (json.ValueKind == JsonValueKind.Object)
            return [.. json.EnumerateObject().Select(static tensor => KerasTensor.Of(tensor.Value))];
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() == 0)
            throw new SpecException($"{entry} is {(json.ValueKind == JsonValueKind.Undefined ? "missing" : KerasArguments.Shortened(json))} where a list of tensors is expected");
        return json[0].ValueKind == JsonValueKind.String ? [KerasTensor.Of(json)] : [.. json.EnumerateArray().Select(KerasTensor.Of)];
    }

    private static IEnumerable<JsonElement> List(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];
}
