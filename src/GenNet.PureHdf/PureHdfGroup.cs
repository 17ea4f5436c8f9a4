using GenNet.Weights.Hdf5;
using PureHDF.VOL.Native;

namespace GenNet.Weights.PureHdf;

/// <summary>A group: names and hard links as the strict reader lists them, soft links followed.</summary>
internal sealed class PureHdfGroup(PureHdfObjects objects, IHdf5Group strict, string path, Func<NativeGroup> native) : PureHdfObject(objects, strict, path), IHdf5Group
{
    private readonly IHdf5Group _strict = strict;
    private NativeGroup? _native;

    public IReadOnlyList<string> Names => Hidden.Count == 0 ? _strict.Names : [.. _strict.Names.Where(name => !Hidden.Contains(name))];

    /// <summary>Names that are left out of <see cref="Names"/>, and which links may still lead through.</summary>
    public IReadOnlySet<string> Hidden { get; set; } = new HashSet<string>();

    protected override NativeObject NativeObject => _native ??= Objects.Read(Path, native);

    public IHdf5Object Open(string name) => OpenLink(name) switch
    {
        Hdf5Unread { Link: { Kind: Hdf5LinkKind.Soft } link } unread => new SoftLinks(Objects).Follow(this, link, unread),
        var found => found,
    };

    /// <summary>What a name stands for, without following a link.</summary>
    public IHdf5Object OpenLink(string name) => Objects.At(this, name, _strict.Open(name));

    /// <summary>Whether there is a link of a name, listed or not.</summary>
    public bool Has(string name) => _strict.Names.Contains(name, StringComparer.Ordinal);

    /// <summary>All names, listed or not.</summary>
    public IReadOnlyList<string> AllNames => _strict.Names;

    /// <summary>The path of a child.</summary>
    public string PathOf(string name) => Path.Length == 0 ? name : $"{Path}/{name}";

    /// <summary>PureHDF's object behind a hard link of this group.</summary>
    public T Native<T>(string name)
        where T : NativeObject => (T)((NativeGroup)NativeObject).Get(name);
}
