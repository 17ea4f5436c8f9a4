using System.Text;

namespace GenNet.Weights.Hdf5.Writing;

/// <summary>Names in the order of their UTF-8 bytes, which HDF5 searches by. UTF-16 order differs above U+FFFF.</summary>
internal sealed class Utf8Order : IComparer<string>
{
    public static Utf8Order Instance { get; } = new();

    public int Compare(string? x, string? y) => Encoding.UTF8.GetBytes(x!).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y!));
}
