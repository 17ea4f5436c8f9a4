using System.Globalization;

namespace GenNet;

/// <summary>The first few of many values, for debuggers.</summary>
internal static class ValuesText
{
    private const int Shown = 4;

    public static string Of(ReadOnlySpan<float> values)
    {
        var first = new string[Math.Min(values.Length, Shown)];
        for (var i = 0; i < first.Length; i++)
            first[i] = values[i].ToString("G4", CultureInfo.InvariantCulture);
        return string.Join(", ", first) + (values.Length > Shown ? ", …" : "");
    }
}
