using GenNet.Weights.Saving;

namespace GenNet.Weights.Writing;

/// <summary>Writes weights in one format. <see cref="WeightWriters"/> lists them all.</summary>
internal abstract class WeightWriter(WeightFormat format)
{
    /// <summary>The format.</summary>
    public WeightFormat Format => format;

    /// <summary>Whether it follows <see cref="SaveOptions.Compress"/>.</summary>
    public virtual bool CanCompress => false;

    /// <summary>Whether it follows <see cref="SaveOptions.MaxShardSize"/>.</summary>
    public virtual bool CanBeSharded => false;

    /// <summary>Saves to a path so that a crash at any moment leaves the old weights or the new.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Something is read-only, or may not be written to.</exception>
    public abstract void Save(WeightsToWrite weights, string path);

    /// <summary>Writes to a stream, which needs no position and stays open.</summary>
    /// <exception cref="ArgumentException">The format is several files.</exception>
    public abstract void Write(WeightsToWrite weights, Stream stream);
}

/// <summary>Writes a format that is one file.</summary>
internal abstract class OneFileWriter(WeightFormat format) : WeightWriter(format)
{
    /// <inheritdoc/>
    public sealed override void Save(WeightsToWrite weights, string path) => FileSaver.Default.Save(path, stream => Write(weights, stream));
}

/// <summary>Writes a format that is several files.</summary>
internal abstract class SeveralFilesWriter(WeightFormat format) : WeightWriter(format)
{
    /// <inheritdoc/>
    public sealed override void Write(WeightsToWrite weights, Stream stream) => throw new ArgumentException(
        $"{Format} is several files, and a stream is one: save it to a path, or take a format that is one file, as {nameof(WeightFormat.KerasWeights)}.", nameof(stream));
}
