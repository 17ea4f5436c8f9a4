using System.Text.Json.Nodes;
using System.Text.Json;
using GenNet.Graph;
using GenNet.TestSupport;
using GenNet.Tool.Scaffolding;
using GenNet.Weights.KerasConfig;

namespace GenNet.Conformance.Training;

/// <summary>A model of <c>fit.json</c>, scaffolded and compiled; skips the test where GenNet has no counterpart.</summary>
internal sealed class FitModel
{
    private FitModel(JsonElement json, ModelSpec spec, Model model) => (Json, Spec, Model) = (json, spec, model);

    /// <summary>What the fixture says of it.</summary>
    public JsonElement Json { get; }

    public ModelSpec Spec { get; }

    public Model Model { get; }

    /// <summary>All variables in Keras' order.</summary>
    public IEnumerable<Variable> Variables => Model.Layers.SelectMany(static l => l.Variables);

    /// <summary>A new instance of the model <paramref name="name"/>.</summary>
    public static FitModel Create(string name)
    {
        var json = FixtureTree.Json("training", "fit.json").GetProperty("models").GetProperty(name);
        try
        {
            var (spec, notes) = ScaffoldedModel.Read(Config(json), "Conformance.Fit", "Fitted");
            // What acts in training alone, and is left out.
            Assert.SkipWhen(notes.Count > 0, $"Not supported: {string.Join("; ", notes)}.");
            var compiled = ModelCompiler.Compile("#pragma warning disable CS1591\n" + ModelClassWriter.Write(spec));
            return new(json, spec, compiled.Create());
        }
        catch (KerasConfigException error)
        {
            Assert.Skip($"Not supported: {string.Join("; ", error.Problems)}.");
            throw;
        }
    }

    /// <summary>The model as Keras' own <c>config.json</c> has it.</summary>
    private static JsonElement Config(JsonElement json)
    {
        var shape = new JsonArray([null, .. json.GetProperty("input_shape").EnumerateArray().Select(static d => (JsonNode?)d.GetInt32())]);
        var layers = new JsonArray(Object("InputLayer", new() { ["name"] = "input", ["batch_shape"] = shape, ["dtype"] = "float32" }));
        foreach (var layer in json.GetProperty("layers").EnumerateArray())
        {
            var config = JsonNode.Parse(layer[1].GetRawText())!.AsObject();
            foreach (var (option, value) in config.ToArray())
            {
                if (value is JsonObject { Count: 1 } named)
                    config[option] = Object(named.Single().Key, named.Single().Value!.DeepClone().AsObject());
            }
            config["name"] ??= $"layer{layers.Count}";
            layers.Add((JsonNode)Object(layer[0].GetString()!, config));
        }
        return JsonSerializer.SerializeToElement(Object("Sequential", new() { ["name"] = "fitted", ["layers"] = layers }));
    }

    private static JsonObject Object(string className, JsonObject config) => new() { ["class_name"] = className, ["config"] = config };
}
