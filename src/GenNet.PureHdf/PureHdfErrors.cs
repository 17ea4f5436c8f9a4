namespace GenNet.Weights.PureHdf;

/// <summary>What PureHDF throws, which is anything, as errors of the file.</summary>
internal static class PureHdfErrors
{
    /// <summary>Whether an exception tells that PureHDF can't read the file, rather than that the disk can't or that the file was closed.</summary>
    public static bool Concern(Exception error) => error is EndOfStreamException
        or not (WeightFileException or IOException or UnauthorizedAccessException or ObjectDisposedException or OperationCanceledException or OutOfMemoryException);

    /// <summary>The error of the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">The object that is read; null for the file itself.</param>
    /// <param name="error">What PureHDF threw.</param>
    public static WeightFileException Of(string file, string? path, Exception error) => new(
        file, path, $"PureHDF can't read it: {Innermost(error).Message.TrimEnd('.')}", "Write it anew as a plain file with the program that made it: with h5py's defaults, or by saving the weights again from Keras.", error);

    private static Exception Innermost(Exception error) => error.InnerException is { } inner ? Innermost(inner) : error;
}
