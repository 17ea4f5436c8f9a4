using GenNet.Accelerators;
using GenNet.Devices;

namespace GenNet;

/// <summary>What a model's layers carry from call to call, in a GPU's memory for the time of a call: the model's own is on the host.</summary>
internal sealed class GpuStates : IDisposable
{
    private readonly CarriedStates _states;
    private readonly GpuMemory _last;
    private readonly GpuMemory _next;

    private GpuStates(GpuAccelerator accelerator, ModelInstance model, CarriedStates states)
    {
        _states = states;
        _last = new(accelerator, $"the states that layers of {model.Description.FullName} carry");
        _next = new(accelerator, $"the states that layers of {model.Description.FullName} carry");
    }

    /// <summary>Those of <paramref name="model"/>; null if it carries nothing.</summary>
    public static GpuStates? Of(GpuAccelerator accelerator, ModelInstance model) => model.CarriedStates is { } states ? new(accelerator, model, states) : null;

    /// <summary>Brings what the last call has left to the device.</summary>
    public void Upload(int rows, GpuPassMemory memory)
    {
        var count = (long)rows * _states.PerRow;
        _last.Reserve(count);
        _next.Reserve(count);
        _last.Write(_states.LastOf(rows));
        (memory.CarriedStates, memory.NextStates) = (_last.Start, _next.Start);
    }

    /// <summary>Takes what the call has left from the device.</summary>
    public void Fetch(int rows) => _next.Read(_states.NextOf(rows));

    public void Dispose()
    {
        _last.Dispose();
        _next.Dispose();
    }
}
