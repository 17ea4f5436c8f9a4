using System.Text.Json;
using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>Reads the config of a Keras <c>Sequential</c>.</summary>
internal static class SequentialConfig
{
    /// <summary>Its graph: every layer called once, in order.</summary>
    /// <param name="model">The model.</param>
    /// <param name="reading">What for.</param>
    /// <param name="problems">Takes what can't be read, a line a layer.</param>
    /// <exception cref="SpecException">It has no input shape, or no layers.</exception>
    public static KerasGraph Read(KerasObject model, KerasReading reading, ICollection<string> problems)
    {
        var layers = KerasLayers.Of(model, reading, problems).ToList();
        if (layers.Count == 0)
            throw new SpecException("the model has no layers");
        KerasInput input;
        if (layers[0].Object.ClassName == "InputLayer")
        {
            input = KerasInputReader.Read(layers[0].Name, layers[0].Object, 0, reading);
            layers.RemoveAt(0);
        }
        else
        {
            input = new("input", KerasInputReader.Shape(InputShape(model, layers[0].Object), 0, reading), DType.Float32);
        }
        var calls = layers.Select(static (_, index) => new KerasCall(index, null, [new(null, index)])).ToArray();
        return new(model.ConfigText("name") ?? "sequential", true, [input], layers, calls, [layers.Count]);
    }

    // A Sequential that began without an InputLayer notes its input's shape when it is built.
    private static JsonElement InputShape(KerasObject model, KerasObject first)
    {
        JsonElement[] places = [first.Entry("batch_input_shape"), model.Entry("build_input_shape"), Built(model.Json), Built(first.Json)];
        return places.FirstOrDefault(static p => p.ValueKind == JsonValueKind.Array);
    }

    private static JsonElement Built(JsonElement json) =>
        json.TryGetProperty("build_config", out var built) && built.ValueKind == JsonValueKind.Object && built.TryGetProperty("input_shape", out var shape)
            ? shape
            : default;
}
