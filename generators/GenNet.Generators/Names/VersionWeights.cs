using System.Globalization;

namespace GenNet.Generators.Names;

/// <summary>Names of the records of older versions' weights: <c>WeightsV1</c>.</summary>
internal static class VersionWeights
{
    private const string Version = "V";

    /// <summary>The record of version <paramref name="number"/>.</summary>
    public static string TypeOf(int number) => GeneratedMembers.Weights + Version + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The version whose record is called <paramref name="type"/>; null if none is.</summary>
    public static int? VersionIn(string type) => type.StartsWith(GeneratedMembers.Weights + Version, StringComparison.Ordinal)
        && int.TryParse(type.Substring(GeneratedMembers.Weights.Length + Version.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && TypeOf(number) == type
            ? number
            : null;
}
