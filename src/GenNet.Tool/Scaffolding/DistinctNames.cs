using System.Globalization;

namespace GenNet.Tool.Scaffolding;

/// <summary>Keras' names of layers and inputs as a class may have them: GenNet takes names that differ in case only for one (GN0017).</summary>
internal sealed class DistinctNames
{
    private readonly HashSet<string> _taken;
    private readonly HashSet<string> _given = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _notes = [];

    /// <summary>Names for a model that has the given ones.</summary>
    public DistinctNames(IEnumerable<string> names) => _taken = new(names, StringComparer.OrdinalIgnoreCase);

    /// <summary>What was named otherwise, for people.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The name that stands for <paramref name="name"/>; itself, unless it differs from an earlier one in case only.</summary>
    public string Of(string name)
    {
        if (_given.Add(name))
            return name;
        for (var number = 2; ; number++)
        {
            var other = name + "_" + number.ToString(CultureInfo.InvariantCulture);
            if (!_taken.Add(other))
                continue;
            _given.Add(other);
            _notes.Add($"layer '{name}' is called '{other}', since another one's name differs from its own in case only; name it so in Keras, too, before you save weights for the class");
            return other;
        }
    }
}
