using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>
/// What a model computes, in a form that is the same for two ways of writing the same: layers that only act in training are left out, an
/// activation is a step of its own whether argument or layer, Flatten is a Reshape, and the order of a sum doesn't count. Equal numbers
/// are equal functions of equally named weights.
/// </summary>
/// <param name="knowsRanks">Whether inputs have as many axes in all versions that are compared, so that what is one axis in one is so in the other.</param>
internal sealed class FunctionForm(bool knowsRanks)
{
    private const string OneAxis = "one axis";

    private static readonly HashSet<string> s_commutative = new(StringComparer.Ordinal) { "Add", "Average", "Maximum", "Minimum", "Multiply" };

    private static readonly HashSet<string> s_ofEachElement = new(StringComparer.Ordinal)
    {
        "relu", "relu6", "leaky_relu", "sigmoid", "hard_sigmoid", "tanh", "softplus", "softsign", "elu", "selu", "exponential",
        "gelu", "silu", "swish", "mish", "celu", "hard_silu", "hard_swish", "hard_tanh", "log_sigmoid", "squareplus", "tanh_shrink", "soft_shrink", "hard_shrink",
    };

    // The order of the elements stays what it is.
    private static readonly HashSet<string> s_monotonic = new(StringComparer.Ordinal)
    {
        "relu", "relu6", "leaky_relu", "sigmoid", "hard_sigmoid", "tanh", "softplus", "softsign", "elu", "selu", "exponential",
    };

    private static readonly HashSet<string> s_idempotent = new(StringComparer.Ordinal) { "relu", "relu6" };

    private readonly Dictionary<string, int> _steps = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _types = [];
    private readonly Dictionary<int, string> _activations = [];

    private readonly HashSet<int> _reshapes = [];
    private ContractVersion? _version;

    // Steps that only move elements, or choose the largest, with how they are made of another input.
    private readonly Dictionary<int, (bool Chooses, int Input, Func<int, int> Of)> _moves = [];

    /// <summary>The numbers of the functions that <paramref name="version"/> returns.</summary>
    /// <param name="version">The version.</param>
    /// <param name="nameOf">The name under which a layer counts.</param>
    /// <param name="counts">Whether an argument of a layer counts.</param>
    /// <param name="formOf">What is known of a layer.</param>
    public EquatableArray<int> Of(ContractVersion version, Func<string, string> nameOf, Func<string, string, bool> counts, Func<string, LayerForm> formOf)
    {
        var values = new Dictionary<ContractValue, int>();
        for (var i = 0; i < version.Inputs.Count; i++)
            values[new(false, version.Inputs[i].Name, 1)] = Step("input " + ArgumentValue.Of(i).Contract);
        var order = CallOrder.Of(version);
        _version = version;
        foreach (var call in order.Sorted)
            values[call.Value] = Call(call, values, nameOf, counts, call.Layer is null ? LayerForm.Computes : formOf(call.Layer.Name));
        return version.Outputs.Select(o => Value(o, values)).ToEquatableArray();
    }

    /// <summary>Whether a layer of <paramref name="kind"/> gives the same whatever the order of its inputs.</summary>
    public static bool IsCommutative(string kind) => s_commutative.Contains(kind);

    /// <summary>Whether a layer only hands on what it takes, at most in another shape.</summary>
    public static bool HandsOn(ContractLayer layer) =>
        layer.TrainingOnly || (layer.Variables.Count == 0 && (IsReshape(layer.Kind, layer.Arguments) || ActivationOf(layer.Kind, layer.Arguments) == "linear"));

