using GenNet.Weights.KerasH5;
using GenNet.Weights.Safetensors;

namespace GenNet.Weights.Shards;

/// <summary>Weights that lie in several files, by their index.</summary>
internal static class ShardedWeights
{
    /// <summary>Opens all files of an index.</summary>
    /// <param name="bytes">The index, which stays its owner's.</param>
    /// <param name="siblings">The files beside it; null if it came without any, as from a stream.</param>
    /// <exception cref="WeightFileException">The index or a file is damaged, a file is missing, or they are of a kind that isn't read.</exception>
    public static IWeightContainer Open(ByteSource bytes, ISiblings? siblings)
    {
        var index = ShardIndex.Read(bytes);
        if (siblings is null)
        {
            throw new WeightFileException(
                bytes.File, null, $"it is an index of {index.Files.Count} weight files, and they are not where it came from",
                "Load it by its path, with the files beside it.");
        }
        return KindOf(index, siblings) switch
        {
            WeightFileKind.Hdf5 => KerasWeightsFile.Open(Hdf5Shards.Open(index, siblings)),
            WeightFileKind.Safetensors => SafetensorsShards.Open(index, siblings),
            WeightFileKind.Torch => throw new WeightFileException(index.File, null, $"its files are {TorchFile.Files}", TorchFile.RemedyForShards(index.Files)),
            var kind => throw new WeightFileException(
                index.File, index.Files[0], $"it is {WeightFileKinds.Describe(kind)}", "Weights in several files are HDF5 files of Keras or safetensors files: take another copy of them."),
        };
    }

    private static WeightFileKind KindOf(ShardIndex index, ISiblings siblings)
    {
        using var first = siblings.Open(index.Files[0]);
        // Whoever opens them all says what is missing.
        return first is not null ? WeightFileKinds.Of(first)
            : index.Files[0].EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase) ? WeightFileKind.Safetensors
            : index.Files[0].EndsWith(".bin", StringComparison.OrdinalIgnoreCase) ? WeightFileKind.Torch
            : WeightFileKind.Hdf5;
    }
}
