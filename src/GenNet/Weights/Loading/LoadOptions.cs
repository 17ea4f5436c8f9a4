namespace GenNet;

/// <summary>
/// What a load lets pass; everything else that doesn't fit is an error, and an error changes nothing. The static members combine:
/// <c>LoadOptions.AllowMissing | LoadOptions.AllowUnused</c>. Equal options are equal values. Where a method takes them, null is <see cref="Strict"/>.
/// </summary>
public sealed record LoadOptions
{
    /// <summary>Nothing passes: every variable must be in the file in its shape, and nothing else may be there.</summary>
    public static LoadOptions Strict { get; } = new();

    /// <summary>
    /// Layers with variables of another shape, type or number in the file keep the values they have, all of them: with <see cref="AllowMissing"/> or
    /// <see cref="AllowUnused"/> beside it, those whose variables have names in the file and are only too few or too many there take what there is.
    /// </summary>
    public static LoadOptions SkipMismatch { get; } = new() { SkipsMismatch = true };

    /// <summary>Variables that aren't in the file keep the values they have.</summary>
    public static LoadOptions AllowMissing { get; } = new() { AllowsMissing = true };

    /// <summary>The file may hold arrays that no variable asks for.</summary>
    public static LoadOptions AllowUnused { get; } = new() { AllowsUnused = true };

    /// <summary>
    /// The file may come from a model that computes something else from the same weights: another activation, epsilon, padding. A file of GenNet 0.1 tells only whether it
    /// was saved from this very class; from another one whose variables all fit it needs this option, too.
    /// </summary>
    public static LoadOptions AllowBehaviourChange { get; } = new() { AllowsBehaviourChange = true };

    /// <summary>
    /// Where neither the file nor the class has names for layers but those that Keras makes itself (<c>dense</c>, <c>dense_1</c>), positions may
    /// decide although other options are given. Under <see cref="Strict"/> they may without it, because everything has to agree then.
    /// </summary>
    public static LoadOptions ByPosition { get; } = new() { GoesByPosition = true };

    /// <summary>
    /// The file was saved with version <paramref name="version"/> of the model's weight contract, and doesn't tell it, as files of Keras don't. Files of GenNet do, and need no such option. It is read as
    /// that version has it, whole, and gets to the class through what that declares: <see cref="FormerNameAttribute"/>, <see cref="ReinitializedAttribute"/>, <see cref="WeightMigrationAttribute"/>.
    /// </summary>
    /// <param name="version">A version that the contract keeps, or the class's own.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no version before 1.</exception>
    public static LoadOptions FromVersion(int version)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        return new() { Version = version };
    }

    /// <summary>The version that the file was saved with; null, the default, if the file tells it.</summary>
    public int? Version { get; init; }

    /// <summary>Whether <see cref="SkipMismatch"/> is among the options.</summary>
    public bool SkipsMismatch { get; init; }

    /// <summary>Whether <see cref="AllowMissing"/> is among the options.</summary>
    public bool AllowsMissing { get; init; }

    /// <summary>Whether <see cref="AllowUnused"/> is among the options.</summary>
    public bool AllowsUnused { get; init; }

    /// <summary>Whether <see cref="AllowBehaviourChange"/> is among the options.</summary>
    public bool AllowsBehaviourChange { get; init; }

    /// <summary>Whether <see cref="ByPosition"/> is among the options.</summary>
    public bool GoesByPosition { get; init; }

    /// <summary>Whether variables or arrays of the file may be left over: <see cref="SkipMismatch"/>, <see cref="AllowMissing"/> or <see cref="AllowUnused"/>.</summary>
    internal bool IsLenient => SkipsMismatch || AllowsMissing || AllowsUnused;

    /// <summary>What either lets pass.</summary>
    public static LoadOptions operator |(LoadOptions left, LoadOptions right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new()
        {
            SkipsMismatch = left.SkipsMismatch || right.SkipsMismatch,
            AllowsMissing = left.AllowsMissing || right.AllowsMissing,
            AllowsUnused = left.AllowsUnused || right.AllowsUnused,
            AllowsBehaviourChange = left.AllowsBehaviourChange || right.AllowsBehaviourChange,
            GoesByPosition = left.GoesByPosition || right.GoesByPosition,
            Version = left.Version is null || right.Version is null || left.Version == right.Version
                ? left.Version ?? right.Version
                : throw new ArgumentException($"{left} and {right} name different versions.", nameof(right)),
        };
    }

    /// <summary>As one writes it: <c>AllowMissing | AllowUnused</c>, or <c>Strict</c>.</summary>
    public override string ToString()
    {
        List<string> names = [];
        Add(SkipsMismatch, nameof(SkipMismatch));
        Add(AllowsMissing, nameof(AllowMissing));
        Add(AllowsUnused, nameof(AllowUnused));
        Add(AllowsBehaviourChange, nameof(AllowBehaviourChange));
        Add(GoesByPosition, nameof(ByPosition));
        if (Version is { } version)
            names.Add($"{nameof(FromVersion)}({version.ToString(System.Globalization.CultureInfo.InvariantCulture)})");
        return names.Count == 0 ? nameof(Strict) : string.Join(" | ", names);

        void Add(bool isSet, string name)
        {
            if (isSet)
                names.Add(name);
        }
    }
}
