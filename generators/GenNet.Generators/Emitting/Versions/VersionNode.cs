using System.Globalization;
using GenNet.Contracts;
using GenNet.Generators.Names;
using GenNet.Naming;

namespace GenNet.Generators.Emitting;

/// <summary>
/// A property of the record of an older version's weights. The contract alone makes it, so that no later change of the class changes it: names between slashes are records in one another, and names that
/// are numbered without a gap, <c>blocks_0</c>, <c>blocks_1</c>, are lists if all of them hold the same.
/// </summary>
/// <param name="Name">Name of the property in C#.</param>
/// <param name="Key">The part of the names in the contract that it stands for.</param>
/// <param name="Variable">Number of the variable in the order of the contract; -1 for a record.</param>
/// <param name="Description">What it is, in words.</param>
/// <param name="Content">Properties of the record, or of each element.</param>
internal sealed record VersionNode(string Name, string Key, int Variable, string Description, IReadOnlyList<VersionNode> Content)
{
    /// <summary>The elements, if it is a list.</summary>
    public IReadOnlyList<VersionNode>? Elements { get; init; }

    /// <summary>Name of the type of the record, which lies in that of the property.</summary>
    public string TypeName { get; init; } = "";

    /// <summary>The properties of <paramref name="version"/>.</summary>
    public static IReadOnlyList<VersionNode> Of(ContractVersion version, string typeName)
    {
        var leaves = version.Layers.SelectMany(static layer => layer.Variables.Select(variable => new Leaf(
            layer.IsVariable ? layer.Name.Split('/') : [.. layer.Name.Split('/'), .. variable.Name.Split('/')], layer.IsVariable ? 0 : layer.Name.Split('/').Length, layer.Kind, variable))).ToArray();
        return Level([.. leaves.Select(static (leaf, i) => (leaf, i))], 0, typeName);
    }

    private static IReadOnlyList<VersionNode> Level(IReadOnlyList<(Leaf Leaf, int Variable)> leaves, int depth, string typeName)
    {
        var taken = new HashSet<string>(GeneratedMembers.InWeights.Concat(["Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString", typeName]), StringComparer.Ordinal);
        var groups = leaves.GroupBy(leaf => leaf.Leaf.Path[depth], StringComparer.Ordinal).Select(static group => (group.Key, Leaves: group.ToArray())).ToList();
        var nodes = new List<VersionNode>();
        while (groups.Count > 0)
        {
            var list = ListAt(groups, depth);
            if (list.Count == 0)
            {
                nodes.Add(Node(groups[0].Key, groups[0].Leaves, depth, taken));
                groups.RemoveAt(0);
                continue;
            }
            var stem = StemOf(list[0].Key)!.Value.Stem;
            var (property, type) = NamesOf(stem, taken);
            var elements = list.Select(element => new VersionNode(property, element.Key, -1, "", Level(element.Leaves, depth + 1, type)) { TypeName = type }).ToArray();
            nodes.Add(elements[0] with { Elements = elements, Key = stem, Description = $"{SourceWriter.Number(elements.Length)} times {Describe(list[0].Leaves, depth)}" });
            groups.RemoveAll(group => list.Any(element => element.Key == group.Key));
        }
        return nodes;
    }

    private static VersionNode Node(string key, (Leaf Leaf, int Variable)[] leaves, int depth, HashSet<string> taken)
    {
        if (leaves[0].Leaf.Path.Length == depth + 1)
            return new(PropertyOf(key, taken), key, leaves[0].Variable, $"Shape {leaves[0].Leaf.Variable.Shape.ToKerasString()}.", []);
        var (property, type) = NamesOf(key, taken);
        return new(property, key, -1, Describe(leaves, depth), Level(leaves, depth + 1, type)) { TypeName = type };
    }

    // Of the groups, those that are numbered as the first one and on.
    private static List<(string Key, (Leaf Leaf, int Variable)[] Leaves)> ListAt(List<(string Key, (Leaf Leaf, int Variable)[] Leaves)> groups, int depth)
    {
        if (StemOf(groups[0].Key) is not { } first || groups[0].Leaves[0].Leaf.Path.Length == depth + 1 || groups.Exists(group => group.Key == first.Stem))
            return [];
        var list = groups.Where(group => StemOf(group.Key)?.Stem == first.Stem).OrderBy(static group => StemOf(group.Key)!.Value.Number).ToList();
        var start = StemOf(list[0].Key)!.Value.Number;
        var isList = (list.Count > 1 || start == 0)
            && list.Select((group, i) => StemOf(group.Key)!.Value.Number - start == i).All(static follows => follows)
            && list.TrueForAll(group => group.Leaves.Select(leaf => Below(leaf.Leaf, depth)).SequenceEqual(list[0].Leaves.Select(leaf => Below(leaf.Leaf, depth))));
        return isList ? list : [];
    }

    private static string Below(Leaf leaf, int depth) => string.Join("/", leaf.Path.Skip(depth + 1));

    private static (string Stem, int Number)? StemOf(string key)
    {
        var underscore = key.LastIndexOf('_');
        return underscore > 0 && int.TryParse(key.Substring(underscore + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && SourceWriter.Number(number) == key.Substring(underscore + 1)
            ? (key.Substring(0, underscore), number)
            : null;
    }

    private static string Describe((Leaf Leaf, int Variable)[] leaves, int depth) =>
        leaves[0].Leaf.LayerDepth == depth + 1 ? $"a {leaves[0].Leaf.Kind}" : leaves[0].Leaf.LayerDepth > depth + 1 ? "a model" : "a layer within it";

    private static (string Property, string Type) NamesOf(string key, HashSet<string> taken)
    {
        var property = PropertyOf(key, taken);
        var type = property + GeneratedMembers.LayerWeightsSuffix;
        while (!taken.Add(type))
            type += "_";
        return (property, type);
    }

    private static string PropertyOf(string key, HashSet<string> taken)
    {
        var property = PascalCase.Of(key) is { Length: > 0 } name ? name : "_";
        while (!taken.Add(property))
            property += "_";
        return property;
    }

    /// <summary>A variable.</summary>
    private sealed record Leaf(string[] Path, int LayerDepth, string Kind, ContractVariable Variable);
}
