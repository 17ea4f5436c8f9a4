using System.Globalization;

namespace GenNet.Weights;

/// <summary>
/// Loads in two phases: everything is read and checked first, then assigned. It knows names, paths and shapes, nothing of layers.
/// </summary>
internal static class WeightLoader
{
    /// <summary>Reads and checks; throws if something doesn't fit that <paramref name="options"/> doesn't let pass.</summary>
    /// <param name="model">Name of the model, for messages.</param>
    /// <param name="container">The open file.</param>
    /// <param name="expected">The model's variables.</param>
    /// <param name="options">What may pass.</param>
    /// <returns>The report, and for each expected variable its values, or null where it keeps what it has.</returns>
    /// <exception cref="WeightLoadException">The file doesn't fit.</exception>
    /// <exception cref="WeightFileException">The file is damaged.</exception>
    public static (LoadReport Report, float[]?[] Values) Read(
        string model, IWeightContainer container, IReadOnlyList<ExpectedVariable> expected, LoadOptions options)
    {
        var plan = new LoadPlan(container, expected);
        var variables = plan.Variables;
        var unused = UnusedArrays(container, variables);
        List<LoadedVariable> suspicious = [];
        var report = Describe(model, container, variables, unused, suspicious);
        var skips = options.SkipsMismatch;
        if ((report.Missing.Count > 0 && !options.AllowsMissing)
            || (report.Mismatched.Count > 0 && !skips)
            || (!options.AllowsUnused && unused[TensorRole.Weight].Any(array => !skips || !plan.IsLeftWithItsLayer(array))))
        {
            throw new WeightLoadException(report, options);
        }
        var values = new float[]?[expected.Count];
        for (var i = 0; i < expected.Count; i++)
        {
            if (variables[i].Source is not { } source)
                continue;
            values[i] = new float[expected[i].Shape.ElementCount];
            source.ReadInto(values[i]);
            if (DoubtIn(expected[i].Name, values[i]) is { } doubt)
                suspicious.Add(variables[i].Report with { Remark = doubt });
        }
        return (report, values);
    }

    private static ILookup<TensorRole, StoredTensor> UnusedArrays(IWeightContainer container, IReadOnlyList<PlannedVariable> variables)
    {
        // An array that isn't read may be met on the way to what was asked for.
        var asked = variables.Select(static v => v.Source?.Path ?? v.Report.Path).ToHashSet(StringComparer.Ordinal);
        return container.Tensors.Where(t => !asked.Contains(t.Path)).ToLookup(t => container.RoleOf(t.Path));
    }

    private static LoadReport Describe(
        string model, IWeightContainer container, IReadOnlyList<PlannedVariable> variables, ILookup<TensorRole, StoredTensor> unused,
        IReadOnlyList<LoadedVariable> suspicious)
    {
        List<LoadedVariable> missing = [.. variables.Where(static v => v.IsMissing).Select(static v => v.Report)];
        List<LoadedVariable> mismatched = [.. variables.Where(static v => v.Source is null && !v.IsMissing).Select(static v => v.Report)];
        return new()
        {
            Model = model,
            File = container.File,
            Format = container.Format,
            SavedBy = container.Metadata.GetValueOrDefault(WeightMetadata.Model),
            ContractVersion = int.TryParse(
                container.Metadata.GetValueOrDefault(WeightMetadata.ContractVersion), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null,
            Loaded = [.. variables.Where(static v => v.Source is not null).Select(static v => v.Report)],
            Missing = missing,
            Mismatched = mismatched,
            Converted = [.. variables.Where(static v => v.Source is { TypeName: not ("float32" or "F32") }).Select(static v => v.Report)],
            Reinitialized = [.. missing, .. mismatched],
            Suspicious = suspicious,
            Unused = [.. unused[TensorRole.Weight].Select(static t => t.ToString())],
            OptimizerArrays = unused[TensorRole.TrainingState].Count(),
        };
    }

    private static string? DoubtIn(string name, ReadOnlySpan<float> values)
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
            return string.Create(CultureInfo.InvariantCulture, $"{nonFinite} of {values.Length} values are NaN or infinite");
        return name == "moving_variance" && negative > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{negative} of {values.Length} variances are negative")
            : null;
    }
}
