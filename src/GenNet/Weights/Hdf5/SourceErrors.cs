namespace GenNet.Weights.Hdf5;

/// <summary>What a source throws, as errors of its file.</summary>
/// <param name="file">The file.</param>
/// <param name="isForeign">Whether the source isn't the library's own reader, of which an unknown exception is a bug of ours, and mustn't look like the file's fault.</param>
internal sealed class SourceErrors(string file, bool isForeign)
{
    /// <summary>Whether an exception tells that something is wrong with the file, rather than with the disk or with who called.</summary>
    public bool Concerns(Exception error) => error switch
    {
        WeightFileException => true,
        EndOfStreamException => isForeign,
        IOException or UnauthorizedAccessException or OperationCanceledException or ObjectDisposedException => false,
        _ => isForeign,
    };

    /// <summary>The error as one of the file, at the object that it was met at.</summary>
    /// <param name="path">The object; empty for the root.</param>
    /// <param name="error">What was thrown.</param>
    public WeightFileException At(string path, Exception error) => error is WeightFileException known
        ? known.At(path)
        : new(file, path.Length == 0 ? null : path, $"it can't be read: {error.Message.TrimEnd('.')}", RemedyFor(error), error);

    private static string RemedyFor(Exception error) => error is NotSupportedException or NotImplementedException
        ? StoredTensor.CopyIntoAPlainFile
        : WeightFileException.TakeAnotherCopy + ".";
}
