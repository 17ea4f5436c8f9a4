using GenNet.Weights;

namespace GenNet;

public abstract partial class Model
{
    /// <summary>Loads weights that lie in memory, as an embedded resource: <see cref="LoadWeights(string, LoadOptions)"/> in all else.</summary>
    /// <param name="bytes">A whole file of any format that is one file.</param>
    /// <param name="options">What may be missing, left over or of another shape; null, the default, is <see cref="LoadOptions.Strict"/>: nothing.</param>
    /// <returns>What became of every variable and every array.</returns>
    /// <exception cref="WeightLoadException">They don't fit the model.</exception>
    /// <exception cref="WeightFileException">They are damaged, or no weights.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public LoadReport LoadWeights(ReadOnlyMemory<byte> bytes, LoadOptions? options = null)
    {
        RequireLoadable(nameof(LoadWeights));
        using var file = OpenWeights(bytes);
        return Load(file, options);
    }

    /// <summary>
    /// Loads weights that a stream yields from its position to its end: <see cref="LoadWeights(string, LoadOptions)"/> in all else. A stream that can't seek is kept in memory, with a limit that
    /// follows from the model's size.
    /// </summary>
    /// <param name="stream">A whole file of any format that is one file. It stays open, wherever it stands then.</param>
    /// <param name="options">What may be missing, left over or of another shape; null, the default, is <see cref="LoadOptions.Strict"/>: nothing.</param>
    /// <returns>What became of every variable and every array.</returns>
    /// <exception cref="ArgumentException">The stream can't be read.</exception>
    /// <exception cref="WeightLoadException">The weights don't fit the model.</exception>
    /// <exception cref="WeightFileException">They are damaged, no weights, or more than any of the model's can be.</exception>
    /// <exception cref="IOException">The stream fails.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public LoadReport LoadWeights(Stream stream, LoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        RequireLoadable(nameof(LoadWeights));
        using var file = OpenWeights(stream);
        return Load(file, options);
    }

    /// <summary><see cref="LoadWeights(string, LoadOptions)"/> on another thread.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What may be missing, left over or of another shape; null, the default, is <see cref="LoadOptions.Strict"/>: nothing.</param>
    /// <param name="cancellation">Ends the load between two variables; the model keeps the weights it has.</param>
    /// <inheritdoc cref="LoadWeights(string, LoadOptions)"/>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<LoadReport> LoadWeightsAsync(string path, LoadOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        RequireLoadable(nameof(LoadWeights));
        return Task.Run(
            () =>
            {
                using var file = OpenWeights(path);
                return Load(file, options, cancellation);
            },
            cancellation);
    }

    /// <summary><see cref="LoadWeights(Stream, LoadOptions)"/> for a stream that is only read asynchronously, as an upload.</summary>
    /// <param name="stream">A whole file of any format that is one file. It stays open, wherever it stands then.</param>
    /// <param name="options">What may be missing, left over or of another shape; null, the default, is <see cref="LoadOptions.Strict"/>: nothing.</param>
    /// <param name="cancellation">Ends the load; the model keeps the weights it has.</param>
    /// <inheritdoc cref="LoadWeights(Stream, LoadOptions)"/>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<LoadReport> LoadWeightsAsync(Stream stream, LoadOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        RequireLoadable(nameof(LoadWeights));
        return Run();

        async Task<LoadReport> Run()
        {
            var bytes = await StreamBytes.OfAsync(stream, WeightFiles.LimitOf(WantedBytes), cancellation).ConfigureAwait(false);
            return await Task.Run(
                () =>
                {
                    using var file = WeightFiles.Open(bytes, WantedBytes);
                    return Load(file, options, cancellation);
                },
                cancellation).ConfigureAwait(false);
        }
    }

    /// <summary><see cref="CheckWeights(string, LoadOptions)"/> of weights that lie in memory.</summary>
    /// <param name="bytes">A whole file of any format that is one file.</param>
    /// <param name="options">What may pass; null, the default, is <see cref="LoadOptions.Strict"/>.</param>
    /// <exception cref="WeightFileException">They are damaged, or no weights.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public LoadReport CheckWeights(ReadOnlyMemory<byte> bytes, LoadOptions? options = null)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        using var file = OpenWeights(bytes);
        return Check(file, options);
    }

    /// <summary><see cref="CheckWeights(string, LoadOptions)"/> of weights that a stream yields; see <see cref="LoadWeights(Stream, LoadOptions)"/>.</summary>
    /// <param name="stream">A whole file of any format that is one file. It stays open, wherever it stands then.</param>
    /// <param name="options">What may pass; null, the default, is <see cref="LoadOptions.Strict"/>.</param>
    /// <exception cref="ArgumentException">The stream can't be read.</exception>
    /// <exception cref="WeightFileException">They are damaged, no weights, or more than any of the model's can be.</exception>
    /// <exception cref="IOException">The stream fails.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public LoadReport CheckWeights(Stream stream, LoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        using var file = OpenWeights(stream);
        return Check(file, options);
    }

    /// <summary><see cref="LoadWeights(Stream, LoadOptions)"/> for generated code, whatever members of its name the model's class has.</summary>
    protected static LoadReport FillWeights(Model model, Stream stream, LoadOptions? options)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.LoadWeights(stream, options);
    }

    /// <summary><see cref="LoadWeights(ReadOnlyMemory{byte}, LoadOptions)"/> for generated code, whatever members of its name the model's class has.</summary>
    protected static LoadReport FillWeights(Model model, ReadOnlyMemory<byte> bytes, LoadOptions? options)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.LoadWeights(bytes, options);
    }

    private IWeightContainer OpenWeights(ReadOnlyMemory<byte> bytes) => WeightFiles.Open(new MemoryBytes(WeightFiles.MemoryName, bytes), WantedBytes);

    private IWeightContainer OpenWeights(Stream stream) => WeightFiles.Open(StreamBytes.Of(stream, WeightFiles.LimitOf(WantedBytes)), WantedBytes);
}
