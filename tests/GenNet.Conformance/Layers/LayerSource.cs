using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GenNet.Conformance.Numerics;
using GenNet.Graph;
using GenNet.Specs;
using GenNet.Tool.Scaffolding;
using GenNet.Weights.KerasConfig;
using GenNet.Weights.KerasConfig.Upgrade;

namespace GenNet.Conformance.Layers;

/// <summary>The model class that a case of a layer becomes: one layer, called with the case's inputs, scaffolded from its Keras config.</summary>
internal sealed record LayerSource(LayerCase Case, ModelSpec Model, string Text)
{
    // How much longer than the case's sequences those may be of a class whose length each call says.
    private const int LongerBy = 3;

    private static readonly HashSet<string> s_inputs = ["inputs", "mask", "initial_state", "count_weights", "query", "value", "key", "query_mask", "value_mask", "key_mask", "attention_mask"];

    /// <summary>Name of the class with its namespace.</summary>
    public string ClassName => Model.FullName;

    /// <summary>Makes the class of <paramref name="layer"/>, or says why GenNet can't have it.</summary>
    /// <param name="layer">The case.</param>
    /// <param name="hasRunTimeLength">Whether the class's inputs have a length that each call says.</param>
    public static (LayerSource? Source, string? NotSupported) Of(LayerCase layer, bool hasRunTimeLength)
    {
        if (!LayerCatalog.Kinds.Contains(layer.Kind))
            return (null, $"layer kind {layer.Kind}");
        if (layer.OtherCallSettings.FirstOrDefault(setting => setting != "adapt" && !layer.Settings.ContainsKey(setting)) is { } setting)
            return (null, $"call with {setting}");
        if (layer.CallArguments.FirstOrDefault(static a => !s_inputs.Contains(a)) is { } argument)
            return (null, $"call argument {argument}");
        try
        {
            var model = Read(layer, hasRunTimeLength);
            if (CallsOf(model).FirstOrDefault(static call => KernelOf(call.Spec) is null) is { } missing)
                return (null, $"{missing.Spec.Kind} has no CPU kernels");
            return (new(layer, model, ModelClassWriter.Write(model) + ModelAccess.Of(model)), null);
        }
        catch (KerasConfigException error)
        {
            return (null, string.Join("; ", error.Problems));
        }
    }

    /// <summary>Whether all outputs are real numbers, so that there is something to differentiate.</summary>
    public bool HasRealOutputs => Model.Outputs.All(output => Model.TypeOf(output.Value).DType == DType.Float32);

    /// <summary>One source file of several classes of a layer kind.</summary>
    public static string File(IReadOnlyCollection<LayerSource> sources)
    {
        var head = $"using GenNet;\n\nnamespace {sources.First().Model.Namespace};\n\n";
        return "#pragma warning disable CS1591\n" + head + string.Join("\n", sources.Select(source => source.Text.Replace(head, "")));
    }

    /// <summary>The calls of kernels that a model consists of.</summary>
    public static IEnumerable<CallNode> CallsOf(ModelSpec model) => ExpandedModel.Of(model).Spec.Calls.Where(static call => call.Inferred.Identity != Specs.Identity.Always);

    /// <summary>The kernels of a layer; null if it has none.</summary>
    public static Type? KernelOf(LayerSpec spec) => typeof(Model).Assembly.GetType($"GenNet.Layers.{spec.KernelCall.Name}Kernel`1");

    private static ModelSpec Read(LayerCase layer, bool hasRunTimeLength)
    {
        using var arrays = layer.OpenArrays();
        var arguments = layer.CallArguments;
        var inputs = layer.InputShapes
            .Select((shape, i) =>
            {
                // A model has one length: what is as long as the first input has it, and what is longer or shorter a size of its own.
                var isSequence = hasRunTimeLength && arguments[i] != "initial_state" && shape.Length > 1 && shape[1] == layer.InputShapes[0][1];
                return new KerasInput(
                    string.Create(CultureInfo.InvariantCulture, $"input{i}"),
                    isSequence ? TensorShape.Of([shape[1] + LongerBy, .. shape[2..]]) : TensorShape.Of(shape[1..]),
                    TypeOf(arrays, $"{layer.Id}/input/{i}", arguments[i])) { HasRunTimeLength = isSequence };
            })
            .ToArray();
        var calls = arguments.Select((argument, i) => new KerasCallInput(argument is "inputs" or "query" or "value" ? null : argument, new(i)) { Index = arguments.Take(i).Count(other => other == argument) }).ToArray();
        var json = new JsonObject { ["class_name"] = layer.Kind, ["config"] = ConfigOf(layer) };
        LayerUpgrade.Apply(json, isFormer: false);
        Assert.True(KerasObject.TryRead(JsonSerializer.SerializeToElement(json), out var value));
        var className = "Case_" + string.Concat(layer.Id.Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        var graph = new KerasGraph("layer_case", false, inputs, [new("layer", value)], [new(0, null, calls) { Settings = [.. layer.Settings.Select(static setting => new KerasSetting(setting.Key, setting.Value))] }], [.. Enumerable.Range(0, layer.OutputCount).Select(i => new KerasValue(inputs.Length, i))]);
        var problems = new List<string>();
        var model = new KerasModelBuilder(graph, KerasReading.ToBuild, problems).Build() ?? throw new KerasConfigException(layer.ToString(), problems);
        return ScaffoldedModel.Named(model, "Conformance." + layer.Kind + "Cases", className).Spec;
    }

    // Layers within the layer are written by the fixtures as {"class": …, "config": …}.
    private static JsonNode ConfigOf(LayerCase layer)
    {
        var config = JsonNode.Parse(layer.Config.GetRawText())!;
        NameClasses(config);
        return config;
    }

    private static void NameClasses(JsonNode? node)
    {
        if (node is JsonObject held && held.ContainsKey("class"))
        {
            held["class_name"] = held["class"]!.DeepClone();
            held.Remove("class");
        }
        foreach (var inner in node switch { JsonObject entries => entries.Select(static entry => entry.Value), JsonArray list => list, _ => [] })
            NameClasses(inner);
    }

    private static DType TypeOf(FixtureArrays arrays, string name, string argument) => !arrays.Has(name)
        ? argument.EndsWith("mask", StringComparison.Ordinal) ? DType.Bool : DType.Float32
        : arrays.TypeOf(name) switch
        {
            "BOOL" => DType.Bool,
            "I32" => DType.Int32,
            _ => DType.Float32,
        };
}
