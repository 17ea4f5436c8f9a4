namespace GenNet.Contracts;

/// <summary>For each variable the saved one that it should receive: the same variable of the same layer. Of a layer that became one of another class, a variable of the same name is as good.</summary>
internal sealed class IntendedSources
{
    private readonly Dictionary<string, string> _sources = new(StringComparer.Ordinal);

    public IntendedSources(ContractVersion old, ContractVersion now)
    {
        Saved = [.. old.Layers.SelectMany(static layer => layer.Variables.Select(v => layer.NameOf(v.Name)))];
        foreach (var (before, after) in new LayerMatching(old, now, findRenames: true).Pairs.Where(static pair => pair.Old is not null).Select(static pair => (pair.Old!, pair.New)))
        {
            foreach (var variable in after.Variables.Where(v => after.IsVariable || before.Variables.Any(o => o.Name == v.Name)))
                _sources[after.NameOf(variable.Name)] = before.NameOf(variable.Name);
        }
    }

    /// <summary>All variables that were saved.</summary>
    public IReadOnlyList<string> Saved { get; }

    /// <summary>Whether <paramref name="source"/> is what <paramref name="variable"/> should receive.</summary>
    public bool Is(string variable, string source) => _sources.TryGetValue(variable, out var intended) && intended == source;
}
