using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>What the threads of a row of threads make of their values of the same lines, in the order of threads.</summary>
/// <typeparam name="TTile">The tile.</typeparam>
[GpuKernel]
internal static class AttentionReduce<TTile>
    where TTile : struct, IAttentionTile
{
    /// <summary>Lets all threads see a value of each of the thread's lines. What the shared memory held before is gone.</summary>
    public static void Share(R8 own, ArrayView<F4> shared)
    {
        Group.Barrier();
        AttentionBlocks<TTile>.StoreColumn(shared, AttentionBlocks<TTile>.X * AttentionBlocks<TTile>.Stride, own);
        Group.Barrier();
    }

    /// <summary>What a thread shared.</summary>
    /// <param name="shared">The shared memory.</param>
    /// <param name="x">The thread's column of threads.</param>
    /// <param name="line">The line.</param>
    public static float Of(ArrayView<F4> shared, int x, int line) => shared.Cast<float>()[(4 * x * AttentionBlocks<TTile>.Stride) + line];

    /// <summary>Sums, for each line.</summary>
    /// <param name="own">The thread's parts.</param>
    /// <param name="shared">Shared memory for the parts.</param>
    /// <param name="sums">Receives the sums, which all threads may read.</param>
    public static void Sum(R8 own, ArrayView<F4> shared, ArrayView<F4> sums)
    {
        Share(own, shared);
        for (var line = Group.IdxX; line < AttentionBlocks<TTile>.Lines; line += Group.DimX)
        {
            var sum = 0f;
            for (var x = 0; x < TTile.Side; x++)
                sum += Of(shared, x, line);
            sums.Cast<float>()[line] = sum;
        }
        Group.Barrier();
    }
}
