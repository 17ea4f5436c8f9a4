using System.Text.Json;
using GenNet.Contracts;
using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>
/// Reads an activation that a config gives as an object: a function, <c>{"module": "builtins", "class_name": "function", "config": "relu"}</c>, as Keras 2.12 and later
/// write some, or a layer that is one, <c>{"class_name": "ReLU", "config": {…}}</c>.
/// </summary>
internal static class KerasActivation
{
    private const string Function = "function";

    /// <summary>The name of the activation, which the layer knows or refuses.</summary>
    /// <exception cref="SpecException">It is none of Keras' own, or one with arguments that no activation's name has.</exception>
    public static string Read(string argument, JsonElement value)
    {
        if (FunctionName(value) is { } name)
            return name;
        if (KerasObject.TryRead(value, out var layer) && layer.IsKerasOwn && LayerCatalog.Kinds.Contains(layer.ClassName) && ActivationOf(layer) is { } activation)
            return activation;
        throw new SpecException(
            $"{argument} is an object of class {KerasArguments.Shortened(value)}, which GenNet has no counterpart for; use a built-in name, or a layer of its own", argument);
    }

    // The module is that of the function's class, builtins, or the one that the function is in.
    private static string? FunctionName(JsonElement value) =>
        KerasObject.TryRead(value, out var function) && function.ClassName == Function
        && (function.Module is null or "builtins" || function.IsInKeras)
        && value.TryGetProperty("config", out var name) && name.ValueKind == JsonValueKind.String
            ? name.GetString()
            : null;

    private static EquatableArray<ContractArgument> ArgumentsOf(LayerSpec spec) =>
        spec.Arguments.Where(static a => a.Role == ArgumentRole.Behaviour).Select(static a => new ContractArgument(a.Name, a.Value.Contract)).ToEquatableArray();

    private static string? ActivationOf(KerasObject layer)
    {
        var problems = new List<string>();
        var arguments = KerasArguments.Read(layer, KerasReading.ToName, [], problems);
        return problems.Count == 0 && LayerCatalog.Create(layer.ClassName, arguments) is { } spec ? new ContractLayer(layer.ClassName, spec.Kind, false, ArgumentsOf(spec), default, default).Activation : null;
    }
}
