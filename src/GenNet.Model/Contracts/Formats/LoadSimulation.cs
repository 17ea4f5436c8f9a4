using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>A load as a format does it: which variable receives which saved one's values.</summary>
internal sealed class LoadSimulation
{
    private readonly List<MisplacedVariable> _received = [];
    private string? _problem;

    /// <summary>Whether it has stopped.</summary>
    public bool HasFailed => _problem is not null;

    /// <summary>A variable that receives the values of a saved one.</summary>
    public void Assign(StoredVariable variable, StoredVariable source) => _received.Add(new(variable.Name, source.Name));

    /// <summary>What stops the load.</summary>
    public void Fail(string problem) => _problem ??= problem;

    /// <summary>Each variable of a list from the saved one at its place, if there are as many: until one has another shape.</summary>
    /// <returns>Whether all are loaded.</returns>
    public bool AssignInOrder(string layer, IReadOnlyList<StoredVariable> expected, IReadOnlyList<StoredVariable> saved)
    {
        if (expected.Count != saved.Count)
        {
            Fail(FormattableString.Invariant($"'{layer}' has {expected.Count} variables, and {saved.Count} are saved at its place"));
            return false;
        }
        foreach (var (variable, source) in expected.Zip(saved, static (variable, source) => (variable, source)))
        {
            if (!Fits(variable, source))
                return false;
            Assign(variable, source);
        }
        return true;
    }

    /// <summary>Whether a saved variable has the shape of the one at its place.</summary>
    public bool Fits(StoredVariable variable, StoredVariable source)
    {
        if (variable.Variable.Shape == source.Variable.Shape)
            return true;
        Fail($"'{variable.Name}' is {ContractText.Shape(variable.Variable.Shape)}, and '{source.Name}', saved at its place, {ContractText.Shape(source.Variable.Shape)}");
        return false;
    }

    /// <summary>What came of it.</summary>
    public FormatForecast Forecast(ForeignLoading format, IntendedSources intent)
    {
        var misplaced = _received.Where(pair => !intent.Is(pair.Variable, pair.Source)).ToEquatableArray();
        var used = new HashSet<string>(_received.Select(static pair => pair.Source), StringComparer.Ordinal);
        var leftOut = intent.Saved.Where(saved => !used.Contains(saved)).ToEquatableArray();
        var result = _problem is not null ? FormatResult.Fails
            : misplaced.Count > 0 ? FormatResult.SilentlyWrong
            : leftOut.Count > 0 ? FormatResult.LeavesOut : FormatResult.Loads;
        return new(format, result, misplaced, leftOut, _problem);
    }
}
