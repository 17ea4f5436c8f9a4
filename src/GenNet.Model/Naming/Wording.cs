using System.Globalization;

namespace GenNet.Naming;

/// <summary>Words of messages that depend on what they stand before.</summary>
public static class Wording
{
    /// <summary>The noun with its article: <c>an interface</c>, <c>a Dense</c>, <c>an LSTM</c>.</summary>
    public static string A(string noun) => (BeginsWithVowelSound(noun) ? "an " : "a ") + noun;

    /// <summary>The number with what is counted: <c>1 tensor</c>, <c>2 tensors</c>.</summary>
    public static string Count(int count, string noun) => $"{count.ToString(CultureInfo.InvariantCulture)} {noun}{(count == 1 ? "" : "s")}";

    // An abbreviation begins with the name of its letter: an LSTM, a GRU. A unit, a one.
    private static bool BeginsWithVowelSound(string noun)
    {
        if (noun.Length == 0)
            return false;
        var isSpelled = noun.Length > 1 && char.IsUpper(noun[0]) && char.IsUpper(noun[1]);
        if (isSpelled)
            return "AEFHILMNORSX".IndexOf(noun[0]) >= 0;
        return "aeiouAEIOU".IndexOf(noun[0]) >= 0 && !noun.StartsWith("uni", StringComparison.OrdinalIgnoreCase) && !noun.StartsWith("one", StringComparison.OrdinalIgnoreCase);
    }
}
