using GenNet.Training.Callbacks;

namespace GenNet;

/// <summary>Stops when a quantity no longer gets better. Keras: <c>keras.callbacks.EarlyStopping</c>.</summary>
/// <param name="monitor">Name of the quantity.</param>
/// <param name="minDelta">The least change that counts as better.</param>
/// <param name="patience">Epochs without betterment after which training stops.</param>
/// <param name="mode">Which way is better.</param>
/// <param name="baseline">A value that must be beaten for an epoch to count as better.</param>
/// <param name="restoreBestWeights">Whether the model ends with the weights of the best epoch instead of the last.</param>
/// <param name="startFromEpoch">Epochs before which nothing is looked at.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="patience"/> or <paramref name="startFromEpoch"/> is negative.</exception>
public sealed class EarlyStopping(
    string monitor = "val_loss", double minDelta = 0, int patience = 0, MonitorMode mode = MonitorMode.Auto,
    double? baseline = null, bool restoreBestWeights = false, int startFromEpoch = 0) : Callback
{
    private readonly GenNet.Training.Callbacks.Monitor _monitor = GenNet.Training.Callbacks.Monitor.Of(monitor, mode);
    private readonly double _minDelta = Math.Abs(minDelta);
    private readonly int _patience = GenNet.Training.Require.NotNegative(patience);
    private readonly int _startFromEpoch = GenNet.Training.Require.NotNegative(startFromEpoch);
    private int _wait;
    private double? _best;
    private float[]? _bestWeights;

    /// <summary>The epoch with the best value, counted from 0.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>The epoch after which training was stopped; null if it wasn't.</summary>
    public int? StoppedEpoch { get; private set; }

    /// <inheritdoc/>
    public override void OnTrainBegin()
    {
        _wait = 0;
        _best = null;
        _bestWeights = null;
        BestEpoch = 0;
        StoppedEpoch = null;
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IReadOnlyDictionary<string, double> logs)
    {
        if (epoch < _startFromEpoch)
            return;
        var current = _monitor.Read(logs);
        if (restoreBestWeights && _bestWeights is null)
            Keep(epoch);
        _wait++;
        if (_best is not { } best || _monitor.IsBetter(current, best, _minDelta))
        {
            _best = current;
            Keep(epoch);
            if (baseline is not { } toBeat || _monitor.IsBetter(current, toBeat, _minDelta))
                _wait = 0;
        }
        else if (_wait >= _patience && epoch > 0)
        {
            StoppedEpoch = epoch;
            Trainer.Stop();
        }
    }

    /// <inheritdoc/>
    public override void OnTrainEnd()
    {
        if (_bestWeights is not null)
            Trainer.Model.RestoreWeights(_bestWeights);
    }

    /// <inheritdoc/>
    public override void Require(FitPlan plan) => _monitor.Require(nameof(EarlyStopping), plan.Measured);

    private void Keep(int epoch)
    {
        BestEpoch = epoch;
        if (restoreBestWeights)
            _bestWeights = Trainer.Model.CopyWeights();
    }
}
