using ILGPU;
using ILGPU.Runtime;

namespace GenNet.Gpu.Kernels;

/// <summary>Where views begin: whether two are of the same values, and whether values can be loaded in fours.</summary>
internal static class Alignment
{
    private const int BytesOfFour = 16;

    /// <summary>1 where the values begin on a boundary of 16 bytes and <paramref name="distances"/> are multiples of four, else 0.</summary>
    public static int Of(ArrayView<float> values, params ReadOnlySpan<long> distances)
    {
        if (OffsetOf(values) % BytesOfFour != 0)
            return 0;
        foreach (var distance in distances)
        {
            if (distance % 4 != 0)
                return 0;
        }
        return 1;
    }

    /// <summary>Whether both begin at the same place.</summary>
    public static bool AreSame(ArrayView<float> one, ArrayView<float> other) => ReferenceEquals(BufferOf(one), BufferOf(other)) && OffsetOf(one) == OffsetOf(other);

    // By type arguments, since the interface's members are all that is public of it.
    private static long OffsetOf<TView>(in TView view)
        where TView : struct, IContiguousArrayView => view.IndexInBytes;

    private static MemoryBuffer BufferOf<TView>(in TView view)
        where TView : struct, IContiguousArrayView => view.Buffer;
}
