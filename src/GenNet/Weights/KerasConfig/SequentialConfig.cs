using System.Text.Json;
using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>Reads the config of a Keras <c>Sequential</c>.</summary>
internal static class SequentialConfig
{
    /// <summary>Its graph: every layer called once, in order.</summary>
    /// <param name="model">The model.</param>
    /// <param name="reading">What for.</param>
    /// <param name="problems">Takes what can't be read; the graph has its calls only if nothing is added.</param>
    /// <exception cref="SpecException">It has no layers.</exception>
    public static KerasGraph Read(KerasObject model, KerasReading reading, ICollection<string> problems)
    {
        var layers = KerasLayers.Of(model, reading, problems).ToList();
        if (layers.Count == 0)
            throw new SpecException("the model has no layers");
        var first = layers[0];
        if (first.Object.ClassName == "InputLayer")
            layers.RemoveAt(0);
        var name = model.ConfigText("name") ?? "sequential";
        try
        {
            var input = Input(model, first, reading);
            var calls = layers.Select(static (_, index) => new KerasCall(index, null, [new(null, new(index))])).ToArray();
            return new(name, true, [input], layers, calls, [new(layers.Count)]);
        }
        catch (SpecException error)
        {
            problems.Add(error.Message);
            return new(name, true, [], layers, [], []);
        }
    }

    private static KerasInput Input(KerasObject model, KerasLayer first, KerasReading reading) => first.Object.ClassName == "InputLayer"
        ? KerasInputReader.Read(first.Name, first.Object, 0, reading)
        : first.Model is { Inputs: [var input] } ? input with { Name = "input" }
        : KerasInputReader.Read("input", InputShape(model, first.Object), InputType(first.Object), 0, reading);

    // A Sequential that began without an InputLayer notes its input's shape when it is built.
    private static JsonElement InputShape(KerasObject model, KerasObject first)
    {
        JsonElement[] places = [first.Entry("batch_input_shape"), Held(first).Entry("batch_input_shape"), model.Entry("build_input_shape"), Built(model.Json), Built(first.Json)];
        return places.FirstOrDefault(static p => p.ValueKind == JsonValueKind.Array);
    }

    // Of a Bidirectional, as the layer that it goes through the sequence with.
    private static KerasObject Held(KerasObject first) => first.ClassName == "Bidirectional" && KerasObject.TryRead(first.Entry("layer"), out var held) ? held : default;

    // Keras 1 says it; ids of an Embedding are whole numbers.
    private static DType InputType(KerasObject first) => first.ConfigText("input_dtype") is { } name && KerasEnum.TryParse<DType>(name, out var type) ? type
        : first.ClassName == "Embedding" ? DType.Int32 : DType.Float32;

    private static JsonElement Built(JsonElement json) =>
        json.TryGetProperty("build_config", out var built) && built.ValueKind == JsonValueKind.Object && built.TryGetProperty("input_shape", out var shape)
            ? shape
            : default;
}
