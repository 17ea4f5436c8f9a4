using GenNet.Specs;

namespace GenNet.Graph;

/// <summary>What is declared of a layer's weights in older versions of the contract. It is no part of the contract: what files hold doesn't depend on it.</summary>
/// <param name="FormerNames">Names that it had.</param>
/// <param name="ReinitializedSince">First version that has the layer as it is, where older files begin it anew; 0 where those do that don't fit; null where none does.</param>
public sealed record LayerHistory(EquatableArray<FormerName> FormerNames, int? ReinitializedSince)
{
    /// <summary>Nothing is declared.</summary>
    public static LayerHistory None { get; } = new(default, null);

    /// <summary>Whether weights of version <paramref name="version"/> always begin the layer anew. 0 is a version that isn't known.</summary>
    public bool AlwaysBeginsAnew(int version) => ReinitializedSince > version && version > 0;

    /// <summary>Whether weights of version <paramref name="version"/> begin the layer anew where they don't fit it.</summary>
    public bool MayBeginAnew(int version) => ReinitializedSince == 0 || AlwaysBeginsAnew(version);

    /// <summary>The history of a layer of a model that is one of the layers here: its names have the model's in front, and its versions are counted otherwise.</summary>
    /// <param name="name">The layer's name in its model.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="ofModel">The model's history.</param>
    internal LayerHistory Within(string name, string model, LayerHistory ofModel)
    {
        if (this == None && ofModel == None)
            return None;
        // A name with a slash in front is one outside of the model, from where the layer moved into it.
        var moved = FormerNames.Where(static former => former.Name.StartsWith("/", StringComparison.Ordinal)).ToArray();
        var own = FormerNames.Except(moved).Select(static former => former.Name).Prepend(name).ToArray();
        var before = ofModel.FormerNames.SelectMany(outer => own.Select(inner => new FormerName($"{outer.Name}/{inner}", outer.Since)));
        return new(
            before.Concat(own.Skip(1).Select(inner => new FormerName($"{model}/{inner}", 0))).Concat(moved.Select(static former => new FormerName(former.Name.Substring(1), 0))).ToEquatableArray(),
            ofModel.ReinitializedSince ?? (ReinitializedSince is null ? null : 0));
    }
}

/// <summary>A name that a layer had.</summary>
/// <param name="Name">The name in the contract and in files.</param>
/// <param name="Since">First version in which it has that name no more; 0 where that isn't said.</param>
public sealed record FormerName(string Name, int Since);

/// <summary>A method that makes weights of a newer version of an older one's.</summary>
/// <param name="Method">Its name.</param>
/// <param name="From">The older version.</param>
/// <param name="To">The newer one; 0 for the class as it is.</param>
public sealed record MigrationNode(string Method, int From, int To);
