using System.Globalization;

namespace GenNet.Weights;

/// <summary>
/// Fills variables from a weight file in two phases: everything is read and validated before the first value is assigned. It knows
/// nothing of layers: variables are given by name, path and shape.
/// </summary>
public sealed class WeightLoader
{
    private readonly IWeightContainer _file;
    private readonly string _model;
    private readonly IReadOnlyList<ExpectedVariable> _expected;
    private readonly LoadOptions _options;
    private readonly LoadPlan _plan;

    private WeightLoader(IWeightContainer file, string model, IReadOnlyList<ExpectedVariable> expected, LoadOptions options)
    {
        _file = file;
        _model = model;
        _expected = expected;
        _options = options;
        _plan = LoadPlan.Of(file, expected);
    }

    /// <summary>Loads from an open file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="model">The model's name, for the report.</param>
    /// <param name="expected">All variables of the model.</param>
    /// <param name="options">What may differ; null for <see cref="LoadOptions.Strict"/>.</param>
    /// <exception cref="WeightLoadException">The file doesn't fit. Nothing was assigned.</exception>
    /// <exception cref="WeightFileException">Values of the file are damaged. Nothing was assigned.</exception>
    public static LoadReport Load(IWeightContainer file, string model, IReadOnlyList<ExpectedVariable> expected, LoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(expected);
        return new WeightLoader(file, model, expected, options ?? LoadOptions.Strict).Load();
    }

    /// <summary>Opens and loads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The model's name, for the report.</param>
    /// <param name="expected">All variables of the model.</param>
    /// <param name="options">What may differ; null for <see cref="LoadOptions.Strict"/>.</param>
    /// <exception cref="WeightLoadException">The file doesn't fit. Nothing was assigned.</exception>
    /// <exception cref="WeightFileException">It is no weight file, or damaged. Nothing was assigned.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static LoadReport Load(string path, string model, IReadOnlyList<ExpectedVariable> expected, LoadOptions? options = null)
    {
        using var file = WeightFiles.Open(path);
        return Load(file, model, expected, options);
    }

    private LoadReport Load()
    {
        var reasons = Reasons();
        if (reasons.Count > 0)
            throw new WeightLoadException(Report([], [], []), reasons);
        var values = new float[_expected.Count][];
        var (loaded, converted, doubtful) = (new List<LoadedVariable>(), new List<LoadedVariable>(), new List<LoadedVariable>());
        for (var i = 0; i < _expected.Count; i++)
        {
            if (_plan.Variables[i] is not { Fate: VariableFate.Load, Tensor: { } tensor } variable)
                continue;
            values[i] = GC.AllocateUninitializedArray<float>((int)_expected[i].Shape.ElementCount);
            tensor.ReadInto(values[i]);
            loaded.Add(variable.Report);
            if (tensor.Type != StoredType.Float32)
                converted.Add(variable.Report with { Remark = $"{tensor.TypeName} to float32" });
            if (DoubtIn(values[i], _expected[i].IsNonNegative) is { } doubt)
                doubtful.Add(variable.Report with { Remark = doubt });
        }
        for (var i = 0; i < _expected.Count; i++)
        {
            if (values[i] is { } read)
                _expected[i].Assign(read);
        }
        return Report(loaded, converted, doubtful);
    }

    private List<string> Reasons()
    {
        var reasons = new List<string>();
        Add(VariableFate.Missing, "missing", layer => !_options.MayMiss(layer), "Load the right file, or allow it: LoadOptions.AllowMissing keeps the variable's value.");
        Add(VariableFate.Mismatched, "mismatched", layer => !_options.MaySkip(layer), "Change the layer back or retrain it; LoadOptions.SkipMismatch keeps the layer's values.");
        if (_plan.Unused.Count > 0 && !_options.AllowsUnused)
        {
            reasons.AddRange(_plan.Unused.Select(static u => $"  unused: {u}"));
            reasons.Add("  → The file belongs to another model, or to an older one. LoadOptions.AllowUnused leaves what no variable asks for.");
        }
        return reasons;

        void Add(VariableFate fate, string what, Func<string, bool> isWrong, string remedy)
        {
            var wrong = _plan.Variables.Where(v => v.Fate == fate && isWrong(v.Report.Layer)).ToList();
            if (wrong.Count == 0)
                return;
            reasons.AddRange(wrong.Select(v => $"  {what}: {v.Report}"));
            reasons.Add("  → " + remedy);
        }
    }

    private LoadReport Report(IReadOnlyList<LoadedVariable> loaded, IReadOnlyList<LoadedVariable> converted, IReadOnlyList<LoadedVariable> doubtful) => new()
    {
        Model = _model,
        File = _file.File,
        Format = _file.Format,
        ContractVersion = int.TryParse(
            _file.Metadata.GetValueOrDefault(WeightMetadata.ContractVersion), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null,
        Loaded = loaded,
        Missing = With(VariableFate.Missing),
        Mismatched = With(VariableFate.Mismatched),
        Reinitialized = With(VariableFate.StartAfresh),
        Unused = _plan.Unused,
        TrainingState = _plan.TrainingState,
        Converted = converted,
        NonFinite = doubtful,
    };

    private List<LoadedVariable> With(VariableFate fate) => [.. _plan.Variables.Where(v => v.Fate == fate).Select(static v => v.Report)];

    private static string? DoubtIn(ReadOnlySpan<float> values, bool isNonNegative)
    {
        var (nonFinite, negative) = (0, 0);
        foreach (var value in values)
        {
            if (!float.IsFinite(value))
                nonFinite++;
            else if (value < 0)
                negative++;
        }
        if (nonFinite > 0)
            return string.Create(CultureInfo.InvariantCulture, $"{nonFinite} of {values.Length} values are not finite");
        return isNonNegative && negative > 0 ? string.Create(CultureInfo.InvariantCulture, $"{negative} of {values.Length} values are negative") : null;
    }
}
