using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Four values that follow each other in memory, at once where they are aligned.</summary>
[GpuKernel]
internal static class Fours
{
    /// <summary>Loads four values, of which those beyond the first <paramref name="count"/> are 0.</summary>
    /// <param name="values">The memory.</param>
    /// <param name="offset">Where the first lies.</param>
    /// <param name="count">How many there are; less than 1 for none.</param>
    /// <param name="isAligned">1 where the first is known to lie on a boundary of 16 bytes, else 0.</param>
    public static F4 Load(ArrayView<float> values, long offset, int count, int isAligned)
    {
        var result = default(F4);
        if (isAligned != 0 & count >= 4)
            return values.Cast<F4>()[offset / 4];
        if (count > 0)
            result.X = values[offset];
        if (count > 1)
            result.Y = values[offset + 1];
        if (count > 2)
            result.Z = values[offset + 2];
        if (count > 3)
            result.W = values[offset + 3];
        return result;
    }

    /// <summary>Stores the first <paramref name="count"/> of four values, of which there is at least one.</summary>
    /// <param name="values">The memory.</param>
    /// <param name="offset">Where the first goes.</param>
    /// <param name="count">How many have a place.</param>
    /// <param name="isAligned">1 where the first is known to lie on a boundary of 16 bytes, else 0.</param>
    /// <param name="stored">The values.</param>
    public static void Store(ArrayView<float> values, long offset, int count, int isAligned, F4 stored)
    {
        if (isAligned != 0 & count >= 4)
        {
            values.Cast<F4>()[offset / 4] = stored;
            return;
        }
        values[offset] = stored.X;
        if (count > 1)
            values[offset + 1] = stored.Y;
        if (count > 2)
            values[offset + 2] = stored.Z;
        if (count > 3)
            values[offset + 3] = stored.W;
    }
}
