using System.Globalization;
using GenNet.Contracts;
using GenNet.Specs;

namespace GenNet.Weights;

/// <summary>Memory of variable number <paramref name="variable"/> of <see cref="ExpectedModel.Variables"/>.</summary>
internal delegate VariableElements VariableMemory(int variable);

/// <summary>
/// Loads in two phases: everything is planned and checked first, then read. It knows names, paths and shapes, nothing of layers. What it reads into must not be
/// in use: an array may turn out to be damaged half-way.
/// </summary>
internal static class WeightLoader
{
    /// <summary>What a load would do; it reads no values.</summary>
    /// <exception cref="WeightFileException">The file is damaged.</exception>
    public static LoadReport Check(LoadPlan plan, IWeightContainer file)
    {
        // What is there and can't be read is no matter of names and shapes: whatever the options, it is said first.
        foreach (var variable in plan.Variables)
            variable.Source?.ThrowIfRefused();
        List<LoadedVariable> loaded = new(plan.Variables.Count), missing = [], mismatched = [], anew = [], converted = [], notSelected = [];
        foreach (var variable in plan.Variables)
        {
            if (variable.Source is { } source)
            {
                loaded.Add(variable.Report);
                if (!IsAsItIs(source, variable.Report.DType))
                    converted.Add(variable.Report);
            }
            if (variable.State == PlannedState.Missing)
                missing.Add(variable.Report);
            if (variable.State == PlannedState.Mismatched)
                mismatched.Add(variable.Report);
            if (variable.State == PlannedState.BeginsAnew)
                anew.Add(variable.Report);
            if (variable.State == PlannedState.NotSelected)
                notSelected.Add(variable.Report);
        }
        var report = new LoadReport
        {
            Model = plan.Model.Name,
            File = file.File,
            Format = file.Format,
            Notes = [.. FileNames.NoteOf(file) is { } note ? [note] : Array.Empty<string>(), .. plan.Remarks, .. UntoldVersion.NotesOf(plan)],
            SavedBy = file.Metadata.GetValueOrDefault(WeightMetadata.Model),
            ContractVersion = int.TryParse(
                file.Metadata.GetValueOrDefault(WeightMetadata.ContractVersion), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null,
            Metadata = WeightMetadata.UserIn(file.Metadata),
            Loaded = loaded,
            Missing = missing,
            Mismatched = mismatched,
            Converted = converted,
            Reinitialized = [.. missing, .. mismatched, .. anew],
            NotSelected = notSelected,
            Migrations = plan.Steps,
            Suspicious = [],
            Unused = [.. plan.Unused.Select(plan.Shown)],
            OptimizerArrays = plan.TrainingState,
            ByPosition = [.. plan.ByPosition.Select(static l => l.Layer.Present)],
            CalledOtherwise = plan.CalledOtherwise,
            ArraysHaveNoNames = plan.HasNoNames,
            Interchangeable = plan.Interchangeable,
            BehaviourUnchecked = plan.Contract.Unchecked,
            BehaviourChanges = [.. plan.Contract.Changes.Select(TextOf)],
        };
        return report with { Refusal = LoadRefusal.Of(plan, report) };
    }

    /// <summary>Reads everything that the file has for the model.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="file">The open file.</param>
    /// <param name="memory">Where each variable's values go; of variables that keep what they have it is not asked.</param>
    /// <exception cref="WeightLoadException">Something doesn't fit that the plan's options don't let pass; nothing was read.</exception>
    /// <exception cref="WeightFileException">The file is damaged.</exception>
    public static LoadReport Read(LoadPlan plan, IWeightContainer file, VariableMemory memory)
    {
        var report = Check(plan, file);
        if (report.Refusal is not null)
            throw new WeightLoadException(report);
        List<LoadedVariable> suspicious = [];
        var number = 0;
        foreach (var variable in plan.Variables)
        {
            if (variable.Source is { } source)
            {
                var values = memory(number);
                var tooLarge = source.ReadInto(values);
                if (ValueDoubt.In(variable.Report.Name, values, tooLarge) is { } doubt)
                    suspicious.Add(variable.Report with { Remark = doubt });
            }
            number++;
        }
        return report with { Suspicious = suspicious };
    }

    /// <summary>A change of what the model computes, in words.</summary>
    public static string TextOf(ContractChange change) =>
        change.Layer is not { } layer ? change.Description : change.ComputesOtherwise ? $"{layer}/{change.Description}" : $"{layer}: {change.Description}";

    // A big-endian array has a name of its own for its type.
    private static bool IsAsItIs(StoredTensor source, DType type) =>
        source.Type == StoredTypes.Of(type) && (source.TypeName == source.Type.Name() || source.TypeName == Safetensors.SafetensorsTypes.NameOf(source.Type));
}
