using System.Globalization;
using System.Text;

namespace GenNet;

/// <summary>What a load did with each variable of the model and each array of the file.</summary>
public sealed record LoadReport
{
    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>Its format.</summary>
    public required string Format { get; init; }

    /// <summary>Version of the weight contract that the file was written by; null if GenNet didn't write it.</summary>
    public int? ContractVersion { get; init; }

    /// <summary>Variables that took the file's values.</summary>
    public required IReadOnlyList<LoadedVariable> Loaded { get; init; }

    /// <summary>Variables that the file lacks. They kept their values.</summary>
    public required IReadOnlyList<LoadedVariable> Missing { get; init; }

    /// <summary>Arrays that no variable asks for.</summary>
    public required IReadOnlyList<UnusedArray> Unused { get; init; }

    /// <summary>Variables whose shape, type or layer differs from the file's. They kept their values.</summary>
    public required IReadOnlyList<LoadedVariable> Mismatched { get; init; }

    /// <summary>Those of <see cref="Loaded"/> whose values were converted from another type.</summary>
    public required IReadOnlyList<LoadedVariable> Converted { get; init; }

    /// <summary>Variables that the weight contract starts afresh. They kept their values.</summary>
    public required IReadOnlyList<LoadedVariable> Reinitialized { get; init; }

    /// <summary>Those of <see cref="Loaded"/> that hold NaN or infinities, or negative numbers where a variance must be.</summary>
    public required IReadOnlyList<LoadedVariable> NonFinite { get; init; }

    /// <summary>State of a training run in the file, as an optimizer's. A model doesn't load it; a trainer does.</summary>
    public required IReadOnlyList<UnusedArray> TrainingState { get; init; }

    /// <summary>Whether all variables were loaded and all weights of the file used.</summary>
    public bool IsExact => Missing.Count + Unused.Count + Mismatched.Count + Reinitialized.Count == 0;

    /// <summary>One line in all, and one for each variable or array with a remark.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var total = Loaded.Count + Missing.Count + Mismatched.Count + Reinitialized.Count;
        text.Append(CultureInfo.InvariantCulture, $"{Model}: {Loaded.Count} of {total} variables loaded from {File} ({Format})");
        Add("missing", Missing);
        Add("mismatched", Mismatched);
        Add("started afresh", Reinitialized);
        Add("unused", Unused);
        Add("converted", Converted);
        Add("doubtful values", NonFinite);
        if (TrainingState.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"\n  not loaded: {TrainingState.Count} arrays of training state (optimizer, metrics)");
        return text.ToString();

        void Add<T>(string what, IReadOnlyList<T> items)
        {
            foreach (var item in items)
                text.Append(CultureInfo.InvariantCulture, $"\n  {what}: {item}");
        }
    }
}

/// <summary>A variable of the model in a <see cref="LoadReport"/>.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Name">The variable's name.</param>
/// <param name="Path">Its path in the file.</param>
/// <param name="Shape">Its shape in the model, as Keras prints it.</param>
/// <param name="Found">Shape and type of the file's array; null if there is none.</param>
/// <param name="Remark">What is to be said of it; null if nothing.</param>
public sealed record LoadedVariable(string Layer, string Name, string Path, string Shape, string? Found, string? Remark = null)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Layer}/{Name}: {Shape} in the model, {(Found is null ? "nothing" : Found)} in the file at {Path}{(Remark is null ? "" : " (" + Remark + ")")}";
}

/// <summary>An array of the file in a <see cref="LoadReport"/>.</summary>
/// <param name="Path">Its path in the file.</param>
/// <param name="Found">Its shape and type.</param>
/// <param name="Layer">The layer's name as the file notes it; null if it doesn't.</param>
public sealed record UnusedArray(string Path, string Found, string? Layer = null)
{
    /// <inheritdoc/>
    public override string ToString() => Layer is null ? $"{Path} {Found}" : $"{Path} {Found} of layer {Layer}";
}
