using GenNet.Weights.Hdf5;

namespace GenNet.Weights.Shards;

/// <summary>A group whose members lie in several files: what each of them has of it.</summary>
internal sealed class MergedGroup : IHdf5Group, IEquatable<MergedGroup>
{
    private readonly IHdf5Group[] _parts;
    private readonly Dictionary<string, List<IHdf5Group>> _members = new(StringComparer.Ordinal);

    private MergedGroup(IHdf5Group[] parts)
    {
        _parts = parts;
        foreach (var part in parts)
        {
            foreach (var name in part.Names)
            {
                if (!_members.TryGetValue(name, out var holders))
                    _members.Add(name, holders = []);
                holders.Add(part);
            }
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => [.. _members.Keys];

    /// <inheritdoc/>
    public IEnumerable<string> AttributeNames => _parts.SelectMany(static part => part.AttributeNames).Distinct(StringComparer.Ordinal);

    /// <summary>The group; itself where one file alone has it.</summary>
    public static IHdf5Group Of(IHdf5Group[] parts) => parts is [var only] ? only : new MergedGroup(parts);

    /// <inheritdoc/>
    public Hdf5Attribute Attribute(string name) => Array.Find(_parts, part => part.AttributeNames.Contains(name, StringComparer.Ordinal)) is { } part ? part.Attribute(name) : default;

    /// <inheritdoc/>
    public IHdf5Object Open(string name)
    {
        IHdf5Object[] members = [.. _members[name].Select(part => part.Open(name))];
        return members is [var only] ? only
            : Array.TrueForAll(members, static member => member is IHdf5Group) ? new MergedGroup([.. members.Cast<IHdf5Group>()])
            : throw new InvalidDataException($"several of the files have {name}, so that it isn't told which is meant");
    }

    /// <inheritdoc/>
    public bool Equals(MergedGroup? other) => other is not null && _parts.AsSpan().SequenceEqual(other._parts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MergedGroup);

    /// <inheritdoc/>
    public override int GetHashCode() => _parts[0].GetHashCode();
}
