using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Values as they are: copied, added, scaled, filled.</summary>
internal static class GpuValues
{
    /// <summary><c>to[i] = from[i]</c>.</summary>
    public static void Copy(in GpuPass pass, GpuTensorRef from, GpuTensorRef to, long count) =>
        pass.LaunchForEach(count, new ScaledValues<Put> { From = from.Rest, To = to.Rest, Factor = 1, Count = count });

    /// <summary><c>to[i] += from[i]</c>.</summary>
    public static void Accumulate(in GpuPass pass, GpuTensorRef from, GpuTensorRef to, long count) =>
        pass.LaunchForEach(count, new ScaledValues<Add> { From = from.Rest, To = to.Rest, Factor = 1, Count = count });

    /// <summary><c>to[i] = factor · from[i] + summand</c>; both may be the same memory.</summary>
    public static void Scale(in GpuPass pass, GpuTensorRef from, GpuTensorRef to, float factor, float summand, long count) =>
        pass.LaunchForEach(count, new ScaledValues<Put> { From = from.Rest, To = to.Rest, Factor = factor, Summand = summand, Count = count });

    /// <summary><c>to[i] += factor · from[i]</c>.</summary>
    public static void AccumulateScaled(in GpuPass pass, GpuTensorRef from, GpuTensorRef to, float factor, long count) =>
        pass.LaunchForEach(count, new ScaledValues<Add> { From = from.Rest, To = to.Rest, Factor = factor, Count = count });

    /// <summary><c>to[i] = value</c>.</summary>
    public static void Fill(in GpuPass pass, GpuTensorRef to, float value, long count) =>
        pass.LaunchForEach(count, new FilledValues { To = to.Rest, Value = value, Count = count });
}

/// <summary>What becomes of a value where another is brought.</summary>
[GpuKernel]
internal interface IArrival
{
    /// <summary>The value after it.</summary>
    static abstract float Of(float before, float arriving);

    /// <summary>Whether the value before counts.</summary>
    static abstract bool NeedsBefore { get; }
}

/// <summary>The new one takes its place.</summary>
internal readonly struct Put : IArrival
{
    public static bool NeedsBefore => false;

    public static float Of(float before, float arriving) => arriving;
}

/// <summary>The new one is added.</summary>
internal readonly struct Add : IArrival
{
    public static bool NeedsBefore => true;

    public static float Of(float before, float arriving) => before + arriving;
}

/// <summary><c>factor · from[i] + summand</c>, put into the other memory or added there.</summary>
internal struct ScaledValues<TArrival> : IGpuKernel<ScaledValues<TArrival>>
    where TArrival : struct, IArrival
{
    public ArrayView<float> From;
    public ArrayView<float> To;
    public float Factor;
    public float Summand;
    public long Count;

    public static void Run(ScaledValues<TArrival> kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var value = (kernel.Factor * kernel.From[i]) + kernel.Summand;
            kernel.To[i] = TArrival.NeedsBefore ? TArrival.Of(kernel.To[i], value) : value;
        }
    }
}

/// <summary>One value everywhere.</summary>
internal struct FilledValues : IGpuKernel<FilledValues>
{
    public ArrayView<float> To;
    public float Value;
    public long Count;

    public static void Run(FilledValues kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
            kernel.To[i] = kernel.Value;
    }
}
