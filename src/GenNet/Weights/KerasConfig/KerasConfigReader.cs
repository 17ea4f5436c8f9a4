using System.Text.Json;
using GenNet.Graph;
using GenNet.Specs;
using GenNet.Weights.KerasConfig.Upgrade;

namespace GenNet.Weights.KerasConfig;

/// <summary>
/// Reads the JSON of a Keras model into a <see cref="ModelSpec"/> through <see cref="LayerCatalog"/>, the one table of layer kinds. What GenNet
/// has no counterpart for is refused, all of it in one exception.
/// </summary>
internal static class KerasConfigReader
{
    /// <summary>Reads the model in the file <paramref name="path"/>, of any kind that <see cref="KerasConfigFile"/> reads.</summary>
    /// <inheritdoc cref="Read(JsonElement, KerasReading?)"/>
    public static KerasModel ReadFile(string path, KerasReading? reading = null)
    {
        using var json = KerasConfigFile.Read(path);
        var model = Read(json.RootElement, reading);
        return json.RootElement.TryGetProperty("compile_config", out var compiled) ? model with { Compiled = compiled.Clone() } : model;
    }

    /// <summary>Reads a model.</summary>
    /// <param name="json">The model as in <c>config.json</c>: class name and config.</param>
    /// <param name="reading">What for; null to build it.</param>
    /// <exception cref="KerasConfigException">The model can't be read, or GenNet has no counterpart for parts of it.</exception>
    public static KerasModel Read(JsonElement json, KerasReading? reading = null)
    {
        var problems = new List<string>();
        reading ??= KerasReading.ToBuild;
        var graph = ReadGraph(json, reading, problems);
        return new KerasModelBuilder(graph, reading, problems).Build() ?? throw Refused(graph.Name, problems);
    }

    /// <summary>Reads what of a model can be read, to compare it with a class.</summary>
    /// <param name="json">The model as in <c>config.json</c>: class name and config.</param>
    /// <param name="inputs">Types of the class's inputs.</param>
    /// <exception cref="KerasConfigException">It is no graph of layers.</exception>
    public static KerasReadable ReadToCompare(JsonElement json, IReadOnlyList<TensorType> inputs)
    {
        var problems = new List<string>();
        var reading = KerasReading.ToCompare(inputs);
        var graph = ReadGraph(json, reading, problems);
        var builder = new KerasModelBuilder(graph, reading, problems);
        return new([.. builder.LayerNames], builder.Build(), [.. builder.ReadLayers()], builder.OtherTypes, problems);
    }

    /// <summary>Reads a model's layers and calls, whatever the layers are.</summary>
    /// <param name="json">The model as in <c>config.json</c>.</param>
    /// <param name="reading">What for.</param>
    /// <param name="problems">Takes what can't be read, a line a layer; the graph is usable only if nothing is added.</param>
    /// <exception cref="KerasConfigException">It is no graph of layers.</exception>
    public static KerasGraph ReadGraph(JsonElement json, KerasReading reading, ICollection<string> problems)
    {
        if (!KerasObject.TryRead(KerasUpgrade.ToKeras3(json), out var model))
            throw new KerasConfigException("This JSON is no Keras model: it has no class_name. A config.json from a .keras file, or model.to_json(), is expected.");
        try
        {
            return ReadGraph(model, reading, problems);
        }
        catch (SpecException error)
        {
            throw Refused(model.ConfigText("name") ?? model.ClassName, [.. problems, error.Message]);
        }
    }

    /// <summary>Whether <paramref name="value"/> is a model that has a graph of layers.</summary>
    /// <remarks>A class of someone's own that is made of inputs and outputs has the config of Keras' Functional.</remarks>
    public static bool HasGraph(KerasObject value) =>
        value is { IsKerasOwn: true, ClassName: "Sequential" or "Functional" or "Model" } || FunctionalConfig.Is(value);

    /// <summary>Whether <paramref name="layer"/> is a TimeDistributed that holds a graph of layers.</summary>
    /// <param name="layer">A layer.</param>
    /// <param name="model">That graph; else the layer itself.</param>
    public static bool TryReadTimeDistributed(KerasObject layer, out KerasObject model)
    {
        if (layer is { IsKerasOwn: true, ClassName: SubmodelNode.TimeDistributed } && KerasObject.TryRead(layer.Entry("layer"), out model!) && HasGraph(model))
            return true;
        model = layer;
        return false;
    }

    /// <summary>Reads the layers and calls of <paramref name="model"/>, be it a whole one or among the layers of another.</summary>
    /// <exception cref="SpecException">It is no graph of layers.</exception>
    public static KerasGraph ReadGraph(KerasObject model, KerasReading reading, ICollection<string> problems) => model switch
    {
        _ when !HasGraph(model) => throw new SpecException($"class {model.ClassName} is no Sequential or Functional model; write its class by hand"),
        { ClassName: "Sequential" } when !FunctionalConfig.Is(model) => SequentialConfig.Read(model, reading, problems),
        _ => FunctionalConfig.Read(model, reading, problems),
    };

    private static KerasConfigException Refused(string model, IReadOnlyList<string> problems) =>
        new($"GenNet has no counterpart for the Keras model '{model}':", problems);
}
