namespace GenNet.Weights.Shards;

/// <summary>Opens all files that an index names.</summary>
internal static class ShardFiles
{
    /// <summary>Opens each file of <paramref name="index"/>; none stays open if one can't be.</summary>
    /// <typeparam name="T">What a file is opened as.</typeparam>
    /// <param name="index">The index.</param>
    /// <param name="siblings">The files beside it.</param>
    /// <param name="open">Opens one, and owns its bytes from then on.</param>
    /// <exception cref="WeightFileException">One is missing or damaged.</exception>
    public static T[] Open<T>(ShardIndex index, ISiblings siblings, Func<ByteSource, T> open) where T : IDisposable
    {
        var opened = new List<T>(index.Files.Count);
        try
        {
            foreach (var name in index.Files)
                opened.Add(open(siblings.Open(name) ?? throw Missing(index, name)));
            return [.. opened];
        }
        catch
        {
            foreach (var file in opened)
                file.Dispose();
            throw;
        }
    }

    private static WeightFileException Missing(ShardIndex index, string name) => new(
        index.File, null, $"{name}, which it names, is not beside it",
        $"Weights in several files are one only together: copy all {index.Files.Count} of them, under the names that the index has for them.");
}
