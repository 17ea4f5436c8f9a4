using System.IO.Compression;
using System.Text;
using GenNet.Weights.Writing;

namespace GenNet.Weights.Npz;

/// <summary>Writes a model's weights as NumPy's archive, as <c>numpy.savez(path, **weights)</c> does: an array for each variable, called as in GenNet's safetensors.</summary>
internal sealed class NpzFormat() : OneFileWriter(WeightFormat.Npz)
{
    // As NumPy's, so that the same weights give the same bytes.
    private static readonly DateTimeOffset s_date = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public override bool CanCompress => true;

    /// <inheritdoc/>
    public override void Write(WeightsToWrite weights, Stream stream)
    {
        using var archive = new ZipArchive(new ForwardStream(stream), ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        archive.Comment = NpzMetadata.Write(weights.Metadata);
        foreach (var variable in weights.Variables)
        {
            var entry = archive.CreateEntry(variable.Name + NpzFile.Suffix, weights.Options.Compress ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
            entry.LastWriteTime = s_date;
            using var content = entry.Open();
            content.Write(NpyHeader.Write(variable.Array.Type, variable.Array.Shape));
            variable.Array.Write(content);
        }
    }

    /// <summary>A stream that can't seek: so that a file and what a stream is given are the same bytes, wherever the stream stands.</summary>
    private sealed class ForwardStream(Stream target) : WriteOnlyStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => target.Write(buffer);
    }
}
