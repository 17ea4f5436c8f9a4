using System.Diagnostics;
using GenNet.Accelerators;
using ILGPU.Runtime;

namespace GenNet.GpuCheck;

/// <summary>What one line of the benchmark has on a GPU, until it is disposed; and how it is timed.</summary>
internal sealed class Room(GpuDevice device) : IDisposable
{
    private const double LeastSeconds = 0.2;

    private readonly List<IDisposable> _things = [];

    /// <summary>The GPU.</summary>
    public GpuDevice Device => device;

    private GpuAccelerator Accelerator => device.Accelerator;

    /// <summary>A pass over <paramref name="rows"/> rows whose products multiply <paramref name="precision"/>.</summary>
    public GpuPass Pass(int rows = 1, GpuPrecision precision = GpuPrecision.Float32, CuBlasUse cuBlas = CuBlasUse.Never) =>
        new(Accelerator, rows, new() { Inputs = [], Outputs = [], Precision = precision, CuBlas = cuBlas });

    /// <summary>Numbers from −½ to ½, the same for a seed.</summary>
    public GpuTensorRef Numbers(int count, int seed)
    {
        var random = new Random(seed);
        var values = new float[count];
        foreach (ref var value in values.AsSpan())
            value = random.NextSingle() - 0.5f;
        var memory = Memory(count);
        memory.Write<float>(values);
        return memory.Start;
    }

    /// <summary>Zeros.</summary>
    public GpuTensorRef Zeros(int count) => Memory(count).Start;

    /// <summary>Has <paramref name="thing"/> disposed with the room.</summary>
    public T Keep<T>(T thing)
        where T : IDisposable
    {
        _things.Add(thing);
        return thing;
    }

    /// <summary>Values on the host, after what was launched.</summary>
    public float[] Read(GpuTensorRef values, int count)
    {
        var result = new float[count];
        Accelerator.Accelerator.Synchronize();
        values.Floats(count).CopyToCPU(result);
        return result;
    }

    /// <summary>Milliseconds of a run without transfers, after some that compile and warm up.</summary>
    public double Time(Action run)
    {
        for (var i = 0; i < 3; i++)
            run();
        Accelerator.Accelerator.Synchronize();
        var (watch, runs) = (Stopwatch.StartNew(), 0);
        for (var next = 1; watch.Elapsed.TotalSeconds < LeastSeconds; next *= 2)
        {
            for (var i = 0; i < next; i++)
                run();
            Accelerator.Accelerator.Synchronize();
            runs += next;
        }
        return watch.Elapsed.TotalMilliseconds / runs;
    }

    public void Dispose()
    {
        foreach (var thing in _things)
            thing.Dispose();
    }

    private GpuMemory Memory(int count)
    {
        var memory = Keep(new GpuMemory(Accelerator, "a benchmark"));
        memory.Reserve(count);
        return memory;
    }
}
