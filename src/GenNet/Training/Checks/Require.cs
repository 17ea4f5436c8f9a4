using System.Runtime.CompilerServices;

namespace GenNet.Training;

/// <summary>Ranges of training options.</summary>
internal static class Require
{
    public static double Share(double value, string name) => value is >= 0 and <= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be between 0 and 1.");

    public static double Decay(double value, string name) => value is >= 0 and < 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 0 and less than 1.");

    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "") => value > 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be above 0.");

    public static int NotNegative(int value, [CallerArgumentExpression(nameof(value))] string name = "") => value >= 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 0.");

    public static double? PositiveOrNull(double? value, string name) => value is null ? null : Positive(value.Value, name);
}
