using System.Runtime.InteropServices;

namespace GenNet.Benchmarks.Peers.OnnxRuntime;

/// <summary>
/// ONNX Runtime's C API, as onnxruntime_c_api.h declares it: a table of functions to which versions only append, so an index that held in API version 14 holds in every
/// later one. A library that doesn't serve version 14 is refused when it is loaded.
/// </summary>
internal sealed unsafe class OrtApi(void** table)
{
    /// <summary>The API version that is asked for, that of ONNX Runtime 1.14.</summary>
    public const uint Version = 14;

    private const int Error = 3;

    public nint CreateEnv()
    {
        nint result;
        fixed (byte* id = "GenNet.Benchmarks\0"u8)
            Check(((delegate* unmanaged<int, byte*, nint*, nint>)table[3])(Error, id, &result));
        return result;
    }

    public nint CreateSession(nint environment, ReadOnlySpan<byte> model, nint options)
    {
        nint result;
        fixed (byte* bytes = model)
            Check(((delegate* unmanaged<nint, byte*, nuint, nint, nint*, nint>)table[8])(environment, bytes, (nuint)model.Length, options, &result));
        return result;
    }

    /// <summary>Runs a session from one tensor into another.</summary>
    public void Run(nint session, byte* inputName, nint input, byte* outputName, nint output) =>
        Check(((delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)table[9])(session, 0, &inputName, &input, 1, &outputName, 1, &output));

    public nint CreateSessionOptions()
    {
        nint result;
        Check(((delegate* unmanaged<nint*, nint>)table[10])(&result));
        return result;
    }

    /// <param name="options">The options to change.</param>
    /// <param name="mode">0 runs node after node.</param>
    public void SetSessionExecutionMode(nint options, int mode) => Set(13, options, mode);

    /// <param name="options">The options to change.</param>
    /// <param name="level">99 is all optimizations, layout included.</param>
    public void SetSessionGraphOptimizationLevel(nint options, int level) => Set(23, options, level);

    public void SetIntraOpNumThreads(nint options, int threads) => Set(24, options, threads);

    public void SetInterOpNumThreads(nint options, int threads) => Set(25, options, threads);

    /// <summary>A float tensor over memory of the caller.</summary>
    public nint CreateTensorWithData(nint memoryInfo, float* values, int count, ReadOnlySpan<long> shape)
    {
        const int Float = 1;
        nint result;
        fixed (long* sizes = shape)
        {
            Check(((delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)table[49])(
                memoryInfo, values, (nuint)count * sizeof(float), sizes, (nuint)shape.Length, Float, &result));
        }
        return result;
    }

    public nint CreateCpuMemoryInfo()
    {
        const int DeviceAllocator = 0;
        const int DefaultMemory = 0;
        nint result;
        Check(((delegate* unmanaged<int, int, nint*, nint>)table[69])(DeviceAllocator, DefaultMemory, &result));
        return result;
    }

    public void ReleaseEnv(nint environment) => Release(92, environment);

    public void ReleaseMemoryInfo(nint memoryInfo) => Release(94, memoryInfo);

    public void ReleaseSession(nint session) => Release(95, session);

    public void ReleaseValue(nint value) => Release(96, value);

    public void ReleaseSessionOptions(nint options) => Release(100, options);

    private void Set(int function, nint options, int value) => Check(((delegate* unmanaged<nint, int, nint>)table[function])(options, value));

    private void Release(int function, nint handle) => ((delegate* unmanaged<nint, void>)table[function])(handle);

    private void Check(nint status)
    {
        if (status == 0)
            return;
        var message = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<nint, byte*>)table[2])(status));
        Release(93, status);
        throw new InvalidOperationException($"ONNX Runtime: {message}");
    }
}
