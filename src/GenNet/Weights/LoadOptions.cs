namespace GenNet;

/// <summary>
/// What a load tolerates. Nothing by default: then a file either fits the model exactly or changes nothing. Options combine:
/// <c>LoadOptions.SkipMismatch | LoadOptions.AllowUnused</c>; <c>LoadOptions.SkipMismatch with { Layers = ["head"] }</c> tolerates it in
/// one layer only.
/// </summary>
public sealed record LoadOptions
{
    /// <summary>The file must fit exactly.</summary>
    public static LoadOptions Strict { get; } = new();

    /// <summary>Layers whose shapes, types or number of arrays differ keep their values.</summary>
    public static LoadOptions SkipMismatch { get; } = new() { SkipsMismatched = true };

    /// <summary>Variables that the file lacks keep their values.</summary>
    public static LoadOptions AllowMissing { get; } = new() { AllowsMissing = true };

    /// <summary>Arrays that no variable asks for are left.</summary>
    public static LoadOptions AllowUnused { get; } = new() { AllowsUnused = true };

    /// <summary>Whether layers whose shapes, types or number of arrays differ keep their values.</summary>
    public bool SkipsMismatched { get; init; }

    /// <summary>Whether variables that the file lacks keep their values.</summary>
    public bool AllowsMissing { get; init; }

    /// <summary>Whether arrays that no variable asks for are left.</summary>
    public bool AllowsUnused { get; init; }

    /// <summary>Keras names of the layers that may be missing or differ; null for all.</summary>
    public IReadOnlyCollection<string>? Layers { get; init; }

    /// <summary>What one of two options tolerates, in the layers of both; all layers if one of them names none.</summary>
    public static LoadOptions operator |(LoadOptions left, LoadOptions right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new()
        {
            SkipsMismatched = left.SkipsMismatched || right.SkipsMismatched,
            AllowsMissing = left.AllowsMissing || right.AllowsMissing,
            AllowsUnused = left.AllowsUnused || right.AllowsUnused,
            Layers = left.Layers is null || right.Layers is null ? null : [.. left.Layers.Union(right.Layers)],
        };
    }

    internal bool MaySkip(string layer) => SkipsMismatched && Concerns(layer);

    internal bool MayMiss(string layer) => AllowsMissing && Concerns(layer);

    private bool Concerns(string layer) => Layers is null || Layers.Contains(layer);
}
