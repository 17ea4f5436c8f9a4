using System.Globalization;
using System.Text.Json;
using GenNet.Naming;
using GenNet.Specs;
using GenNet.Weights.KerasConfig;

namespace GenNet.Tool.Scaffolding;

/// <summary>Writes an optimizer that a config names as C#: <c>new Adam(0.0001, beta1: 0.5) { ClipNorm = 1 }</c>.</summary>
internal static class CompiledOptimizer
{
    // Arguments of the constructors in their order, with their defaults in Keras.
    private static readonly Dictionary<string, (string Keras, string Name, double Default)[]> s_optimizers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Adam"] = [("beta_1", "beta1", 0.9), ("beta_2", "beta2", 0.999), ("epsilon", "epsilon", 1e-7), ("amsgrad", "amsGrad", 0)],
        ["SGD"] = [("momentum", "momentum", 0), ("nesterov", "nesterov", 0)],
    };

    private static readonly (string Keras, string Name)[] s_options = [("weight_decay", "WeightDecay"), ("clipnorm", "ClipNorm"), ("global_clipnorm", "GlobalClipNorm"), ("clipvalue", "ClipValue")];

    // How steps run, and the scale of gradients in float16, which GenNet's trainers see to themselves.
    private static readonly HashSet<string> s_withoutEffect =
    [
        "name", "jit_compile", "is_legacy_optimizer", "use_ema", "ema_momentum", "ema_overwrite_frequency", "loss_scale_factor", "gradient_accumulation_steps", "learning_rate", "lr", "decay",
    ];

    /// <summary>The optimizer.</summary>
    /// <param name="optimizer">Its name, or class and config.</param>
    /// <param name="missing">Takes what GenNet doesn't have.</param>
    public static string Write(JsonElement optimizer, ICollection<string> missing)
    {
        var isObject = KerasObject.TryRead(optimizer, out var value);
        var name = isObject ? value.ClassName[(value.ClassName.LastIndexOf('>') + 1)..] : optimizer.ValueKind == JsonValueKind.String ? optimizer.GetString()! : "";
        if (!s_optimizers.TryGetValue(name, out var known))
        {
            missing.Add($"optimizer {(name.Length == 0 ? KerasArguments.Shortened(optimizer) : name)}");
            return "";
        }
        name = s_optimizers.Keys.First(key => string.Equals(key, name, StringComparison.OrdinalIgnoreCase));
        if (!isObject)
            return $"new {name}()";
        var rate = Rate(value, name, missing);
        var arguments = known.Select(argument => (argument.Name, Value: Number(value.Entry(argument.Keras), argument.Default), argument.Keras)).Where(static argument => argument.Value is not null)
            .Select(static argument => $"{argument.Name}: {argument.Value}");
        var options = s_options.Select(option => (option.Name, Value: Number(value.Entry(option.Keras), 0))).Where(static option => option.Value is not null).Select(static option => $"{option.Name} = {option.Value}").ToArray();
        foreach (var entry in value.Config.ValueKind == JsonValueKind.Object ? value.Config.EnumerateObject() : default)
        {
            if (entry.Value.ValueKind is JsonValueKind.Null or JsonValueKind.False || s_withoutEffect.Contains(entry.Name) || known.Any(argument => argument.Keras == entry.Name) || s_options.Any(option => option.Keras == entry.Name))
                continue;
            missing.Add($"{name} with {entry.Name} {KerasArguments.Shortened(entry.Value)}");
        }
        if (value.Entry("use_ema").ValueKind == JsonValueKind.True)
            missing.Add($"{name} with use_ema");
        if (value.Entry("gradient_accumulation_steps") is { ValueKind: JsonValueKind.Number })
            missing.Add($"{name} with gradient_accumulation_steps");
        return $"new {name}({string.Join(", ", arguments.Prepend(rate))}){(options.Length == 0 ? "" : $" {{ {string.Join(", ", options)} }}")}";
    }

    private static string Rate(KerasObject optimizer, string name, ICollection<string> missing)
    {
        var rate = optimizer.Entry("learning_rate") is { ValueKind: not JsonValueKind.Undefined } given ? given : optimizer.Entry("lr");
        if (optimizer.Entry("decay") is { ValueKind: JsonValueKind.Number } decay && decay.GetDouble() != 0)
            missing.Add($"{name} with decay {KerasArguments.Shortened(decay)}, which a schedule of the learning rate replaces");
        if (rate.ValueKind == JsonValueKind.Number)
            return Text(KerasArguments.Number(rate));
        if (KerasObject.TryRead(rate, out var schedule) && Schedule(schedule) is { } written)
            return written;
        missing.Add($"a learning rate {KerasArguments.Shortened(rate)}");
        return "";
    }

    private static string? Schedule(KerasObject schedule) => schedule.ClassName switch
    {
        "ExponentialDecay" => New(schedule, "initial_learning_rate", "decay_steps", "decay_rate", "staircase"),
        "CosineDecay" => New(schedule, "initial_learning_rate", "decay_steps", "alpha", "warmup_target", "warmup_steps"),
        "PiecewiseConstantDecay" => $"new PiecewiseConstantDecay({List(schedule.Entry("boundaries"))}, {List(schedule.Entry("values"))})",
        _ => null,
    };

    private static string New(KerasObject schedule, params string[] arguments) =>
        $"new {schedule.ClassName}({string.Join(", ", arguments.Where(argument => schedule.Entry(argument).ValueKind is JsonValueKind.Number or JsonValueKind.True).Select(argument => $"{PascalCase.Camel(argument)}: {Value(schedule.Entry(argument))}"))})";

    private static string List(JsonElement list) => list.ValueKind == JsonValueKind.Array ? $"[{string.Join(", ", list.EnumerateArray().Select(Value))}]" : "[]";

    private static string Value(JsonElement value) => value.ValueKind == JsonValueKind.True ? "true" : Text(KerasArguments.Number(value));

    private static string? Number(JsonElement value, double @default) => value.ValueKind switch
    {
        JsonValueKind.True => "true",
        JsonValueKind.Number when Convert.ToDouble(KerasArguments.Number(value), CultureInfo.InvariantCulture) != @default => Text(KerasArguments.Number(value)),
        _ => null,
    };

    private static string Text(object number) => number is long whole ? ArgumentValue.Of(whole).CSharp : ArgumentValue.Of((double)number).CSharp;
}
