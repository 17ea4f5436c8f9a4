using System.Text;
using GenNet.Specs;

namespace GenNet.Weights.Writing;

/// <summary>Refuses options that a format can't follow, before anything is written.</summary>
internal static class SaveOptionsCheck
{
    private const int LongestKey = 1000;
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">The writer can't follow the options.</exception>
    public static void Require(WeightWriter writer, SaveOptions options)
    {
        if (options.DType is { } type && !(type.IsFloating() && Enum.IsDefined(type)))
            throw Refusal($"{nameof(SaveOptions.DType)} is {KerasEnum.Name(type)}, and weights are real numbers", "Take Float16, BFloat16, Float32 or Float64");
        if (options.Compress && !writer.CanCompress)
            throw Refusal($"{nameof(SaveOptions.Compress)} is set, and {writer.Format} packs nothing", $"Leave it out, or save as {nameof(WeightFormat.KerasWeights)} or {nameof(WeightFormat.Npz)}");
        if (options.MaxShardSize is { } size)
        {
            if (!writer.CanBeSharded)
                throw Refusal($"{nameof(SaveOptions.MaxShardSize)} is set, and {writer.Format} is one file", $"Leave it out, or save as {nameof(WeightFormat.KerasShards)}, name.weights.json");
            if (size < 1)
                throw Refusal(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{nameof(SaveOptions.MaxShardSize)} is {size} bytes"), "Take at least as many as the largest variable has");
        }
        if (options.Metadata is null)
            throw Refusal($"{nameof(SaveOptions.Metadata)} is null", "Take an empty dictionary for none");
        foreach (var (key, value) in options.Metadata)
            RequireText(key, value);
    }

    private static void RequireText(string key, string value)
    {
        if (key.Length == 0 || !IsText(key) || s_strict.GetByteCount(key) > LongestKey)
            throw Refusal($"{nameof(SaveOptions.Metadata)} has a key that no file can hold, of {key.Length} characters", $"Take a text of 1 to {LongestKey} bytes without NUL");
        if (value is null || !IsText(value))
            throw Refusal($"{nameof(SaveOptions.Metadata)}[\"{key}\"] is no text that a file can hold", "Take a text without NUL; anything else as Base64 or JSON");
    }

    private static bool IsText(string text)
    {
        if (text.Contains('\0'))
            return false;
        try
        {
            s_strict.GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private static ArgumentException Refusal(string problem, string remedy) => new($"SaveOptions: {problem}. {remedy}. Nothing was saved.", "options");
}
