using System.Globalization;
using GenNet.Generators.Names;
using GenNet.Naming;

namespace GenNet.Tool.Scaffolding;

/// <summary>Gives the names in a Keras model C# identifiers that are valid, unique in the class, and hide nothing the class needs.</summary>
internal sealed class ClassIdentifiers
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>Identifiers for a class of the given name.</summary>
    public ClassIdentifiers(string className) => _used.Add(className);

    /// <summary>Marks a name as used.</summary>
    public void Take(string name) => _used.Add(name);

    /// <summary>A name for the property of a layer: <c>conv_1</c> is <c>Conv1</c>.</summary>
    public string Property(string kerasName)
    {
        var name = PascalCase.Of(kerasName);
        return Unique(name.Length == 0 ? "Layer" : CSharpName.IsReserved(name) || IsTypeOfWeights(name) ? name + "Layer" : name);
    }

    /// <summary>A name for the parameter of an input: <c>input_1</c> is <c>input1</c>.</summary>
    public string Input(string kerasName)
    {
        var name = PascalCase.Camel(kerasName);
        return Unique(name.Length == 0 ? "input" : name);
    }

    /// <summary>A name for a local variable holding what a layer yields.</summary>
    public string Local(string property) => Unique(char.ToLowerInvariant(property[0]) + property[1..]);

    // DenseWeights is the type of the weights of Dense, whichever of them comes first.
    private bool IsTypeOfWeights(string name) =>
        _used.Contains(name + GeneratedMembers.LayerWeightsSuffix)
        || (name.EndsWith(GeneratedMembers.LayerWeightsSuffix, StringComparison.Ordinal) && _used.Contains(name[..^GeneratedMembers.LayerWeightsSuffix.Length]));

    private string Unique(string name)
    {
        var unique = name;
        for (var count = 2; CSharpName.IsReserved(unique) || !_used.Add(unique); count++)
            unique = name + "_" + count.ToString(CultureInfo.InvariantCulture);
        return unique;
    }
}
