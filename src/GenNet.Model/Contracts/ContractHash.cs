using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GenNet.Contracts;

/// <summary>Identifies what a version says, whatever its number and comments: every weight file carries it.</summary>
internal static class ContractHash
{
    public static string Of(ContractVersion version)
    {
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(ContractWriter.Body(version)));
        var digits = new StringBuilder(64);
        foreach (var value in hash)
            digits.Append(value.ToString("x2", CultureInfo.InvariantCulture));
        return digits.ToString();
    }
}
