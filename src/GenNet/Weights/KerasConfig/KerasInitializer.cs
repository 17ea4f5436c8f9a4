using System.Text.Json;
using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>Reads a serialized initializer: a name, or a class with its config.</summary>
internal static class KerasInitializer
{
    private static readonly Dictionary<string, double> s_defaults = new(StringComparer.Ordinal)
    {
        ["RandomUniform.minval"] = -0.05, ["RandomUniform.maxval"] = 0.05,
        ["RandomNormal.mean"] = 0, ["RandomNormal.stddev"] = 0.05,
        ["TruncatedNormal.mean"] = 0, ["TruncatedNormal.stddev"] = 0.05,
        ["Orthogonal.gain"] = 1,
    };

    /// <summary>The name of the initializer, which the layer knows or refuses.</summary>
    /// <exception cref="SpecException">It has arguments that aren't its defaults, or is no initializer of Keras'.</exception>
    public static string Read(string argument, JsonElement value, ICollection<string> notes)
    {
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString()!;
        if (!KerasObject.TryRead(value, out var initializer))
            throw new SpecException($"{argument} {KerasArguments.Shortened(value)} is no Keras initializer", argument);
        if (!initializer.IsKerasOwn || !KerasEnum.TryParse<Initializer>(initializer.ClassName, out _))
            throw Unsupported(argument, $"initializer {initializer.ClassName}");
        foreach (var entry in initializer.Config.ValueKind == JsonValueKind.Object ? initializer.Config.EnumerateObject() : default)
        {
            if (entry.Value.ValueKind == JsonValueKind.Null)
                continue;
            if (entry.Name == "seed")
                notes.Add($"the seed of {argument} is left out: first weights come from the seed that the model is made with");
            else if (entry.Name != "dtype" && !IsDefault(initializer.ClassName, entry))
                throw Unsupported(argument, $"{initializer.ClassName} with {entry.Name} {KerasArguments.Shortened(entry.Value)}");
        }
        return initializer.ClassName;
    }

    private static bool IsDefault(string initializer, JsonProperty entry) =>
        s_defaults.TryGetValue($"{initializer}.{entry.Name}", out var expected)
        && entry.Value.ValueKind == JsonValueKind.Number && (float)entry.Value.GetDouble() == (float)expected;

    private static SpecException Unsupported(string argument, string what) => new(
        $"{argument}: {what} is not supported; it matters only for a new model's first weights, so any of {string.Join(", ", Enum.GetNames<Initializer>())} loads the same file",
        argument);
}
