using GenNet.Weights;
using GenNet.Weights.Writing;

namespace GenNet;

public abstract partial class Model
{
    /// <summary>
    /// Saves the weights, and nothing else: neither the architecture nor the state of an optimizer. Python's Keras 3 loads the file into the same architecture. What
    /// was at <paramref name="path"/> stays until the new file is whole and on the disk, its name included where the system can do that (not on Windows).
    /// </summary>
    /// <remarks>
    /// <para>
    /// What the target is, it stays: symbolic links are followed; owner, group, mode, access list and <c>user.</c> attributes are kept (Windows: access list, attributes
    /// and streams); a file that is read-only is refused, for administrators too. A new file gets the mode of any new file.
    /// </para>
    /// <para>
    /// The new content is written to a hidden file <c>.gennet-*.tmp</c> beside the target, which then takes its place in one step. What a killed save left there
    /// the next save of that path removes. Where the target can't be replaced without losing something, it is overwritten in place once the new content is whole on
    /// the disk: a file with hard links, a file that is a mount of its own (Docker's <c>-v file:file</c>), one whose owner can't be given to the new file, and one in a
    /// folder that takes no new files (the new content is kept in the temporary folder meanwhile). Only there a kill or a power cut while it is overwritten leaves half a file.
    /// </para>
    /// </remarks>
    /// <param name="path">The file. Its name tells the format: <c>.weights.h5</c> (Keras 3) or <c>.safetensors</c>, with arrays named as <c>conv1/kernel</c>; any name where the options set it.</param>
    /// <param name="options">Format, type of numbers, texts of the caller's; null, the default, is <see cref="SaveOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">The name ends otherwise and the options set no format, or the format can't follow the options.</exception>
    /// <exception cref="NotSupportedException">The format can't be written.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder; none is created.</exception>
    /// <exception cref="IOException">The file can't be written: the disk is full, the path is a folder, another program has the file open. An old one is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is read-only, or neither it nor its folder may be written to. It is unchanged.</exception>
    public void SaveWeights(string path, SaveOptions? options = null) => Save(path, options, CancellationToken.None);

    /// <summary>Saves the weights to a stream, as <see cref="SaveWeights(string, SaveOptions)"/> to a file. What a failed save has written already stays in the stream.</summary>
    /// <param name="stream">Takes a whole file from its position on. It needs no seeking, and stays open.</param>
    /// <param name="options">The format, and what else is asked for.</param>
    /// <exception cref="ArgumentException">The options set no format, or one that is several files or can't follow them; or the stream can't be written.</exception>
    /// <exception cref="NotSupportedException">The format can't be written.</exception>
    /// <exception cref="IOException">The stream fails.</exception>
    public void SaveWeights(Stream stream, SaveOptions options) => Save(stream, options, CancellationToken.None);

    /// <summary><see cref="SaveWeights(string, SaveOptions)"/> on another thread.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Format, type of numbers, texts of the caller's; null, the default, is <see cref="SaveOptions.Default"/>.</param>
    /// <param name="cancellation">Ends the save between two variables; what was at <paramref name="path"/> stays.</param>
    /// <inheritdoc cref="SaveWeights(string, SaveOptions)"/>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task SaveWeightsAsync(string path, SaveOptions? options = null, CancellationToken cancellation = default)
    {
        WeightWriters.For(path, options);
        return Task.Run(() => Save(path, options, cancellation), cancellation);
    }

    /// <summary>
    /// Saves the weights to a stream that is only written to asynchronously, as the body of an answer over a network. At most some MiB are kept between the weights and the stream; changes of the
    /// weights in place, as steps of training, wait for the end.
    /// </summary>
    /// <param name="stream">Takes a whole file from its position on. It needs no seeking, and stays open.</param>
    /// <param name="options">The format, and what else is asked for.</param>
    /// <param name="cancellation">Ends the save.</param>
    /// <inheritdoc cref="SaveWeights(Stream, SaveOptions)"/>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task SaveWeightsAsync(Stream stream, SaveOptions options, CancellationToken cancellation = default)
    {
        Require(stream, options);
        return AsynchronousWriting.Run(target => Save(target, options, cancellation), stream, cancellation);
    }

    internal void Save(string path, SaveOptions? options, CancellationToken cancellation)
    {
        var writer = WeightWriters.For(path, options);
        using var reading = ReadWeightsForLong();
        writer.Save(ToWrite(reading.Weights, options, cancellation), path);
    }

    internal void Save(Stream stream, SaveOptions options, CancellationToken cancellation)
    {
        var writer = Require(stream, options);
        using var reading = ReadWeightsForLong();
        writer.Write(ToWrite(reading.Weights, options, cancellation), stream);
    }

    private static WeightWriter Require(Stream stream, SaveOptions options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        return stream.CanWrite ? WeightWriters.For(options) : throw new ArgumentException("The stream can't be written: it is closed, or only to be read.", nameof(stream));
    }

    private WeightsToWrite ToWrite(WeightArena weights, SaveOptions? options, CancellationToken cancellation) =>
        WeightsToWrite.Of(Description, (number, variable) => ArrayOf(Layers[number].Variables[variable], weights, cancellation), options);

    private static ArrayToWrite ArrayOf(Variable variable, WeightArena weights, CancellationToken cancellation)
    {
        return variable.Description.DType == DType.Float32
            ? ArrayToWrite.Of(variable.Shape, () => Uncancelled().Of(variable.Description))
            : ArrayToWrite.Of(variable.Shape, variable.Description.DType, () => Uncancelled().BytesOf(variable.Description));

        WeightArena Uncancelled()
        {
            cancellation.ThrowIfCancellationRequested();
            return weights;
        }
    }
}
