using GenNet.Contracts;

namespace GenNet.Weights;

/// <summary>
/// The load of a file of an older version of the contract: it is read as that version has it, whole, and its weights go the declared way to the class. Everything happens in memory beside the model's.
/// </summary>
internal sealed class MigratedLoad
{
    private readonly IWeightContainer _file;
    private readonly ModelDescription _description;
    private readonly LoadOptions _options;
    private readonly ContractVersion _version;
    private readonly VersionWay _way;

    private MigratedLoad(IWeightContainer file, ModelDescription description, LoadOptions options, ContractVersion version, VersionWay way) =>
        (_file, _description, _options, _version, _way) = (file, description, options, version, way);

    /// <summary>The load; null if the file is of the class as it is, if names alone lead to it, or if no way does.</summary>
    /// <param name="file">The open file.</param>
    /// <param name="description">The class.</param>
    /// <param name="options">What may pass.</param>
    /// <exception cref="ArgumentException">They name a version that the contract doesn't keep, or another than the file does.</exception>
    public static MigratedLoad? Of(IWeightContainer file, ModelDescription description, LoadOptions options)
    {
        if (SavedVersion.Of(file, ExpectedModel.Of(description), options) is not { } version)
            return null;
        var way = ModelVersions.Of(description).WayFrom(version);
        return way.IsWhole && (options.Version is not null || way.Steps.Any(static step => step.Method is not null)) ? new(file, description, options, version, way) : null;
    }

    /// <summary>Reads the file and takes its weights to the class.</summary>
    /// <param name="initialize">Gives variables their initial values.</param>
    /// <returns>What happened, and the weights in the order of the class's description; none if the load is refused.</returns>
    /// <exception cref="WeightFileException">The file is damaged.</exception>
    public (LoadReport Report, Tensor[] Weights, Exception? Failure) Run(VariableInitializer initialize)
    {
        var versions = ModelVersions.Of(_description);
        var plan = new LoadPlan(_file, Expected(versions), Reading(), _options.Version is null ? ContractCheck.Equal : ContractCheck.Impossible($"the file was read as version {_version.Number}, as LoadOptions.{nameof(LoadOptions.FromVersion)} says"));
        var read = WeightLoader.Check(plan, _file) with { ContractVersion = _version.Number };
        if (read.Refusal is not null)
            return (read, [], null);
        var memory = plan.Variables.Select(static variable => new VariableMemoryBlock(variable.Report.Shape, variable.Report.DType)).ToArray();
        read = WeightLoader.Read(plan, _file, number => memory[number].Elements) with { ContractVersion = _version.Number, Model = _description.FullName };
        var weights = new VersionTensors(_version, [.. InOrderOfContract(plan, memory)]);
        var migrator = new WeightMigrator(_description, versions, new(_description, initialize));
        List<MigrationStep> steps = [];
        try
        {
            foreach (var step in _way.Steps)
            {
                var (next, report) = migrator.Take(step, weights);
                weights = next;
                steps.Add(report);
            }
        }
        catch (MigrationFailure failure)
        {
            return (read with { Migrations = steps, Refusal = $"{_file.File} could not be migrated to {_description.FullName}; nothing was loaded.{Environment.NewLine}  {failure.Message}." }, [], failure.InnerException);
        }
        return (Report(read, steps, weights), weights.InOrderOf(InitialTensors.NamesOf(_description)), null);
    }

    private ExpectedModel Expected(ModelVersions versions)
    {
        var names = DeclaredWay.Of(_version, versions.Now).OldNames;
        return VersionModel.Of(_version, ExpectedModel.Of(_description), names) with { Name = $"{_description.FullName} (version {_version.Number} of its weight contract)" };
    }

    // What a version says is in its files is there, or they are damaged; so nothing may be missing.
    private LoadOptions Reading() => new() { AllowsUnused = _options.AllowsUnused, GoesByPosition = _options.GoesByPosition };

    private IEnumerable<VersionTensor> InOrderOfContract(LoadPlan plan, VariableMemoryBlock[] memory)
    {
        var read = plan.Variables.Zip(memory).ToDictionary(static pair => pair.First.Report is var report && report.Layer.Length == 0 ? report.Name : $"{report.Layer}/{report.Name}", StringComparer.Ordinal);
        return VersionTensors.VariablesOf(_version).Select(variable => new VersionTensor(variable.Name, read[variable.Name].Second.ToTensor(), new(read[variable.Name].First.Report, null)));
    }

    private LoadReport Report(LoadReport read, List<MigrationStep> steps, VersionTensors weights)
    {
        var origins = weights.Variables.ToDictionary(static variable => variable.Name, static variable => variable.Origin, StringComparer.Ordinal);
        var variables = _description.Layers.SelectMany(static layer => layer.Variables.Select(variable => (Layer: layer, Variable: variable)))
            .Zip(InitialTensors.NamesOf(_description), (v, name) => (Report: ReportOf(v.Layer, v.Variable, origins[name]), Origin: origins[name])).ToArray();
        var behaviour = _way.Refused.Select(WeightLoader.TextOf).ToArray();
        var report = read with
        {
            Loaded = [.. variables.Where(static v => v.Origin != TensorOrigin.Initial).Select(static v => v.Report)],
            Converted = [.. variables.Where(v => v.Origin.File is { } file && read.Converted.Contains(file)).Select(static v => v.Report)],
            Reinitialized = [.. variables.Where(static v => v.Origin == TensorOrigin.Initial).Select(static v => v.Report)],
            Migrations = steps,
            BehaviourChanges = behaviour,
        };
        return report with { Refusal = behaviour.Length > 0 && !_options.AllowsBehaviourChange ? LoadRefusal.OfBehaviour(report) : null };
    }

    private static LoadedVariable ReportOf(LayerDescription layer, VariableDescription variable, TensorOrigin origin)
    {
        var name = layer.IsVariable ? layer.Model : layer.KerasName;
        var remark = origin.File is not null ? origin.File.Remark : origin.Method is not null ? $"made by {origin.Method}" : "has its initial values";
        return new LoadedVariable(name, variable.Name, origin.File?.Path ?? "", variable.Shape, origin.File?.StoredShape, origin.File?.StoredType, remark) { DType = variable.DType };
    }
}
