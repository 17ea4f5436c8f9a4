using System.Globalization;
using System.Text.Json;
using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>Reads a serialized regularizer into <c>&lt;weight&gt;_l1</c> and <c>&lt;weight&gt;_l2</c>.</summary>
internal static class KerasRegularizer
{
    private const double DefaultFactor = 0.01;

    /// <summary>Adds the penalties of <paramref name="argument"/>, as <c>kernel_regularizer</c>, to <paramref name="arguments"/>.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="value">The regularizer.</param>
    /// <param name="arguments">Takes the penalties.</param>
    /// <param name="notes">Takes what is left out: any other regularizer than L1, L2 and L1L2.</param>
    /// <exception cref="SpecException">A penalty is no number.</exception>
    public static void Read(string argument, JsonElement value, Dictionary<string, object?> arguments, ICollection<string> notes)
    {
        var isObject = KerasObject.TryRead(value, out var regularizer);
        var name = isObject && regularizer.IsKerasOwn ? regularizer.ClassName : value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        var (l1, l2) = name.ToLowerInvariant() switch
        {
            "l1" => (true, false),
            "l2" => (false, true),
            "l1l2" or "l1_l2" => (true, true),
            _ => (false, false),
        };
        if (!l1 && !l2)
            notes.Add($"{argument} {KerasArguments.Shortened(value)} is left out: L1 and L2 are known, anything else goes into the loss you train with");
        var weight = argument[..^"_regularizer".Length];
        if (l1)
            Set("l1");
        if (l2)
            Set("l2");

        void Set(string penalty)
        {
            var factor = isObject ? regularizer.Entry(penalty) : default;
            var number = factor.ValueKind switch
            {
                JsonValueKind.Number => Convert.ToDouble(KerasArguments.Number(factor), CultureInfo.InvariantCulture),
                // Keras 3 writes both of L1L2, with 0 for the one that wasn't given; a bare name stands for 0.01.
                JsonValueKind.Undefined => DefaultFactor,
                _ => throw new SpecException($"{argument}: {penalty} must be a number", argument),
            };
            if (number != 0)
                arguments[$"{weight}_{penalty}"] = number;
        }
    }
}
