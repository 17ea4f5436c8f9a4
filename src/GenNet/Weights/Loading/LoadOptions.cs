using GenNet.Specs;

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
    /// decide although other options are given. Under <see cref="Strict"/> they may without it, because everything has to agree then. Where the file has chosen names and none of them is the class's, the order of
    /// its layers decides, in formats that have one (HDF5, checkpoints); one name that both have, or that GenNet wrote the file, and names decide as ever.
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

    /// <summary>
    /// The load is about these layers alone: each has to be in the file, and fit. All others keep the values they have, and what the file has for them may be anything. A model's
    /// generated <c>Parts</c> are such options with names that the compiler checks: <c>net.LoadWeights(path, DigitNet.Parts.Conv1 | DigitNet.Parts.Norm1)</c>.
    /// </summary>
    /// <param name="layers">Keras' names: <c>conv1</c>; <c>tower</c> for a model among the layers with all that is in it; <c>block_*</c> for all whose names begin so.</param>
    public static LoadOptions Only(params IEnumerable<string> layers) => new() { Layers = [.. Checked(layers)] };

    /// <summary>The load is about all layers but these, as a new head: they keep the values they have, and what the file has for them may be anything.</summary>
    /// <param name="layers">Names as in <see cref="Only"/>.</param>
    public static LoadOptions Except(params IEnumerable<string> layers) => new() { ExceptLayers = [.. Checked(layers)] };

    /// <summary>
    /// A layer is called otherwise in the file; or a model among the layers, with all that is in it: <c>Renamed("backbone", "encoder")</c> takes <c>backbone/conv1</c> from <c>encoder/conv1</c>, and
    /// <c>Renamed("backbone", "")</c> from <c>conv1</c>.
    /// </summary>
    /// <param name="layer">Keras' name in the model; empty for the model itself.</param>
    /// <param name="inFile">The name in the file; empty for the file as a whole.</param>
    public static LoadOptions Renamed(string layer, string inFile)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(inFile);
        return new() { Renames = [new(layer, inFile)] };
    }

    /// <summary>The model's weights are a part of the file, that of a model among the saved model's layers: <c>Within("backbone")</c> takes <c>conv1</c> from <c>backbone/conv1</c>. What else is in the file is not looked at.</summary>
    /// <param name="part">Name of that model in the file.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public static LoadOptions Within(string part)
    {
        ArgumentException.ThrowIfNullOrEmpty(part);
        return new() { Part = part.Trim('/') };
    }

    /// <summary>Names of the layers that the load is about; null, the default, for all: see <see cref="Only"/>.</summary>
    public IReadOnlyList<string>? Layers
    {
        get;
        init => field = value?.ToEquatableArray();
    }

    /// <summary>Names of layers that the load is not about: see <see cref="Except"/>.</summary>
    public IReadOnlyList<string> ExceptLayers
    {
        get;
        init => field = value.ToEquatableArray();
    } = EquatableArray<string>.Empty;

    /// <summary>Layers that are called otherwise in the file: see <see cref="Renamed"/>.</summary>
    public IReadOnlyList<LayerRename> Renames
    {
        get;
        init => field = value.ToEquatableArray();
    } = EquatableArray<LayerRename>.Empty;

    /// <summary>The part of the file that holds the weights; null, the default, for all of it: see <see cref="Within"/>.</summary>
    public string? Part { get; init; }

    /// <summary>Whether they name models of the file that lie within others.</summary>
    internal bool NamesInnerModels => Part?.Contains('/') == true || Renames.Any(static rename => rename.InFile.Contains('/'));

    /// <summary>Full name of the class whose generated parts <see cref="Layers"/> are; null if they are names that the caller wrote.</summary>
    internal string? OfModel { get; init; }

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

    /// <summary>What either lets pass. The layers of several <see cref="Only"/> are all loaded, those of several <see cref="Except"/> are all left, and one that both name is left.</summary>
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
            Layers = left.Layers is null || right.Layers is null ? left.Layers ?? right.Layers : [.. left.Layers.Union(right.Layers)],
            ExceptLayers = [.. left.ExceptLayers.Union(right.ExceptLayers)],
            Renames = [.. left.Renames.Union(right.Renames)],
            Part = One(left.Part, right.Part, "parts of the file"),
            OfModel = One(left.OfModel, right.OfModel, "classes"),
            Version = left.Version is null || right.Version is null || left.Version == right.Version
                ? left.Version ?? right.Version
                : throw new ArgumentException($"{left} and {right} name different versions.", nameof(right)),
        };

        string? One(string? a, string? b, string what) => a is null || b is null || a == b ? a ?? b : throw new ArgumentException($"{left} and {right} name different {what}.", nameof(right));
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
        if (Layers is not null)
            names.Add(Call(nameof(Only), Layers));
        if (ExceptLayers.Count > 0)
            names.Add(Call(nameof(Except), ExceptLayers));
        foreach (var rename in Renames)
            names.Add(Call(nameof(Renamed), [rename.Layer, rename.InFile]));
        if (Part is not null)
            names.Add(Call(nameof(Within), [Part]));
        if (Version is { } version)
            names.Add($"{nameof(FromVersion)}({version.ToString(System.Globalization.CultureInfo.InvariantCulture)})");
        return names.Count == 0 ? nameof(Strict) : string.Join(" | ", names);

        void Add(bool isSet, string name)
        {
            if (isSet)
                names.Add(name);
        }
    }

    private static string Call(string method, IEnumerable<string> arguments) => $"{method}({string.Join(", ", arguments.Select(static argument => $"\"{argument}\""))})";

    private static string[] Checked(IEnumerable<string> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        string[] all = [.. layers];
        return Array.TrueForAll(all, static name => !string.IsNullOrEmpty(name)) ? all : throw new ArgumentException("A layer has a name.", nameof(layers));
    }
}
