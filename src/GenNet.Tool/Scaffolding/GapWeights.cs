using GenNet.Weights;
using GenNet.Weights.KerasConfig;

namespace GenNet.Tool.Scaffolding;

/// <summary>What a file holds for layers that are to be written: their weights, with types and shapes.</summary>
internal static class GapWeights
{
    /// <summary>A line a gap, each followed by the arrays that the file has for it.</summary>
    /// <param name="path">The file of the model.</param>
    /// <param name="gaps">The gaps.</param>
    public static IEnumerable<string> Describe(string path, IReadOnlyList<KerasGap> gaps)
    {
        if (gaps.Count == 0)
            yield break;
        using var file = HasWeights(path) ? WeightFiles.Open(path) : null;
        foreach (var gap in gaps)
        {
            yield return "gap: " + gap.Reason;
            foreach (var array in file is null ? [] : Of(gap, file))
                yield return $"  {array}";
        }
    }

    private static bool HasWeights(string path) => !Directory.Exists(path) && WeightFileKinds.OfFile(path) is (WeightFileKind.Zip or WeightFileKind.Hdf5);

    // Layers within the layer have its path or its name in front of theirs.
    private static IEnumerable<StoredTensor> Of(KerasGap gap, IWeightContainer file)
    {
        var own = file.Layers.Where(layer => layer.Name == gap.Layer).Select(static layer => layer.Path + "/").ToArray();
        return file.Layers.Where(layer => layer.Name == gap.Layer || layer.Name?.StartsWith(gap.Layer + "/", StringComparison.Ordinal) == true || own.Any(path => layer.Path.StartsWith(path, StringComparison.Ordinal)))
            .SelectMany(static layer => layer.Variables).Select(static variable => variable.Array).DistinctBy(static array => array.Path);
    }
}
