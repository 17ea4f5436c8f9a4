using System.Text.Json;
using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>Reads a serialized initializer: a name, or a class with its config. One that GenNet doesn't have is left out, since it matters to a new model's first weights alone.</summary>
internal static class KerasInitializer
{
    private static readonly Dictionary<string, double> s_defaults = new(StringComparer.Ordinal)
    {
        ["RandomUniform.minval"] = -0.05, ["RandomUniform.maxval"] = 0.05,
        ["RandomNormal.mean"] = 0, ["RandomNormal.stddev"] = 0.05,
        ["TruncatedNormal.mean"] = 0, ["TruncatedNormal.stddev"] = 0.05,
        ["Orthogonal.gain"] = 1,
    };

    // What classes of VarianceScaling are called by their scale, mode and distribution.
    private static readonly Dictionary<(double Scale, string Mode, bool IsUniform), Initializer> s_scalings = new()
    {
        [(1, "fan_avg", true)] = Initializer.GlorotUniform, [(1, "fan_avg", false)] = Initializer.GlorotNormal,
        [(2, "fan_in", true)] = Initializer.HeUniform, [(2, "fan_in", false)] = Initializer.HeNormal,
        [(1, "fan_in", true)] = Initializer.LecunUniform, [(1, "fan_in", false)] = Initializer.LecunNormal,
    };

    /// <summary>Adds the name of the initializer to <paramref name="arguments"/>.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="value">The initializer.</param>
    /// <param name="arguments">Takes the name, unless GenNet has no such initializer.</param>
    /// <param name="notes">Takes what is left out.</param>
    public static void Read(string argument, JsonElement value, Dictionary<string, object?> arguments, ICollection<string> notes)
    {
        var isObject = KerasObject.TryRead(value, out var initializer);
        var name = isObject ? initializer.ClassName : value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        var scaled = isObject && initializer is { IsKerasOwn: true, ClassName: "VarianceScaling" } ? Scaling(initializer) : null;
        if (scaled is null && ((isObject && !initializer.IsKerasOwn) || !KerasEnum.TryParse<Initializer>(Known(name), out _)))
        {
            LeaveOut(argument, KerasArguments.Shortened(value), notes);
            return;
        }
        foreach (var entry in isObject && initializer.Config.ValueKind == JsonValueKind.Object ? initializer.Config.EnumerateObject() : default)
        {
            if (entry.Value.ValueKind == JsonValueKind.Null)
                continue;
            if (entry.Name == "seed")
            {
                notes.Add($"the seed of {argument} is left out: first weights come from the seed that the model is made with");
            }
            else if (scaled is null && entry.Name != "dtype" && !IsDefault(initializer.ClassName, entry))
            {
                LeaveOut(argument, $"{initializer.ClassName} with {entry.Name} {KerasArguments.Shortened(entry.Value)}", notes);
                return;
            }
        }
        arguments[argument] = scaled is { } member ? KerasEnum.Name(member) : Known(name);
    }

    private static Initializer? Scaling(KerasObject initializer) =>
        s_scalings.TryGetValue(
            (Number(initializer.Entry("scale")) ?? 1, initializer.ConfigText("mode") ?? "fan_in", initializer.ConfigText("distribution") == "uniform"), out var member)
        && initializer.ConfigText("distribution") != "untruncated_normal"
            ? member
            : null;

    private static double? Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    // Keras 1 and 2 have functions of that name; numbers can't be told from a name alone.
    private static string Known(string name) => name.Length > 0 && char.IsAsciiLetterLower(name[0]) ? Naming.PascalCase.Of(name) : name;

    private static bool IsDefault(string initializer, JsonProperty entry) =>
        s_defaults.TryGetValue($"{initializer}.{entry.Name}", out var expected)
        && entry.Value.ValueKind == JsonValueKind.Number && (float)entry.Value.GetDouble() == (float)expected;

    private static void LeaveOut(string argument, string what, ICollection<string> notes) =>
        notes.Add($"{argument} {what} is left out: it matters to a new model's first weights alone, of which GenNet has {string.Join(", ", Enum.GetNames<Initializer>())}");
}
