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
        List<LoadedVariable> loaded = [], missing = [], mismatched = [], converted = [], suspicious = [];
        var found = new StoredTensor?[expected.Count];
        for (var i = 0; i < expected.Count; i++)
        {
            var variable = Match(container, expected[i], out found[i]);
            (found[i] is not null ? loaded : variable.StoredShape is null ? missing : mismatched).Add(variable);
            if (found[i] is { Type: not StoredType.Float32 })
                converted.Add(variable);
        }
        var paths = expected.Select(static v => v.Path).ToHashSet(StringComparer.Ordinal);
        var others = container.Tensors.Where(t => !paths.Contains(t.Path)).ToArray();
        var report = new LoadReport
        {
            Model = model,
            File = container.File,
            Loaded = loaded,
            Missing = missing,
            Mismatched = mismatched,
            Converted = converted,
            Reinitialized = [.. missing, .. mismatched],
            Suspicious = suspicious,
            Unused = [.. others.Where(t => container.RoleOf(t.Path) == TensorRole.Weight).Select(static t => t.ToString())],
            OptimizerArrays = others.Count(t => container.RoleOf(t.Path) == TensorRole.TrainingState),
        };
        if ((missing.Count > 0 && !options.HasFlag(LoadOptions.AllowMissing))
            || (mismatched.Count > 0 && !options.HasFlag(LoadOptions.SkipMismatch))
            || (report.Unused.Count > 0 && !options.HasFlag(LoadOptions.AllowUnused)))
        {
            throw new WeightLoadException(report, options);
        }
        var values = new float[]?[expected.Count];
        for (var (i, next) = (0, 0); i < expected.Count; i++)
        {
            if (found[i] is not { } tensor)
                continue;
            values[i] = tensor.ToFloats();
            if (IsSuspicious(expected[i].Name, values[i]!))
                suspicious.Add(loaded[next]);
            next++;
        }
        return (report, values);
    }

    private static LoadedVariable Match(IWeightContainer container, ExpectedVariable expected, out StoredTensor? tensor)
    {
        var there = container.TryGetTensor(expected.Path, out var stored);
        tensor = there && stored!.Type.IsFloatingPoint() && stored.HasShape(expected.Shape) ? stored : null;
        return new(expected.Layer, expected.Name, expected.Path, expected.Shape, there ? stored!.ShapeText : null, there ? stored!.TypeName : null);
    }

    private static bool IsSuspicious(string name, ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            if (!float.IsFinite(value) || (name == "moving_variance" && value < 0))
                return true;
        }
        return false;
    }
}
