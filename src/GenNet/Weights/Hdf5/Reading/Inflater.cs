using System.IO.Compression;

namespace GenNet.Weights.Hdf5;

/// <summary>HDF5's filter 1: zlib.</summary>
internal static class Inflater
{
    /// <summary>Unpacks to exactly the length of <paramref name="inflated"/>.</summary>
    /// <exception cref="WeightFileException">It is damaged or has another length.</exception>
    /// <param name="image">The file.</param>
    /// <param name="stored">The packed bytes; it is closed.</param>
    /// <param name="inflated">Takes what they unpack to.</param>
    public static int Inflate(Hdf5Image image, Stream stored, Span<byte> inflated)
    {
        try
        {
            using var stream = new ZLibStream(stored, CompressionMode.Decompress);
            var count = stream.ReadAtLeast(inflated, inflated.Length, throwOnEndOfStream: false);
            // One byte more than there should be: it is missing only after the stream's own checksum was compared.
            if (count != inflated.Length || stream.ReadByte() >= 0)
                throw image.Damaged($"a compressed chunk does not have {inflated.Length} bytes");
            return count;
        }
        catch (InvalidDataException e)
        {
            throw image.Damaged("a compressed chunk is damaged", e);
        }
    }
}
