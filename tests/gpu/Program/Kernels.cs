using System.Diagnostics;
using GenNet.Accelerators;
using GenNet.Gpu.Kernels;

namespace GenNet.GpuCheck;

/// <summary>Kernels by themselves: results against sums in float64, and times without transfers.</summary>
internal sealed class Kernels(GpuDevice device)
{
    private readonly GpuAccelerator _accelerator = device.Accelerator;

    private GpuPass Pass => new(_accelerator, 1, new() { Inputs = [], Outputs = [] });

    /// <summary>A square product: milliseconds, and the largest error of some elements, in roundings of their sums.</summary>
    public (double Milliseconds, double Error) Product(int size)
    {
        lock (_accelerator.Gate)
        {
            using var a = Fill(size * size, 1);
            using var b = Fill(size * size, 2);
            using var c = Fill(size * size, 3);
            var time = Time(() => GpuGemm.Multiply(Pass, size, size, size, new(a.Start, size), new(b.Start, size), new(c.Start, size)));
            return (time, ErrorOfProduct(size, Read(a, size * size), Read(b, size * size), Read(c, size * size)));
        }
    }

    /// <summary>Softmax along rows: milliseconds, and how far a sum of probabilities is from 1.</summary>
    public (double Milliseconds, double Error) Softmax(int rows, int size)
    {
        lock (_accelerator.Gate)
        {
            using var x = Fill(rows * size, 1);
            using var y = Fill(rows * size, 2);
            var time = Time(() => GpuSoftmax.Forward(Pass, x.Start, y.Start, rows, size));
            return (time, Read(y, rows * size).Chunk(size).Max(static row => Math.Abs(row.Sum(static p => (double)p) - 1)));
        }
    }

    /// <summary>Milliseconds of a step of Adam.</summary>
    public double Adam(int count)
    {
        lock (_accelerator.Gate)
        {
            using var weights = Fill(count, 1);
            using var gradients = Fill(count, 2);
            using var momenta = new GpuMemory(_accelerator, "momenta");
            using var velocities = new GpuMemory(_accelerator, "velocities");
            momenta.Reserve(count);
            velocities.Reserve(count);
            var slots = new[] { momenta.Start, velocities.Start };
            return Time(() => GpuOptimizers.Update(Pass, new Adam(1e-3), new(1e-3, 1), weights.Start, gradients.Start, slots, count));
        }
    }

    /// <summary>Milliseconds of a kernel that does next to nothing.</summary>
    public double Launch()
    {
        lock (_accelerator.Gate)
        {
            using var value = Fill(1, 1);
            return Time(() => GpuValues.Fill(Pass, value.Start, 1, 1));
        }
    }

    private GpuMemory Fill(int count, int seed)
    {
        var random = new Random(seed);
        var values = new float[count];
        foreach (ref var value in values.AsSpan())
            value = random.NextSingle() - 0.5f;
        var memory = new GpuMemory(_accelerator, "a benchmark");
        memory.Reserve(count);
        memory.Write<float>(values);
        return memory;
    }

    private static float[] Read(GpuMemory memory, int count)
    {
        var values = new float[count];
        memory.Read(values.AsSpan());
        return values;
    }

    // As many runs as take a quarter of a second, after some that compile and warm up.
    private double Time(Action run)
    {
        for (var i = 0; i < 3; i++)
            run();
        _accelerator.Accelerator.Synchronize();
        var (watch, runs) = (Stopwatch.StartNew(), 0);
        for (var next = 1; watch.ElapsedMilliseconds < 250; next *= 2)
        {
            for (var i = 0; i < next; i++)
                run();
            _accelerator.Accelerator.Synchronize();
            runs += next;
        }
        return watch.Elapsed.TotalMilliseconds / runs;
    }

    private static double ErrorOfProduct(int size, float[] a, float[] b, float[] c)
    {
        const double Rounding = 1.0 / (1 << 24);
        var (random, worst) = (new Random(4), 0.0);
        for (var sample = 0; sample < 500; sample++)
        {
            var (row, column) = (random.Next(size), random.Next(size));
            double sum = 0, magnitude = 0;
            for (var k = 0; k < size; k++)
            {
                var product = (double)a[(row * size) + k] * b[(k * size) + column];
                sum += product;
                magnitude += Math.Abs(product);
            }
            var error = Math.Abs(sum - c[(row * size) + column]) / (Rounding * magnitude);
            worst = error > worst || double.IsNaN(error) ? error : worst;
        }
        return worst;
    }
}
