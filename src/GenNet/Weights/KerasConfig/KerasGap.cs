using System.Text.Json;
using GenNet.Naming;
using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>A layer that GenNet has no counterpart for: what it is, and the way out.</summary>
/// <param name="Layer">Its name in the model.</param>
/// <param name="ClassName">The class that is to be written.</param>
/// <param name="What">What it is, as a sentence.</param>
/// <param name="Way">What to do.</param>
internal sealed record KerasGap(string Layer, string ClassName, string What, string Way)
{
    /// <summary>What it is and what to do.</summary>
    public string Reason => $"{What}; {Way}";

    // What turns text into numbers runs before the model: none of it is arithmetic on tensors.
    private static readonly HashSet<string> s_preprocessing = ["TextVectorization", "StringLookup", "IntegerLookup", "Hashing", "HashedCrossing", "MelSpectrogram", "STFTSpectrogram"];

    private static readonly HashSet<string> s_notArguments = ["name", "trainable", "dtype", "function", "function_type", "module", "arguments", "output_shape", "output_shape_type", "output_shape_module", "batch_input_shape"];

    /// <summary>The gap that a layer leaves.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its class and config.</param>
    public static KerasGap Of(string name, KerasObject value)
    {
        var simple = value.ClassName[(value.ClassName.LastIndexOf('>') + 1)..];
        var type = PascalCase.Of(simple == "Lambda" ? name : simple);
        if (type.Length == 0 || LayerCatalog.IsKind(type))
            type = "Custom" + type;
        var what = simple switch
        {
            "Lambda" => $"layer '{name}' is of class Lambda, which GenNet doesn't have: it is Python code",
            "TFOpLambda" or "SlicingOpLambda" or "TensorFlowOpLayer" => $"layer '{name}' calls TensorFlow's {value.ConfigText("function") ?? "own operation"}, which GenNet has no operation for",
            _ when !value.IsKerasOwn => $"layer '{name}' is of class {value.ClassName}, which is not Keras' own",
            _ => $"layer '{name}' is of class {value.ClassName}, which GenNet doesn't have",
        };
        var way = s_preprocessing.Contains(simple)
            ? "do that in C# with what the model is given, and begin the model behind it"
            : $"write it as a custom layer, class {type} : CustomLayer with {type}Attribute : CustomLayerAttribute<{type}>";
        return new(name, type, what, way);
    }

    /// <summary>Arguments of the layer in C#, as far as they are numbers, texts or lists of numbers.</summary>
    public static EquatableArray<string> Settings(KerasObject value) => value.Config.ValueKind != JsonValueKind.Object
        ? EquatableArray<string>.Empty
        : value.Config.EnumerateObject().Where(static entry => !s_notArguments.Contains(entry.Name) && PascalCase.Of(entry.Name).Length > 0)
            .Select(static entry => (entry.Name, Value: CSharp(entry.Value))).Where(static entry => entry.Value is not null).Select(static entry => $"{PascalCase.Of(entry.Name)} = {entry.Value}").ToEquatableArray();

    private static string? CSharp(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.String => ArgumentValue.Of(value.GetString()!).CSharp,
        JsonValueKind.Number when KerasArguments.Number(value) is long whole => ArgumentValue.Of(whole).CSharp,
        JsonValueKind.Number => ArgumentValue.Of((double)KerasArguments.Number(value)).CSharp,
        JsonValueKind.Array when value.GetArrayLength() > 0 && value.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.Number) =>
            $"new[] {{ {string.Join(", ", value.EnumerateArray().Select(CSharp))} }}",
        _ => null,
    };
}
