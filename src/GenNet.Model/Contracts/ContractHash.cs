using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GenNet.Contracts;

/// <summary>Identifies what a version says, whatever its number and comments: every weight file carries it.</summary>
internal static class ContractHash
{
    public static string Of(ContractVersion version) => OfBody(ContractWriter.Body(version));

    /// <summary>The hash of a text as <see cref="ContractWriter"/> writes it, of one version without comments: whatever the grammar, the body follows the line of the version's number.</summary>
    public static string? OfText(string text)
    {
        var start = text.IndexOf("\nversion ", StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf('\n', start + 1);
        return end < 0 ? null : OfBody(text.Substring(end + 1));
    }

    private static string OfBody(string body)
    {
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(body));
        var digits = new StringBuilder(64);
        foreach (var value in hash)
            digits.Append(value.ToString("x2", CultureInfo.InvariantCulture));
        return digits.ToString();
    }
}
