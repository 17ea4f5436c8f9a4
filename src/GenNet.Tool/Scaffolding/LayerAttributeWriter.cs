using System.Reflection;
using GenNet.Graph;
using GenNet.Naming;
using GenNet.Specs;

namespace GenNet.Tool.Scaffolding;

/// <summary>Writes the attribute of a layer: <c>[Conv2D(32, 3, Activation = Activation.ReLU)]</c>.</summary>
internal static class LayerAttributeWriter
{
    // One number stands for all axes of these, as in Keras.
    private static readonly HashSet<string> s_windows = ["kernel_size", "pool_size", "strides", "dilation_rate"];

    /// <summary>The attribute of <paramref name="layer"/>, brackets included.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="policy">What the model says of layers that don't say it themselves.</param>
    public static string Write(LayerNode layer, DTypePolicy policy)
    {
        var arguments = layer.Spec.Arguments.ToDictionary(static a => a.Name);
        var written = new List<string>();
        foreach (var parameter in ConstructorOf(layer.Spec).GetParameters())
        {
            if (!arguments.Remove(SnakeCase.OfArgument(parameter.Name!), out var argument))
                throw new InvalidOperationException($"{layer.Spec.Kind}Attribute takes {parameter.Name}, and {layer.Spec.Kind}Spec has no argument of that name.");
            if (argument.Value != argument.Default)
                written.Add(parameter.IsDefined(typeof(ParamArrayAttribute)) ? Unwrapped(argument) : Value(argument));
        }
        foreach (var argument in layer.Spec.Arguments)
        {
            if (arguments.ContainsKey(argument.Name) && argument.Value != argument.Default)
                written.Add($"{PascalCase.Of(argument.Name)} = {Value(argument)}");
        }
        if (!layer.Spec.Trainable)
            written.Add("Trainable = false");
        if (layer.Spec.DTypePolicy != policy)
            written.Add($"DType = {ArgumentValue.Of(layer.Spec.DTypePolicy).CSharp}");
        if (SnakeCase.Of(layer.Property) != layer.KerasName)
            written.Add($"Name = {ArgumentValue.Of(layer.KerasName).CSharp}");
        return written.Count == 0 ? $"[{layer.Spec.Kind}]" : $"[{layer.Spec.Kind}({string.Join(", ", written)})]";
    }

    /// <summary>The attribute of a model among the layers: its name where the property doesn't say it.</summary>
    public static string Write(SubmodelNode submodel) =>
        SnakeCase.Of(submodel.Property) == submodel.KerasName ? "" : $"[Submodel(Name = {ArgumentValue.Of(submodel.KerasName).CSharp})]";

    private static string Unwrapped(LayerArgument argument) =>
        argument.Value.Type == ArgumentType.Integers ? Value(argument).Replace("new[] { ", "").Replace(" }", "") : Value(argument);

    private static string Value(LayerArgument argument)
    {
        var numbers = argument.Value.Contract.Split(',');
        return s_windows.Contains(argument.Name) && numbers.Distinct().Count() == 1 ? numbers[0] : argument.Value.CSharp;
    }

    private static ConstructorInfo ConstructorOf(LayerSpec spec) =>
        typeof(LayerAttribute).Assembly.GetType($"GenNet.{spec.Kind}Attribute", throwOnError: true)!.GetConstructors()
            .OrderByDescending(static c => c.GetParameters().Length).First();
}
