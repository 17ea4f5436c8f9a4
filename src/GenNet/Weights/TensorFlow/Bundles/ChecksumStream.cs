using GenNet.Weights.Writing;

namespace GenNet.Weights.TensorFlow;

/// <summary>Hands on what is written to it, and keeps its checksum.</summary>
/// <param name="target">Takes it.</param>
internal sealed class ChecksumStream(Stream target) : WriteOnlyStream
{
    /// <summary>The unmasked checksum of all bytes so far.</summary>
    public uint Checksum { get; private set; } = Crc32C.Start;

    /// <summary>How many they are.</summary>
    public long Count { get; private set; }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Checksum = Crc32C.Append(Checksum, buffer);
        Count += buffer.Length;
        target.Write(buffer);
    }

    /// <inheritdoc/>
    public override void Flush() => target.Flush();
}
