using System.Runtime.InteropServices;
using GenNet.Accelerators;
using ILGPU;
using ILGPU.Runtime;

namespace GenNet.Gpu.Tests;

/// <summary>A device that kernels are run on, with the memory of a test.</summary>
public abstract class KernelDevice : IDisposable
{
    private readonly Context _context;
    private readonly GpuAccelerator _accelerator;
    private readonly List<MemoryBuffer> _memory = [];

    protected KernelDevice(Context context, Accelerator accelerator)
    {
        _context = context;
        _accelerator = new(accelerator);
    }

    /// <summary>A pass over <paramref name="rows"/> rows.</summary>
    public GpuPass Pass(
        int rows = 1, ulong seed = 0, ulong step = 0, bool training = false, GpuPrecision precision = GpuPrecision.Float32, CuBlasUse cuBlas = CuBlasUse.Never) =>
        new(_accelerator, rows, new() { Inputs = [], Outputs = [], Precision = precision, CuBlas = cuBlas }, seed, step, training);

    /// <summary>What multiplies matrices in place of the vendor's library.</summary>
    internal IMatrixLibrary? Matrices { set => _accelerator.Matrices = value; }

    /// <summary>Values on the device.</summary>
    public GpuTensorRef Upload(params float[] values)
    {
        var buffer = _accelerator.Accelerator.Allocate1D(values);
        _memory.Add(buffer);
        return new(buffer.View);
    }

    /// <summary>Elements of another type than float32.</summary>
    internal ArrayView<T> UploadElements<T>(params T[] values)
        where T : unmanaged
    {
        var buffer = _accelerator.Accelerator.Allocate1D(values);
        _memory.Add(buffer);
        return buffer.View;
    }

    /// <summary>A mask on the device.</summary>
    public GpuTensorRef UploadBytes(params byte[] values)
    {
        var floats = new float[(values.Length + 3) / 4];
        values.CopyTo(MemoryMarshal.AsBytes(floats.AsSpan()));
        return Upload(floats);
    }

    /// <summary>Memory that holds NaN: what a kernel doesn't write is seen.</summary>
    public GpuTensorRef Empty(int count)
    {
        var values = new float[count];
        Array.Fill(values, float.NaN);
        return Upload(values);
    }

    /// <summary>Waits, and brings values back.</summary>
    public float[] Download(GpuTensorRef values, int count)
    {
        _accelerator.Accelerator.Synchronize();
        var result = new float[count];
        values.Floats(count).CopyToCPU(result);
        return result;
    }

    public void Dispose()
    {
        foreach (var buffer in _memory)
            buffer.Dispose();
        _accelerator.Accelerator.Dispose();
        _context.Dispose();
        GC.SuppressFinalize(this);
    }
}
