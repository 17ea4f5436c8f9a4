namespace GenNet.Weights.TensorFlow;

/// <summary>What the index says of a tensor.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Type">Its elements' type, by TensorFlow's number.</param>
/// <param name="Dimensions">Its dimensions.</param>
/// <param name="Shard">Which file has its bytes.</param>
/// <param name="Offset">Where they begin.</param>
/// <param name="Size">How many they are.</param>
/// <param name="Checksum">Their masked checksum.</param>
/// <param name="IsSliced">Whether it is stored in parts, each an entry of its own.</param>
internal sealed record BundleEntry(string Key, int Type, IReadOnlyList<long> Dimensions, int Shard, long Offset, long Size, uint Checksum, bool IsSliced);
