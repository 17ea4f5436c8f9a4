using System.Globalization;
using System.Text;

namespace GenNet.Weights;

/// <summary>What GenNet notes in every weight file, as attributes of the root or metadata that other readers ignore.</summary>
public static class WeightMetadata
{
    /// <summary>Version of GenNet that wrote the file.</summary>
    public const string Version = "gennet_version";

    /// <summary>Full name of the model's class.</summary>
    public const string Model = "gennet_model";

    /// <summary>Version of the weight contract that the model was compiled with.</summary>
    public const string ContractVersion = "gennet_contract_version";

    /// <summary>Hash of that contract.</summary>
    public const string ContractHash = "gennet_contract_hash";

    /// <summary>
    /// Text of that contract. Where it is longer than an HDF5 attribute may be, the rest follows as <c>gennet_contract_1</c>, <c>gennet_contract_2</c>, …
    /// </summary>
    public const string Contract = "gennet_contract";

    /// <summary>Name of a variable, an attribute of its dataset in HDF5.</summary>
    public const string VariableName = "gennet_name";

    /// <summary>What weights in several HDF5 files have in common: a number of all values that were saved, an attribute of each file's root.</summary>
    public const string Save = "gennet_save";

    /// <summary>What stands before names of the caller's (<see cref="SaveOptions.Metadata"/>), so that no reader takes them for its own.</summary>
    internal const string UserPrefix = "gennet_user_";

    /// <summary>This version of GenNet: <c>0.2.0</c>.</summary>
    internal static string OwnVersion { get; } = typeof(WeightMetadata).Assembly.GetName().Version?.ToString(fieldCount: 3) ?? "";

    // HDF5's object headers take 64 KB an attribute; texts are kept as far below, whatever holds them.
    private const int LongestPart = 60_000;

    /// <summary>A contract's text as entries of a file.</summary>
    internal static IEnumerable<(string Name, string Part)> PartsOf(string contract)
    {
        var part = new StringBuilder();
        var (number, bytes) = (0, 0);
        foreach (var rune in contract.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > LongestPart)
            {
                yield return (NameOf(number++), part.ToString());
                part.Clear();
                bytes = 0;
            }
            part.Append(rune);
            bytes += rune.Utf8SequenceLength;
        }
        yield return (NameOf(number), part.ToString());
    }

    /// <summary>The contract's text in a file's metadata; null if there is none.</summary>
    internal static string? ContractIn(IReadOnlyDictionary<string, string> metadata)
    {
        if (!metadata.TryGetValue(Contract, out var text))
            return null;
        var all = new StringBuilder(text);
        for (var number = 1; metadata.TryGetValue(NameOf(number), out var part); number++)
            all.Append(part);
        return all.ToString();
    }

    /// <summary>The caller's texts in a file's metadata, by their names.</summary>
    internal static IReadOnlyDictionary<string, string> UserIn(IReadOnlyDictionary<string, string> metadata) => metadata
        .Where(static entry => entry.Key.StartsWith(UserPrefix, StringComparison.Ordinal))
        .ToDictionary(static entry => entry.Key[UserPrefix.Length..], static entry => entry.Value, StringComparer.Ordinal);

    private static string NameOf(int number) => number == 0 ? Contract : $"{Contract}_{number.ToString(CultureInfo.InvariantCulture)}";
}
