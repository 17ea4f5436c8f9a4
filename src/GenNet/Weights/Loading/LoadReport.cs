using System.Diagnostics;
using System.Text;

namespace GenNet;

/// <summary>What a load did with every variable of the model and every array of the file, or, of <see cref="Model.CheckWeights(string, LoadOptions)"/>, what it would do.</summary>
[DebuggerDisplay("{Model,nq}: {Loaded.Count} loaded, {Missing.Count} missing, {Mismatched.Count} not fitting, {Unused.Count} unused, of {File,nq}")]
public sealed record LoadReport
{
    /// <summary>Name of the model class.</summary>
    public required string Model { get; init; }

    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>Its format.</summary>
    public required string Format { get; init; }

    /// <summary>What is unusual about the file and no reason not to load it: that its name promises another format.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Full name of the class whose weights GenNet saved in the file; null if something else wrote it.</summary>
    public string? SavedBy { get; init; }

    /// <summary>Version of the weight contract that class had, or that <see cref="LoadOptions.FromVersion"/> named; null if it had none.</summary>
    public int? ContractVersion { get; init; }

    /// <summary>What the caller of <c>SaveWeights</c> kept with the weights, by its own names: <see cref="SaveOptions.Metadata"/>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Variables that took their values from the file.</summary>
    public required IReadOnlyList<LoadedVariable> Loaded { get; init; }

    /// <summary>Variables that aren't in the file.</summary>
    public required IReadOnlyList<LoadedVariable> Missing { get; init; }

    /// <summary>Variables that have another shape or no floating-point numbers in the file, and the other variables of their layers.</summary>
    public required IReadOnlyList<LoadedVariable> Mismatched { get; init; }

    /// <summary>Loaded variables whose numbers were converted: in the file they have another type than in the model.</summary>
    public required IReadOnlyList<LoadedVariable> Converted { get; init; }

    /// <summary>
    /// Missing and mismatched variables that the options let pass: they keep the values they had, in a new model the initial ones. And those that the class declares to begin anew, or that a migration
    /// left as they were in <c>fresh</c>: they have the initial ones.
    /// </summary>
    public required IReadOnlyList<LoadedVariable> Reinitialized { get; init; }

    /// <summary>Variables of layers that the options leave out (<see cref="LoadOptions.Only"/>, <see cref="LoadOptions.Except"/>): they keep the values they had, and arrays of the file for them are not counted.</summary>
    public IReadOnlyList<LoadedVariable> NotSelected { get; init; } = [];

    /// <summary>Loaded variables that hold NaN or infinity, or a negative variance.</summary>
    public required IReadOnlyList<LoadedVariable> Suspicious { get; init; }

    /// <summary>Arrays of the file that no variable asks for, with their shapes; the state of an optimizer or metric isn't counted.</summary>
    public required IReadOnlyList<string> Unused { get; init; }

    /// <summary>Number of arrays of training state in the file, as an optimizer's. They are not loaded: a model has no optimizer.</summary>
    public required int OptimizerArrays { get; init; }

    /// <summary>
    /// Layers whose position told which is which: the file has no names for them, or only such as Keras makes itself, or, under <see cref="LoadOptions.ByPosition"/>, none but others than the class has.
    /// </summary>
    public IReadOnlyList<string> ByPosition { get; init; } = [];

    /// <summary>What the file calls those of them that have a name there which somebody chose.</summary>
    internal IReadOnlyDictionary<string, string> CalledOtherwise { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the file's arrays have numbers alone, so that the text says which was taken for which variable.</summary>
    internal bool ArraysHaveNoNames { get; init; }

    /// <summary>
    /// Layers, or variables of a layer, of equal shape that were taken by position, as <c>norm/gamma, norm/beta</c>: had they changed places, nothing in the file
    /// would tell. <c>norm/gamma (which could be beta)</c>: the layer has one of both, and the file doesn't tell which one it holds.
    /// </summary>
    public IReadOnlyList<string> Interchangeable { get; init; } = [];

    /// <summary>
    /// Why what the saved model computed from its weights, or which part of that, could not be compared with the class: a Keras <c>.weights.h5</c> holds neither activations
    /// nor epsilons nor paddings, and a <c>.keras</c> file may have layers that GenNet doesn't. Null if all of it was compared, as with files of GenNet.
    /// </summary>
    public string? BehaviourUnchecked { get; init; }

    /// <summary>
    /// What the model that was saved computed otherwise, as <c>hidden: activation is gelu and was relu</c>. Only <see cref="LoadOptions.AllowBehaviourChange"/>
    /// lets it pass.
    /// </summary>
    public IReadOnlyList<string> BehaviourChanges { get; init; } = [];

    /// <summary>
    /// Why the file was not loaded, with every remedy: the message of the <see cref="WeightLoadException"/>; null if the options let all of it pass.
    /// </summary>
    public string? Refusal { get; init; }

    /// <summary>The steps from the version that the file was saved with to the class; none if that is the class's own, or if nothing was declared about it.</summary>
    public IReadOnlyList<MigrationStep> Migrations { get; init; } = [];

    /// <summary>Whether every variable was loaded, and nothing in the file was left over.</summary>
    public bool IsComplete => Missing.Count == 0 && Mismatched.Count == 0 && Unused.Count == 0 && NotSelected.Count == 0;

    /// <summary>All of it as text, one line a finding.</summary>
    public override string ToString()
    {
        if (Refusal is not null)
            return Refusal;
        var text = new StringBuilder($"{Model}: {Loaded.Count} variables loaded from {File} ({Format})");
        Append(text, "note", Notes);
        Append(text, "migrated", Migrations);
        Append(text, "missing in the file", Missing);
        Append(text, "not fitting", Mismatched);
        if (NotSelected.Count > 0)
            text.Append(Environment.NewLine).Append(System.Globalization.CultureInfo.InvariantCulture, $"  left as they are: {NotSelected.Count} variables of layers that were not asked for");
        Append(text, "converted", Converted);
        Append(text, "holding NaN, infinity or a negative variance", Suspicious);
        Append(text, "unused", Unused);
        Append(text, "computed otherwise", BehaviourChanges);
        if (BehaviourUnchecked is not null && Loaded.Count > 0)
            Append(text, "behaviour was not checkable", [BehaviourUnchecked]);
        string[] unnamed = [.. ByPosition.Where(layer => !CalledOtherwise.ContainsKey(layer))];
        if (unnamed.Length > 0)
            Append(text, "taken by position, because the file has no chosen names for them", [string.Join(", ", unnamed)]);
        if (CalledOtherwise.Count > 0)
            Append(text, "taken by position, as LoadOptions.ByPosition asks, under other names", [string.Join(", ", CalledOtherwise.Select(static pair => $"{pair.Key} is '{pair.Value}' in the file"))]);
        if (ArraysHaveNoNames)
            Append(text, "arrays without names", [string.Join(", ", Loaded.Select(static v => $"{v.Path} is {(v.Layer.Length == 0 ? v.Name : $"{v.Layer}/{v.Name}")}"))]);
        Append(text, "these equal-shaped ones were taken by position, and would be exchanged unseen", Interchangeable);
        if (OptimizerArrays > 0)
            text.Append(Environment.NewLine).Append($"  {OptimizerArrays} arrays of optimizer state were not loaded: a model has no optimizer");
        return text.ToString();
    }

    private static void Append<T>(StringBuilder text, string what, IEnumerable<T> findings)
    {
        foreach (var finding in findings)
            text.Append(Environment.NewLine).Append("  ").Append(what).Append(": ").Append(finding);
    }
}
