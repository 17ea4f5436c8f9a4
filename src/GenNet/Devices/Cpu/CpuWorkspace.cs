using GenNet.Kernels;

namespace GenNet.Devices.Cpu;

/// <summary>Values between layers of one call, for each thread that works for it.</summary>
internal sealed class CpuWorkspace : IDisposable
{
    public AlignedMemory[] Activations { get; private set; } = [];

    /// <summary>Makes room for <paramref name="count"/> values in the memory of each of <paramref name="threads"/> threads.</summary>
    public void Reserve(int threads, nint count)
    {
        if (Activations.Length < threads)
            Activations = [.. Activations, .. Enumerable.Repeat(AlignedMemory.Empty, threads - Activations.Length)];
        for (var i = 0; i < threads; i++)
            Activations[i] = Activations[i].AtLeast(count);
    }

    public void Dispose() => Activations = [];
}
