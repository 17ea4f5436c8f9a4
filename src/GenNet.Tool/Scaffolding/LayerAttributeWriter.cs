using System.Reflection;
using GenNet.Graph;
using GenNet.Naming;
using GenNet.Specs;
using GenNet.Weights.KerasConfig;

namespace GenNet.Tool.Scaffolding;

/// <summary>Writes the attribute of a layer: <c>[Conv2D(32, 3, Activation = Activation.ReLU)]</c>.</summary>
internal static class LayerAttributeWriter
{
    // One number stands for all axes of these, as in Keras.
    private static readonly HashSet<string> s_windows = ["kernel_size", "pool_size", "strides", "dilation_rate", "output_padding", "size"];

    // One number stands for both ends of all axes of these, and one each for both ends of it.
    private static readonly HashSet<string> s_edges = ["padding", "cropping"];

    /// <summary>The attribute of <paramref name="layer"/>, and those of the layers that it holds, brackets included.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="policy">What the model says of layers that don't say it themselves.</param>
    public static string Write(LayerNode layer, DTypePolicy policy)
    {
        var own = Write(layer.Spec, SnakeCase.Of(layer.Property) == layer.KerasName ? null : layer.KerasName, policy);
        var held = layer.Spec is WrapperSpec wrapper ? Held(wrapper, policy) : [];
        return $"[{string.Join(", ", held.Prepend(own))}]";
    }

    // A layer's name there is left out where it is what such a layer is called by itself.
    private static IEnumerable<string> Held(WrapperSpec wrapper, DTypePolicy policy)
    {
        var declared = wrapper.Declared.ToArray();
        var unnamed = wrapper.Holding([.. declared.Select(static content => new GivenContent(null, content.Spec))]);
        return declared.SelectMany((content, i) =>
        {
            var name = content.Name == unnamed.Content[i].Name ? null : content.Name;
            if (content.Spec is not WrapperSpec inner)
                return [Write(WithoutWhatFollows(wrapper, declared, i), name, policy)];
            var held = Held(inner, policy);
            return name is null && IsShort(wrapper, inner) ? held : held.Prepend(Write(content.Spec, name, policy));
        });
    }

    // Whether a layer between follows from what it holds, as the StackedRNNCells of several cells.
    private static bool IsShort(WrapperSpec wrapper, WrapperSpec inner)
    {
        try
        {
            return inner.Content.Count > 1
                && wrapper.Holding([.. inner.Declared.Select(static content => new GivenContent(content.Name, content.Spec))]).Content == wrapper.Content;
        }
        catch (SpecException)
        {
            return false;
        }
    }

    // An argument that the wrapper sets itself needn't be written.
    private static LayerSpec WithoutWhatFollows(WrapperSpec wrapper, LayerContent[] declared, int index)
    {
        var spec = declared[index].Spec;
        foreach (var argument in spec.Arguments.Where(static a => a.Default is not null && a.Value != a.Default))
        {
            try
            {
                var shorter = spec.With(argument.Name, argument.Default!.ToObject());
                if (wrapper.Holding([.. declared.Select((content, i) => new GivenContent(content.Name, i == index ? shorter : content.Spec))]).Content == wrapper.Content)
                    spec = shorter;
            }
            catch (SpecException)
            {
                // It can't be left out.
            }
        }
        return spec;
    }

    private static string Write(LayerSpec spec, string? name, DTypePolicy policy)
    {
        if (spec is GapSpec gap)
        {
            var settings = name is null ? gap.Settings : gap.Settings.Append($"Name = {ArgumentValue.Of(name).CSharp}").ToEquatableArray();
            return settings.Count == 0 ? gap.ClassName : $"{gap.ClassName}({string.Join(", ", settings)})";
        }
        var arguments = spec.Arguments.ToDictionary(static a => a.Name);
        var written = new List<string>();
        foreach (var parameter in ConstructorOf(spec).GetParameters())
        {
            if (!arguments.Remove(SnakeCase.OfArgument(parameter.Name!), out var argument))
                throw new InvalidOperationException($"{spec.Kind}Attribute takes {parameter.Name}, and {spec.Kind}Spec has no argument of that name.");
            if (argument.Value != argument.Default)
                written.Add(parameter.IsDefined(typeof(ParamArrayAttribute)) ? Unwrapped(argument) : Value(argument));
        }
        foreach (var argument in spec.Arguments)
        {
            if (arguments.ContainsKey(argument.Name) && argument.Value != argument.Default)
                written.Add($"{PascalCase.Of(argument.Name)} = {Value(argument)}");
        }
        if (!spec.Trainable)
            written.Add("Trainable = false");
        if (spec.DTypePolicy != policy)
            written.Add($"DType = {ArgumentValue.Of(spec.DTypePolicy).CSharp}");
        if (name is not null)
            written.Add($"Name = {ArgumentValue.Of(name).CSharp}");
        return written.Count == 0 ? spec.Kind : $"{spec.Kind}({string.Join(", ", written)})";
    }

    /// <summary>The attribute of a model among the layers: its name where the property doesn't say it.</summary>
    public static string Write(SubmodelNode submodel) =>
        submodel.EachTimestep ? $"[{Written(submodel, SubmodelNode.TimeDistributed)}]" : SnakeCase.Of(submodel.Property) == submodel.KerasName ? "" : $"[{Written(submodel, "Submodel")}]";

    private static string Written(SubmodelNode submodel, string attribute)
    {
        string[] arguments =
        [
            .. submodel.Trainable ? (string[])[] : ["Trainable = false"],
            .. SnakeCase.Of(submodel.Property) == submodel.KerasName ? (string[])[] : [$"Name = {ArgumentValue.Of(submodel.KerasName).CSharp}"],
        ];
        return arguments.Length == 0 ? attribute : $"{attribute}({string.Join(", ", arguments)})";
    }

    private static string Unwrapped(LayerArgument argument) =>
        argument.Value.Type is ArgumentType.Integers or ArgumentType.Numbers ? Value(argument).Replace("new[] { ", "").Replace(" }", "") : Value(argument);

    private static string Value(LayerArgument argument)
    {
        var numbers = argument.Value.Contract.Split(',');
        if (s_edges.Contains(argument.Name) && argument.Value.Type == ArgumentType.Integers)
        {
            var isSymmetric = numbers.Where(static (_, i) => i % 2 == 0).SequenceEqual(numbers.Where(static (_, i) => i % 2 == 1));
            return string.Join(", ", numbers.Distinct().Count() == 1 ? numbers.Take(1) : isSymmetric ? numbers.Where(static (_, i) => i % 2 == 0) : numbers);
        }
        return s_windows.Contains(argument.Name) && numbers.Distinct().Count() == 1 ? numbers[0] : argument.Value.CSharp;
    }

    private static ConstructorInfo ConstructorOf(LayerSpec spec) =>
        typeof(LayerAttribute).Assembly.GetType($"GenNet.{spec.Kind}Attribute", throwOnError: true)!.GetConstructors()
            .OrderByDescending(static c => c.GetParameters().Length).First();
}
