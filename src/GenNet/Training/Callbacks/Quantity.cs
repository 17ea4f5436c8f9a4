namespace GenNet.Training.Callbacks;

/// <summary>Names of what epochs report, in messages.</summary>
internal static class Quantity
{
    private const string Validation = "val_";

    public static string List(IReadOnlyCollection<string> quantities) => string.Join(", ", quantities);

    /// <summary>What to do so that <paramref name="name"/> is measured, or which name was meant.</summary>
    public static string Remedy(string name, IReadOnlyCollection<string> quantities)
    {
        var validates = quantities.Any(static q => q.StartsWith(Validation, StringComparison.Ordinal));
        if (name.StartsWith(Validation, StringComparison.Ordinal) && !validates)
        {
            var own = name[Validation.Length..];
            return quantities.Contains(own, StringComparer.Ordinal)
                ? $"Pass validation data to Fit, or monitor '{own}'."
                : "Pass validation data to Fit: without it there is no val_ value.";
        }
        return quantities.FirstOrDefault(q => IsLongFormOf(name, q)) is { } meant
            ? $"Write '{meant}'."
            : "Give the trainer a metric of that name, or monitor one of these.";
    }

    // acc for accuracy, val_acc for val_accuracy, as Keras 2 wrote them.
    private static bool IsLongFormOf(string name, string quantity) => quantity.StartsWith(name, StringComparison.OrdinalIgnoreCase);
}
