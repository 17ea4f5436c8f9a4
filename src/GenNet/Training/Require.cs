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

    public static double Rate(double value, string name) => IsRate(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "A learning rate must be a finite number of at least 0, such as 0.001.");

    public static bool IsRate(double value) => value >= 0 && double.IsFinite(value);

    public static double Finite(double value, [CallerArgumentExpression(nameof(value))] string name = "") => double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be a finite number.");

    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "") => value > 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be above 0.");

    public static double NotNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "") => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be a finite number of at least 0.");

    public static int NotNegative(int value, [CallerArgumentExpression(nameof(value))] string name = "") => value >= 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 0.");

    public static double? PositiveOrNull(double? value, string name) => value is null ? null : Positive(value.Value, name);
}
