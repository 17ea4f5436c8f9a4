namespace GenNet.Benchmarks.Weights;

/// <summary>The same bytes without any format, in pieces of a megabyte.</summary>
internal static class RawFiles
{
    private const int Piece = 1 << 20;

    private static readonly byte[] s_buffer = new byte[Piece];

    /// <summary>Bytes of all files of a folder.</summary>
    public static long SizeOf(string folder) => Directory.EnumerateFiles(folder).Sum(static file => new FileInfo(file).Length);

    /// <summary>Reads every file of a folder, into nowhere.</summary>
    public static void Read(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            using var source = File.OpenHandle(file);
            for (long at = 0, read; (read = RandomAccess.Read(source, s_buffer, at)) > 0; at += read)
                ;
        }
    }

    /// <summary>Copies every file of a folder into another.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="target">The other one.</param>
    /// <param name="toDisk">Whether the copy is flushed to the disk, as a save is.</param>
    public static void Copy(string folder, string target, bool toDisk)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            using var source = File.OpenHandle(file);
            using var copy = File.OpenHandle(Path.Combine(target, Path.GetFileName(file)), FileMode.Create, FileAccess.Write);
            for (long at = 0; RandomAccess.Read(source, s_buffer, at) is > 0 and var read; at += read)
                RandomAccess.Write(copy, s_buffer.AsSpan(0, read), at);
            if (toDisk)
                RandomAccess.FlushToDisk(copy);
        }
    }
}
