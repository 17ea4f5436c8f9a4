using GenNet.Kernels;

namespace GenNet;

public sealed partial class Trainer
{
    private const int Idle = 0;
    private const int Running = 1;
    private const int Disposed = 2;
    private const int DisposedWhileRunning = 3;

    private int _state;

    /// <summary>Ends the trainer and lets go of its memory; the model stays. A Fit that is running ends before its next step with an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            if (state >= Disposed)
                return;
            if (Interlocked.CompareExchange(ref _state, state == Idle ? Disposed : DisposedWhileRunning, state) != state)
                continue;
            if (state == Idle)
                Release();
            return;
        }
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _state) >= Disposed, this);

    /// <summary>Begins a call that trains: one at a time, of all trainers of the model.</summary>
    private Run Begin()
    {
        ThrowIfDisposed();
        if (Interlocked.CompareExchange(ref _state, Running, Idle) != Idle)
        {
            ThrowIfDisposed();
            throw new InvalidOperationException(
                $"{Model.Description.FullName}: Fit or Step of this trainer is running and has not returned. Call it again afterwards, not from a callback or another thread.");
        }
        try
        {
            BeginOnModel();
        }
        catch
        {
            End();
            throw;
        }
        return new(this);
    }

    /// <summary>Takes the model for this trainer alone, and follows it to the device that it is on.</summary>
    private void BeginOnModel()
    {
        ObjectDisposedException.ThrowIf(Model.IsDisposed, Model);
        Model.TrainingLease.Begin(TrainingLease.Trainer);
        try
        {
            FollowModel();
        }
        catch
        {
            Model.TrainingLease.End();
            throw;
        }
    }

    private void FollowModel()
    {
        // Nobody moves the model while the trainer has it.
        if (_device == Model.Device)
            return;
        var runner = Model.Device.CreateTrainingRunner(Model.Instance, Optimizer);
        runner.CountsPenalties = true;
        try
        {
            runner.Continue(_runner);
        }
        catch
        {
            runner.Dispose();
            throw;
        }
        _meter.MeasureOn(runner);
        _runner.Dispose();
        (_runner, _device) = (runner, Model.Device);
    }

    private void End()
    {
        if (Interlocked.CompareExchange(ref _state, Idle, Running) == Running)
            return;
        Release();
        Volatile.Write(ref _state, Disposed);
    }

    private void Release()
    {
        _meter.Release();
        _runner.Dispose();
        _targets.AsSpan().Fill(AlignedMemory.Empty);
    }

    /// <summary>A call that trains, until it is disposed.</summary>
    private readonly ref struct Run(Trainer trainer)
    {
        public void Dispose()
        {
            trainer.Model.TrainingLease.End();
            trainer.End();
        }
    }
}
