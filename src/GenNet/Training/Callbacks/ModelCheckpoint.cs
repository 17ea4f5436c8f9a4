using GenNet.Training.Callbacks;
using GenNet.Weights.Saving;
using GenNet.Weights.Writing;

namespace GenNet;

/// <summary>
/// Saves the model's weights after each epoch. Weights alone don't resume a run: the optimizer's state isn't in the file. Keras:
/// <c>keras.callbacks.ModelCheckpoint</c> with <c>save_weights_only=True</c>.
/// </summary>
public sealed class ModelCheckpoint : Callback
{
    private readonly CheckpointName _name;
    private readonly GenNet.Training.Callbacks.Monitor _monitor;
    private readonly bool _saveBestOnly;
    private readonly double _threshold;
    private double _best;

    /// <summary>Saves after each epoch, or after each that is better than all before.</summary>
    /// <param name="path">
    /// Where to; its ending tells the format, as in <see cref="Model.SaveWeights(string, SaveOptions)"/>. May name <c>{epoch}</c>, counted from 1, and what is measured, with Python's formats: <c>w{epoch:02d}-{val_loss:.2f}.weights.h5</c>.
    /// The folder must be there when <see cref="Trainer.Fit"/> begins; folders whose own names have such places are created.
    /// </param>
    /// <param name="monitor">Name of the quantity that tells the best.</param>
    /// <param name="saveBestOnly">Whether only epochs better than all before are saved.</param>
    /// <param name="mode">Which way is better.</param>
    /// <param name="initialValueThreshold">A value that the first saved epoch must beat.</param>
    /// <exception cref="ArgumentException">The path has another ending or a format that isn't understood.</exception>
    public ModelCheckpoint(
        string path, string monitor = "val_loss", bool saveBestOnly = false, MonitorMode mode = MonitorMode.Auto, double? initialValueThreshold = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(monitor);
        WeightWriters.For(path, options: null);
        _name = new CheckpointName(path);
        _saveBestOnly = saveBestOnly;
        _monitor = saveBestOnly ? GenNet.Training.Callbacks.Monitor.Of(monitor, mode) : default;
        _threshold = initialValueThreshold ?? (_monitor.HigherIsBetter == true ? double.NegativeInfinity : double.PositiveInfinity);
        _best = _threshold;
    }

    /// <inheritdoc/>
    public override void OnTrainBegin() => _best = _threshold;

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IReadOnlyDictionary<string, double> logs)
    {
        if (FileFor(epoch, logs) is not { } file)
            return;
        if (_name.HasFolderPlaces)
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        Trainer.Model.SaveWeights(file);
    }

    /// <inheritdoc/>
    public override void Require(FitPlan plan)
    {
        _name.Require(plan.Measured);
        if (_saveBestOnly)
            _monitor.Require(nameof(ModelCheckpoint), plan.Measured);
        if (_name.HasFolderPlaces)
        {
            FileSaver.Default.Check(Path.Join(_name.FixedFolder, Path.GetRandomFileName()), _name.ToString());
            return;
        }
        var standIns = plan.Measured.ToDictionary(static name => name, static _ => 0.0);
        for (var epoch = 0; epoch < plan.Epochs; epoch++)
        {
            var file = _name.For(epoch, standIns);
            if (epoch == 0)
                FileSaver.Default.Check(file, _name.IsKnownBefore ? file : _name.ToString());
            else if (_name.IsKnownBefore && File.Exists(file))
                FileSaver.Default.Check(file);
        }
    }

    /// <summary>The file that is written after <paramref name="epoch"/>; null if none is.</summary>
    internal string? FileFor(int epoch, IReadOnlyDictionary<string, double> logs)
    {
        if (_saveBestOnly)
        {
            var current = _monitor.Read(logs);
            if (!_monitor.IsBetter(current, _best))
                return null;
            _best = current;
        }
        return _name.For(epoch, logs);
    }
}
