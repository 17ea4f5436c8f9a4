using System.Reflection;
using GenNet.Specs;

namespace GenNet.Generators.Tests.Projects;

/// <summary>A model class for every kind of layer.</summary>
internal static class EveryLayer
{
    private const string Image = "4, 4, 2";

    // Of layers that don't take an image, or whose arguments depend on it.
    private static readonly Dictionary<string, string> s_content = new(StringComparer.Ordinal)
    {
        ["Bidirectional"] = ", global::GenNet.LSTMAttribute(3)",
        ["RNN"] = ", global::GenNet.LSTMCellAttribute(3)",
        ["StackedRNNCells"] = ", global::GenNet.LSTMCellAttribute(3), global::GenNet.GRUCellAttribute(3)",
        ["SpectralNormalization"] = ", global::GenNet.DenseAttribute(3)",
        ["TimeDistributed"] = ", global::GenNet.DenseAttribute(3)",
    };

    private static readonly Dictionary<string, (string Input, string Arguments)> s_special = new(StringComparer.Ordinal)
    {
        ["AdaptiveAveragePooling1D"] = ("4, 2", "2"),
        ["AdaptiveAveragePooling3D"] = ("4, 4, 4, 2", "2"),
        ["AdaptiveMaxPooling1D"] = ("4, 2", "2"),
        ["AdaptiveMaxPooling3D"] = ("4, 4, 4, 2", "2"),
        ["AveragePooling1D"] = ("4, 2", "2"),
        ["AveragePooling3D"] = ("4, 4, 4, 2", "2"),
        ["AdditiveAttention"] = ("4, 2", ""),
        ["Attention"] = ("4, 2", ""),
        ["Bidirectional"] = ("4, 2", ""),
        ["ConvLSTM1D"] = ("3, 4, 2", "3, 2"),
        ["ConvLSTM2D"] = ("3, 4, 4, 2", "3, 2"),
        ["ConvLSTM3D"] = ("3, 4, 4, 4, 2", "3, 2"),
        ["CategoryEncoding"] = ("4, DType = global::GenNet.DType.Int32", "5"),
        ["Conv1D"] = ("4, 2", "3, 2"),
        ["Conv1DTranspose"] = ("4, 2", "3, 2"),
        ["Conv3D"] = ("4, 4, 4, 2", "3, 2"),
        ["Conv3DTranspose"] = ("4, 4, 4, 2", "3, 2"),
        ["Cropping1D"] = ("4, 2", "1"),
        ["Cropping2D"] = (Image, "1"),
        ["Cropping3D"] = ("4, 4, 4, 2", "1"),
        ["DepthwiseConv1D"] = ("4, 2", "2"),
        ["Permute"] = (Image, "2, 1, 3"),
        ["RepeatVector"] = ("4", "3"),
        ["SeparableConv1D"] = ("4, 2", "3, 2"),
        ["UpSampling1D"] = ("4, 2", "2"),
        ["UpSampling3D"] = ("4, 4, 4, 2", "2"),
        ["ZeroPadding1D"] = ("4, 2", "1"),
        ["ZeroPadding3D"] = ("4, 4, 4, 2", "1"),
        ["Dot"] = (Image, "1"),
        ["EinsumDense"] = (Image, "\"abcd,de->abce\", -1, -1, 3"),
        ["Embedding"] = ("4, DType = global::GenNet.DType.Int32", "5, 2"),
        ["GRU"] = ("4, 2", "3"),
        ["GRUCell"] = ("3", "3"),
        ["GlobalAveragePooling1D"] = ("4, 2", ""),
        ["GlobalAveragePooling3D"] = ("4, 4, 4, 2", ""),
        ["GlobalMaxPooling1D"] = ("4, 2", ""),
        ["GlobalMaxPooling3D"] = ("4, 4, 4, 2", ""),
        ["GroupNormalization"] = (Image, "Groups = 2"),
        ["LSTM"] = ("4, 2", "3"),
        ["LSTMCell"] = ("3", "3"),
        ["MaxPooling1D"] = ("4, 2", "2"),
        ["MaxPooling3D"] = ("4, 4, 4, 2", "2"),
        ["GroupQueryAttention"] = ("4, 2", "3, 4, 2"),
        ["MultiHeadAttention"] = ("4, 2", "2, 3"),
        ["ReversibleEmbedding"] = ("4, DType = global::GenNet.DType.Int32", "5, 2"),
        ["RNN"] = ("4, 2", ""),
        ["Reshape"] = (Image, "2, -1"),
        ["SimpleRNN"] = ("4, 2", "3"),
        ["SimpleRNNCell"] = ("3", "3"),
        ["SpatialDropout1D"] = ("4, 2", "0.5"),
        ["SpatialDropout3D"] = ("4, 4, 4, 2", "0.5"),
        ["StackedRNNCells"] = ("3", ""),
    };

    // Of layers that take more than one input: a graph gives it to them.
    private static readonly Dictionary<string, string> s_calls = new(StringComparer.Ordinal)
    {
        ["AdditiveAttention"] = "input, input",
        ["Attention"] = "input, input",
        ["Dot"] = "input, input",
        ["GRUCell"] = "input, input",
        ["GroupQueryAttention"] = "input, input",
        ["LSTMCell"] = "input, [input, input]",
        ["MultiHeadAttention"] = "input, input",
        ["SimpleRNNCell"] = "input, input",
        ["StackedRNNCells"] = "input, [input, input, input]",
        ["Subtract"] = "input, input",
    };

    /// <summary>The classes, each called as <paramref name="name"/> makes of its layer's class.</summary>
    public static string Classes(string access, Func<string, string> name) => string.Join("\n", LayerCatalog.Kinds.Select(kind =>
    {
        var (input, arguments) = s_special.TryGetValue(kind, out var special) ? special : (Image, Arguments(kind));
        var (onClass, forward) = s_calls.TryGetValue(kind, out var call)
            ? ("", $"private global::GenNet.Tensor Forward([global::GenNet.Input({input})] global::GenNet.Tensor input) => Only.Forward({call});")
            : ($", global::GenNet.Input({input})", "");
        return $$"""
            /// <summary>A model.</summary>
            [global::GenNet.Model{{onClass}}]
            {{access}} partial class {{name(kind)}}
            {
                /// <summary>The layer.</summary>
                [global::GenNet.{{kind}}Attribute({{arguments}}){{s_content.GetValueOrDefault(kind, "")}}]
                public partial global::GenNet.{{TypeOf(kind)}} Only { get; }
                {{forward}}
            }
            """;
    }));

    private static string TypeOf(string kind) =>
        typeof(Layer).Assembly.GetType("GenNet." + kind) is { } type && type.IsSubclassOf(typeof(Layer)) ? kind : kind + "Layer";

    private static string Arguments(string kind) => string.Join(
        ", ", typeof(LayerAttribute).Assembly.GetType($"GenNet.{kind}Attribute", throwOnError: true)!.GetConstructors().MaxBy(static c => c.GetParameters().Length)!.GetParameters().Select(Value));

    // A size as a list of its own, so that attributes hold arrays as well as single numbers.
    private static string Value(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type.IsEnum => $"global::{type.FullName}.{Enum.GetNames(type)[1]}",
        var type when type.IsArray => "2, 2",
        var type when type == typeof(double) => "0.5",
        var type when type == typeof(int) => "2",
        var type => throw new NotSupportedException($"A value of type {type} is needed for {parameter.Name} of {parameter.Member.DeclaringType}."),
    };
}
