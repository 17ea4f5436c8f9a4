namespace GenNet.Weights.Zip;

/// <summary>A file in a ZIP archive, as the archive's directory has it: claims, which are checked when it is opened.</summary>
/// <param name="Name">Its name, which is only ever compared: nothing is written to a path that an archive names.</param>
/// <param name="NameBytes">The same as it is stored.</param>
/// <param name="Flags">General purpose flags.</param>
/// <param name="Method">How it is compressed.</param>
/// <param name="Crc">Its CRC-32.</param>
/// <param name="CompressedSize">Bytes that it takes in the archive.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Header">Where its local header lies.</param>
internal sealed record ZipEntry(string Name, ReadOnlyMemory<byte> NameBytes, int Flags, int Method, uint Crc, long CompressedSize, long Size, long Header)
{
    /// <summary><see cref="Method"/> of files that stand in the archive as they are.</summary>
    public const int Stored = 0;

    /// <summary><see cref="Method"/> of deflated files.</summary>
    public const int Deflated = 8;

    private const int Encrypted = 1 | (1 << 6) | (1 << 13);
    private const int WithDescriptor = 1 << 3;

    /// <summary>Whether it, or what the directory says of it, is encrypted.</summary>
    public bool IsEncrypted => (Flags & Encrypted) != 0;

    /// <summary>Whether sizes and checksum stand behind the file, since they weren't known when it was begun.</summary>
    public bool HasDescriptor => (Flags & WithDescriptor) != 0;
}
