using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace GenNet;

/// <summary>What the conformance tests' code asserts by, where there is no test runner.</summary>
internal static class Assert
{
    public static void True(bool holds, string? message = null)
    {
        if (!holds)
            Fail(message ?? "What should be true isn't.");
    }

    public static void Equal(int expected, int actual)
    {
        if (expected != actual)
            Fail(string.Create(CultureInfo.InvariantCulture, $"{actual} where {expected} is expected."));
    }

    public static void Equal(double expected, double actual, double tolerance)
    {
        // Written so that NaN is wrong.
        if (!(Math.Abs(expected - actual) <= tolerance))
            Fail(string.Create(CultureInfo.InvariantCulture, $"{actual:R} where {expected:R} is expected."));
    }

    [DoesNotReturn]
    public static void Fail(string message) => throw new InvalidOperationException(message);

    [DoesNotReturn]
    public static void Skip(string reason) => throw new SkippedException(reason);
}

/// <summary>A case that GenNet doesn't support, and says so.</summary>
internal sealed class SkippedException(string reason) : Exception(reason);
