using System.Globalization;
using System.Text.Json;
using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>
/// Turns the config of a Keras layer into the arguments that <see cref="LayerCatalog"/> takes: initializers become their names,
/// regularizers <c>kernel_l1</c> and <c>kernel_l2</c>, <c>renorm_clipping</c> its three limits.
/// </summary>
internal static class KerasArguments
{
    private const int LongestText = 60;

    // No arguments of the layer itself: its name, and what is read where the graph is.
    private static readonly HashSet<string> s_notArguments = ["name", "batch_input_shape", "batch_shape", "input_dtype"];

    // How Keras 2 computes, which changes no value, and what the input's shape says anyway.
    private static readonly HashSet<string> s_withoutEffect = ["use_cudnn"];

    /// <summary>The arguments in <paramref name="layer"/>'s config.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="reading">What for.</param>
    /// <param name="notes">Takes what is left out though it was set, because it doesn't change what the model computes.</param>
    /// <param name="problems">Takes the arguments that have no counterpart.</param>
    public static IReadOnlyDictionary<string, object?> Read(
        KerasObject layer, KerasReading reading, ICollection<string> notes, ICollection<string> problems)
    {
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var entry in layer.Config.ValueKind == JsonValueKind.Object ? layer.Config.EnumerateObject() : default)
        {
            if (reading.LeavesOut(entry.Name) || LayerCatalog.ContentArguments(layer.ClassName).Any(content => content.Name == entry.Name))
                continue;
            try
            {
                Read(entry, arguments, notes);
            }
            catch (SpecException error)
            {
                problems.Add(error.Message);
            }
        }
        return arguments;
    }

    /// <summary>A number: a whole one as long, others as double, without the digits that float32 added (0.30000001192092896 is 0.3).</summary>
    public static object Number(JsonElement value)
    {
        if (value.TryGetInt64(out var whole))
            return whole;
        var number = value.GetDouble();
        return (float)number == number && double.IsFinite(number)
            ? double.Parse(((float)number).ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : number;
    }

    /// <summary>The type, or policy of types, that <c>dtype</c> names: <c>float32</c>, <c>mixed_float16</c>.</summary>
    public static string TypeName(JsonElement dtype) => dtype.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => "float32",
        JsonValueKind.String => dtype.GetString()!,
        _ => (KerasObject.TryRead(dtype, out var policy) ? policy.ConfigText("name") : null) ?? Shortened(dtype),
    };

    /// <summary>What a message shows of a value.</summary>
    public static string Shortened(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
            return "nothing";
        if (KerasObject.TryRead(value, out var inner))
            return inner.ClassName;
        var text = value.ValueKind == JsonValueKind.Array ? $"[{string.Join(", ", value.EnumerateArray().Take(LongestText).Select(static item => item.GetRawText()))}]" : value.GetRawText();
        return text.Length <= LongestText ? text : text[..(LongestText - 3)] + "...";
    }

    private static void Read(JsonProperty entry, Dictionary<string, object?> arguments, ICollection<string> notes)
    {
        var (name, value) = (entry.Name, entry.Value);
        if (s_notArguments.Contains(name) || s_withoutEffect.Contains(name))
            return;
        if (name == "dtype")
            arguments[name] = TypeName(value);
        else if (value.ValueKind == JsonValueKind.Null)
            arguments[name] = null;
        else if (name.EndsWith("_initializer", StringComparison.Ordinal))
            KerasInitializer.Read(name, value, arguments, notes);
        else if (name is "activation" or "recurrent_activation" && value.ValueKind == JsonValueKind.Object)
            arguments[name] = KerasActivation.Read(name, value);
        else if (name == "activity_regularizer" || name.EndsWith("_constraint", StringComparison.Ordinal))
            notes.Add($"{name} {Shortened(value)} is left out: it acts in training alone, and what the model computes is the same without it");
        else if (name.EndsWith("_regularizer", StringComparison.Ordinal))
            KerasRegularizer.Read(name, value, arguments, notes);
        else if (name is "mean" or "variance" && value.ValueKind == JsonValueKind.Array && value.EnumerateArray().Any(static item => item.ValueKind == JsonValueKind.Array))
            arguments[name] = Elements(name, value).ToArray();
        else if (name == "renorm_clipping" && value.ValueKind == JsonValueKind.Object)
            ReadClipping(value, arguments);
        else if (name is "quantization_config" or "reverse_dtype" && value.ValueKind == JsonValueKind.Null)
            return;
        else
            arguments[name] = Value(name, value);
    }

    private static void ReadClipping(JsonElement clipping, Dictionary<string, object?> arguments)
    {
        foreach (var limit in clipping.EnumerateObject())
            arguments["renorm_" + limit.Name] = Value("renorm_" + limit.Name, limit.Value);
    }

    private static object? Value(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(value),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array => List(name, value),
        JsonValueKind.Object when NumbersOfNumPy(name, value) is { } numbers => numbers,
        _ => throw new SpecException(
            $"{name} is an object of class {Shortened(value)}, which GenNet has no counterpart for; use a built-in name, or a layer of its own", name),
    };

    // Keras 2.12 writes numbers that it keeps in float32 so, and every Keras an array that was given as an argument.
    private static object? NumbersOfNumPy(string name, JsonElement value) =>
        !KerasObject.TryRead(value, out var array) || array.ClassName is not ("__numpy__" or "__tensor__") ? null : array.Entry("value") switch
        {
            { ValueKind: JsonValueKind.Number } number => Number(number),
            { ValueKind: JsonValueKind.Array } list => List(name, list),
            _ => null,
        };

    private static double[] Reals(string name, JsonElement list) => list.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.Number)
        ? [.. list.EnumerateArray().Select(static item => Convert.ToDouble(Number(item), CultureInfo.InvariantCulture))]
        : throw new SpecException($"{name} {Shortened(list)} is not supported: it must be a list of numbers", name);

    // Of a list of lists, of any number of axes, one after another.
    private static IEnumerable<double> Elements(string name, JsonElement list) =>
        list.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.Array) ? list.EnumerateArray().SelectMany(item => Elements(name, item)) : Reals(name, list);

    private static object List(string name, JsonElement value)
    {
        // ((1, 0), (2, 3)): both ends of each axis.
        if (name is "padding" or "cropping" && value.GetArrayLength() > 0 && value.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.Array && item.GetArrayLength() == 2))
        {
            return value.EnumerateArray()
                .SelectMany(ends => List(name, ends) as long[] ?? throw new SpecException($"{name} {Shortened(value)} is not supported: it must be of whole numbers", name)).ToArray();
        }
        var numbers = new long[value.GetArrayLength()];
        for (var i = 0; i < numbers.Length; i++)
        {
            // None in such a shape is an axis of the input's own size.
            if (name is "noise_shape" or "output_shape" && value[i].ValueKind == JsonValueKind.Null)
                numbers[i] = -1;
            else if (value[i].ValueKind != JsonValueKind.Number)
                throw new SpecException($"{name} {Shortened(value)} is not supported: it must be a list of numbers", name);
            else if (!value[i].TryGetInt64(out numbers[i]))
                return Reals(name, value);
        }
        // Keras 2 writes an axis as a list.
        return numbers.Length == 1 && name == "axis" ? numbers[0] : numbers;
    }
}
