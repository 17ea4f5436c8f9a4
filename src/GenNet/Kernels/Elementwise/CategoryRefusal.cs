using System.Globalization;

namespace GenNet.Kernels;

/// <summary>What is said of a category that there isn't, whatever device found it.</summary>
internal static class CategoryRefusal
{
    /// <summary>The error.</summary>
    /// <param name="name">The layer.</param>
    /// <param name="tokens">Number of categories.</param>
    /// <param name="token">The category as it was given.</param>
    public static ArgumentOutOfRangeException Of(string name, int tokens, string token) => new(null, string.Create(
        CultureInfo.InvariantCulture,
        $"{name}: a CategoryEncoding of {tokens} categories takes 0 to {tokens - 1}, and a value is {token}. Map unknown ones to one of these, or declare the layer with a larger numTokens."));
}