    private int Call(
        ContractCall call, Dictionary<ContractValue, int> values, Func<string, string> nameOf, Func<string, string, bool> counts, LayerForm form)
    {
        var inputs = call.Inputs.Select(i => Value(i, values)).ToArray();
        if (inputs.Length > 0 && (form == LayerForm.HandsOn || call.Layer is { TrainingOnly: true }))
            return inputs[0];
        if (form == LayerForm.Unknown)
            return Step($"unknown {ContractText.Name(nameOf(call.Layer!.Name))} {ArgumentValue.Of(inputs.ToEquatableArray()).Contract}");
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
        {
            // What is one axis stays it, and of several shapes in turn the last one counts.
            if (knowsRanks && TargetOf(call) == OneAxis && ValueRanks.Of(_version!).Of(call.Inputs[0]) == 1)
                return inputs[0];
            int Reshape(int input) => Step($"reshape {TargetOf(call)} {ArgumentValue.Of(input).Contract}");
            var reshaped = Moved(Reshape, _reshapes.Contains(inputs[0]) ? _moves[inputs[0]].Input : inputs[0], chooses: false);
            _reshapes.Add(reshaped);
            return reshaped;
        }
        var weights = call.Layer is { Variables.Count: > 0 } layer ? nameOf(layer.Name) : "";
        var arguments = call.Arguments
            .Where(a => a.Name is not ("activation" or ContractLayer.ComputeType) && (call.Layer is null || counts(call.Layer.Name, a.Name)))
            .Select(static a => $"{ContractText.Name(a.Name)}={ContractText.ArgumentValue(a.Value)}");
        var written = $"{call.Kind} {ContractText.Name(weights)} {string.Join(" ", arguments)}";
        int Compute(IEnumerable<int> given) => Step($"{written} {ArgumentValue.Of((IsCommutative(call.Kind) ? given.OrderBy(static i => i) : given).ToEquatableArray()).Contract}");
        var step = call.Kind.Contains("MaxPooling") && inputs.Length == 1 ? Moved(input => Compute([input]), inputs[0], chooses: true) : Compute(inputs);
        var activation = call.Arguments.FirstOrDefault(static a => a.Name == "activation");
        return activation is null || (call.Layer is not null && !counts(call.Layer.Name, "activation")) ? step : Activate(activation.Value, step);
    }

    private int Value(ContractValue value, Dictionary<ContractValue, int> values) =>
        value.Output is null ? values[value] : Step($"output {value.Output} {ArgumentValue.Of(values[value.Whole]).Contract}");

    // What works on each element by itself may come before or behind what moves them, and behind what chooses the largest if it keeps their order: it is written before.
    private int Activate(string function, int input)
    {
        if (function == "linear" || (s_idempotent.Contains(function) && _activations.TryGetValue(input, out var own) && own == function))
            return input;
        if (_moves.TryGetValue(input, out var move) && s_ofEachElement.Contains(function) && (!move.Chooses || s_monotonic.Contains(function)))
        {
            var moved = Moved(move.Of, Activate(function, move.Input), move.Chooses);
            if (_reshapes.Contains(input))
                _reshapes.Add(moved);
            return moved;
        }
        var step = Step($"activation {function} {ArgumentValue.Of(input).Contract}");
        _activations[step] = function;
        return step;
    }

    private int Moved(Func<int, int> of, int input, bool chooses)
    {
        var step = of(input);
        _moves[step] = (chooses, input, of);
        return step;
    }

    private int Step(string text)
    {
        if (!_steps.TryGetValue(text, out var number))
            _steps[text] = number = _steps.Count;
        return number;
    }

    private static bool IsReshape(string kind, EquatableArray<ContractArgument> arguments) =>
        (kind == "Reshape" || (kind == "Flatten" && !arguments.Any(static a => a.Value == "channels_first"))) && ContractLayer.TimeAxesOf(arguments) == 0;

    private static string TargetOf(ContractCall call)
    {
        var target = call.Arguments.FirstOrDefault(static a => a.Name == "target_shape")?.Value;
        return target is null || !target.Contains(',') ? OneAxis : target;
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

/// <summary>What is known of a layer when functions are compared.</summary>
internal enum LayerForm
{
    /// <summary>What it computes.</summary>
    Computes,
    /// <summary>It counts as if it weren't there.</summary>
    HandsOn,
    /// <summary>It computes something, and only its name counts.</summary>
    Unknown,
}
