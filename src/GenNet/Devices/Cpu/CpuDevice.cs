namespace GenNet.Devices.Cpu;

/// <summary>The CPU, with a pool of threads of its own.</summary>
internal sealed class CpuDevice(int threads) : Device(threads == 1 ? "CPU, 1 thread" : $"CPU, {threads} threads")
{
    public WorkerPool Workers { get; } = new(threads);
}
