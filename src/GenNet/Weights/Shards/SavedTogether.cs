using System.IO.Hashing;
using GenNet.Weights.Hdf5;
using GenNet.Weights.Writing;

namespace GenNet.Weights.Shards;

/// <summary>
/// What tells that files are of one save: a number made of all values that were saved, which each of them has. A file of another save under the name of one of these would else be read with them.
/// Other writers' files have none.
/// </summary>
internal static class SavedTogether
{
    /// <summary>The number of a save.</summary>
    /// <param name="arrays">All arrays, in their order.</param>
    public static string Of(IEnumerable<ArrayToWrite> arrays)
    {
        var hash = new XxHash128();
        using var stream = new HashedBytes(hash);
        foreach (var array in arrays)
            array.Write(stream);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    /// <summary>Requires that <paramref name="files"/> are of one save.</summary>
    /// <param name="index">What names them.</param>
    /// <param name="files">The files, in the order in which it does.</param>
    /// <exception cref="WeightFileException">One is of another.</exception>
    public static void Require(ShardIndex index, IReadOnlyList<IHdf5Source> files)
    {
        var saves = files.Select(static file => file.Root.AttributeNames.Contains(WeightMetadata.Save, StringComparer.Ordinal) ? file.Root.Attribute(WeightMetadata.Save).Text : null).ToArray();
        var other = Array.FindIndex(saves, save => save != saves[0]);
        if (other > 0)
        {
            throw new WeightFileException(
                index.File, null, $"{index.Files[other]} isn't of the same save as {index.Files[0]}: their weights are of different models or times",
                "Bring all files of one save, and the index that was written with them.");
        }
    }

    private sealed class HashedBytes(XxHash128 hash) : WriteOnlyStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => hash.Append(buffer);
    }
}
