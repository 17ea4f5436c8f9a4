namespace GenNet;

public abstract partial class Model
{
    private volatile Device _device;
    private volatile InferenceRunner _runner;

    /// <summary>Where the model runs; <see cref="ModelDevices.To"/> moves it.</summary>
    public Device Device => _part?.Owner.Device ?? _device;

    /// <summary>What is trained by one trainer at a time, and moved by nobody meanwhile.</summary>
    internal TrainingLease TrainingLease { get; }

    /// <summary>Computes <paramref name="rows"/> rows, of <paramref name="length"/> timesteps where lengths vary, in the host's memory with the weights of <paramref name="reading"/>.</summary>
    internal unsafe void RunInference(int rows, int length, TensorRef* inputs, TensorRef* outputs, in WeightReading reading)
    {
        var runner = _runner;
        var batch = new InferenceBatch(Instance, rows, length, inputs, outputs, reading.Weights, reading.Reader.WorkspaceOf(runner));
        if (Instance.CarriedStates is not { } states || rows == 0)
        {
            runner.Run(batch);
            return;
        }
        using var call = states.Begin(rows);
        runner.Run(batch);
        call.Commit();
    }

    /// <summary>Moves the model; see <see cref="ModelDevices.To"/>.</summary>
    internal void MoveTo(Device device)
    {
        ThrowIfPart(nameof(ModelDevices.To));
        if (device == _device)
            return;
        // What the new device can't run is found out before anything changes.
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        var runner = device.InferenceRunnerOf(Instance);
        try
        {
            TrainingLease.Begin(nameof(ModelDevices.To));
            try
            {
                runner = Exchange(runner, device);
            }
            finally
            {
                TrainingLease.End();
            }
        }
        finally
        {
            runner.Dispose();
        }
    }

    /// <summary>Puts <paramref name="runner"/> in the place of the one there is, when nobody runs, and returns that.</summary>
    private InferenceRunner Exchange(InferenceRunner runner, Device device)
    {
        using var change = ChangeWeights(nameof(ModelDevices.To));
        _gate.ReleaseMemory();
        Instance.WeightsOrNull?.ReleaseCopy();
        var old = _runner;
        (_runner, _device) = (runner, device);
        return old;
    }
}
