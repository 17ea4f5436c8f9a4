using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>
/// What a model computes, in a form that is the same for two ways of writing the same: layers that only act in training are left out, an
/// activation is a step of its own whether argument or layer, Flatten is a Reshape, and the order of a sum doesn't count. Equal numbers
/// are equal functions of equally named weights.
/// </summary>
internal sealed class FunctionForm
{
    private static readonly HashSet<string> s_commutative = new(StringComparer.Ordinal) { "Add", "Average", "Maximum", "Minimum", "Multiply" };

    private readonly Dictionary<string, int> _steps = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _types = [];

    /// <summary>The numbers of the functions that <paramref name="version"/> returns.</summary>
    /// <param name="version">The version.</param>
    /// <param name="nameOf">The name under which a layer counts.</param>
    /// <param name="counts">Whether an argument of a layer counts.</param>
    public EquatableArray<int> Of(ContractVersion version, Func<string, string> nameOf, Func<string, string, bool> counts)
    {
        var values = new Dictionary<ContractValue, int>();
        for (var i = 0; i < version.Inputs.Count; i++)
            values[new(false, version.Inputs[i].Name, 1)] = Step("input " + ArgumentValue.Of(i).Contract);
        foreach (var call in CallOrder.Of(version).Sorted)
            values[call.Value] = Call(call, values, nameOf, counts);
        return version.Outputs.Select(o => Value(o, values)).ToEquatableArray();
    }

    /// <summary>Whether a layer of <paramref name="kind"/> gives the same whatever the order of its inputs.</summary>
    public static bool IsCommutative(string kind) => s_commutative.Contains(kind);

    /// <summary>Whether a layer only hands on what it takes, at most in another shape.</summary>
    public static bool HandsOn(ContractLayer layer) =>
        layer.TrainingOnly || (layer.Variables.Count == 0 && (IsReshape(layer.Kind, layer.Arguments) || ActivationOf(layer.Kind, layer.Arguments) == "linear"));

    private int Call(
        ContractCall call, Dictionary<ContractValue, int> values, Func<string, string> nameOf, Func<string, string, bool> counts)
    {
        var inputs = call.Inputs.Select(i => Value(i, values)).ToArray();
        if (call.Layer is { TrainingOnly: true })
            return inputs[0];
        var type = ComputeTypes.Of(call.Arguments);
        return InType(type is not null && call.Layer is not null && !counts(call.Layer.Name, ContractLayer.ComputeType) ? null : type, Computed(call, inputs, nameOf, counts));
    }

    // Rounding twice to a type is rounding once.
    private int InType(string? type, int value)
    {
        if (type is null || (_types.TryGetValue(value, out var own) && own == type))
            return value;
        var rounded = Step($"in {type} {ArgumentValue.Of(value).Contract}");
        _types[rounded] = type;
        return rounded;
    }

    private int Computed(ContractCall call, int[] inputs, Func<string, string> nameOf, Func<string, string, bool> counts)
    {
        if (ActivationOf(call.Kind, call.Arguments) is { } function)
            return Activate(function, inputs[0]);
        if (IsReshape(call.Kind, call.Arguments))
            return Step($"reshape {TargetOf(call)} {ArgumentValue.Of(inputs[0]).Contract}");
        var weights = call.Layer is { Variables.Count: > 0 } layer ? nameOf(layer.Name) : "";
        var arguments = call.Arguments
            .Where(a => a.Name is not ("activation" or ContractLayer.ComputeType) && (call.Layer is null || counts(call.Layer.Name, a.Name)))
            .Select(static a => $"{ContractText.Name(a.Name)}={ContractText.ArgumentValue(a.Value)}");
        var sorted = IsCommutative(call.Kind) ? inputs.OrderBy(static i => i) : inputs.AsEnumerable();
        var step = Step($"{call.Kind} {ContractText.Name(weights)} {string.Join(" ", arguments)} {ArgumentValue.Of(sorted.ToEquatableArray()).Contract}");
        var activation = call.Arguments.FirstOrDefault(static a => a.Name == "activation");
        return activation is null || (call.Layer is not null && !counts(call.Layer.Name, "activation")) ? step : Activate(activation.Value, step);
    }

    private int Value(ContractValue value, Dictionary<ContractValue, int> values) =>
        value.Output is null ? values[value] : Step($"output {value.Output} {ArgumentValue.Of(values[value.Whole]).Contract}");

    private int Activate(string function, int input) =>
        function == "linear" ? input : Step($"activation {function} {ArgumentValue.Of(input).Contract}");

    private int Step(string text)
    {
        if (!_steps.TryGetValue(text, out var number))
            _steps[text] = number = _steps.Count;
        return number;
    }

    private static bool IsReshape(string kind, EquatableArray<ContractArgument> arguments) =>
        kind == "Reshape" || (kind == "Flatten" && !arguments.Any(static a => a.Value == "channels_first"));

    private static string TargetOf(ContractCall call)
    {
        var target = call.Arguments.FirstOrDefault(static a => a.Name == "target_shape")?.Value;
        return target is null || !target.Contains(',') ? "one axis" : target;
    }

    /// <summary>The name of the activation that the layer is, whatever it is called; null if it is none.</summary>
    public static string? ActivationOf(string kind, EquatableArray<ContractArgument> arguments)
    {
        // What it is computed in is said besides.
        arguments = arguments.Where(static a => a.Name != ContractLayer.ComputeType).ToEquatableArray();
        bool Are(params string[] expected) => arguments.Select(static a => $"{a.Name}={a.Value}").SequenceEqual(expected);
        return kind switch
        {
            "Activation" when arguments.Count == 1 => arguments[0].Value,
            "ReLU" when Are("max_value=none", "negative_slope=0", "threshold=0") => "relu",
            "ReLU" when Are("max_value=6", "negative_slope=0", "threshold=0") => "relu6",
            "Softmax" when Are("axis=-1") => "softmax",
            _ => null,
        };
    }
}
