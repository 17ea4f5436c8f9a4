using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>How ids lie in memory.</summary>
[GpuKernel]
internal interface IIdFormat
{
    /// <summary>One of them: towards 0 where it isn't whole, −1 for what no id can be.</summary>
    static abstract int At(ArrayView<float> ids, long index);

    /// <summary>The lower half of its bits.</summary>
    static abstract int LowBits(ArrayView<float> ids, long index);

    /// <summary>The upper half, where it has one.</summary>
    static abstract int HighBits(ArrayView<float> ids, long index);
}

/// <summary>Float32 numbers.</summary>
internal readonly struct FloatIds : IIdFormat
{
    public static int At(ArrayView<float> ids, long index)
    {
        var value = ids[index];
        return value > -2147483648f & value < 2147483648f ? (int)value : -1;
    }

    public static int LowBits(ArrayView<float> ids, long index) => (int)Interop.FloatAsInt(ids[index]);

    public static int HighBits(ArrayView<float> ids, long index) => 0;
}

/// <summary>Whole numbers of 32 bits.</summary>
internal readonly struct Int32Ids : IIdFormat
{
    public static int At(ArrayView<float> ids, long index) => ids.Cast<int>()[index];

    public static int LowBits(ArrayView<float> ids, long index) => ids.Cast<int>()[index];

    public static int HighBits(ArrayView<float> ids, long index) => 0;
}

/// <summary>Whole numbers of 64 bits.</summary>
internal readonly struct Int64Ids : IIdFormat
{
    public static int At(ArrayView<float> ids, long index)
    {
        var low = ids.Cast<int>()[2 * index];
        var high = ids.Cast<int>()[(2 * index) + 1];
        return high == 0 & low >= 0 ? low : -1;
    }

    public static int LowBits(ArrayView<float> ids, long index) => ids.Cast<int>()[2 * index];

    public static int HighBits(ArrayView<float> ids, long index) => ids.Cast<int>()[(2 * index) + 1];
}

/// <summary>Notes an id that there isn't, for whoever reads the results: of several, any.</summary>
internal struct RefusedIds<TIds> : IGpuKernel<RefusedIds<TIds>>
    where TIds : struct, IIdFormat
{
    public ArrayView<float> Ids;

    /// <summary>See <see cref="GenNet.Accelerators.GpuRefusals"/>.</summary>
    public ArrayView<int> Note;

    /// <summary>Ids that there are.</summary>
    public int Size;

    public int PerRow;
    public long Count;

    public static void Run(RefusedIds<TIds> kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var id = TIds.At(kernel.Ids, i);
            if (id < 0 | id >= kernel.Size)
            {
                kernel.Note[1] = TIds.LowBits(kernel.Ids, i);
                kernel.Note[2] = TIds.HighBits(kernel.Ids, i);
                kernel.Note[3] = (int)(i % kernel.PerRow);
                kernel.Note[0] = 1;
            }
        }
    }
}

/// <summary>The vector of each id; 0 for one that there isn't, which <see cref="RefusedIds{TIds}"/> notes.</summary>
internal struct EmbeddingForward<TIds> : IGpuKernel<EmbeddingForward<TIds>>
    where TIds : struct, IIdFormat
{
    public ArrayView<float> Ids;
    public ArrayView<float> Embeddings;
    public ArrayView<float> Output;
    public long Count;
    public int InputDim;
    public int OutputDim;

    public static void Run(EmbeddingForward<TIds> kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var at = i / kernel.OutputDim;
            var id = TIds.At(kernel.Ids, at);
            var isId = id >= 0 & id < kernel.InputDim;
            kernel.Output[i] = isId ? kernel.Embeddings[((long)id * kernel.OutputDim) + (i - (at * kernel.OutputDim))] : 0f;
        }
    }
}

/// <summary>The mask of ids that aren't 0.</summary>
internal struct EmbeddingMask<TIds> : IGpuKernel<EmbeddingMask<TIds>>
    where TIds : struct, IIdFormat
{
    public ArrayView<float> Ids;
    public ArrayView<byte> Mask;
    public long Count;

    public static void Run(EmbeddingMask<TIds> kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
            kernel.Mask[i] = TIds.At(kernel.Ids, i) == 0 ? (byte)0 : (byte)1;
    }
}

/// <summary>
/// The gradient of the vectors. A group takes one id of the batch, and some columns: where an id of the batch before it is the same, that one's group does the work; else it adds the gradients
/// of all that are the same, in their order. So every sum has one order, and no two groups write to one vector.
/// </summary>
internal struct EmbeddingBackward<TIds> : IGpuKernel<EmbeddingBackward<TIds>>
    where TIds : struct, IIdFormat
{
    public ArrayView<float> Ids;
    public ArrayView<float> OutputGradient;
    public ArrayView<float> EmbeddingsGradient;

    /// <summary>Ids of the batch.</summary>
    public int Count;

    public int InputDim;
    public int OutputDim;

    public static void Run(EmbeddingBackward<TIds> kernel)
    {
        var same = SharedMemory.Allocate<int>(Lanes.MaxThreads);
        var any = SharedMemory.Allocate<int>(1);
        var isAnothers = SharedMemory.Allocate<int>(1);
        var thread = Group.IdxX;
        var own = Grid.IdxX;
        var id = TIds.At(kernel.Ids, own);
        var column = (Grid.IdxY * Group.DimX) + thread;
        if (thread == 0)
        {
            any[0] = 0;
            isAnothers[0] = 0;
        }
        Group.Barrier();
        for (var before = thread; before < own; before += Group.DimX)
        {
            if (TIds.At(kernel.Ids, before) == id)
                isAnothers[0] = 1;
        }
        Group.Barrier();
        if (isAnothers[0] != 0 | id < 0 | id >= kernel.InputDim)
            return;
        var sum = 0f;
        for (var first = own; first < kernel.Count; first += Group.DimX)
        {
            var at = first + thread;
            var isSame = at < kernel.Count && TIds.At(kernel.Ids, at) == id;
            same[thread] = isSame ? 1 : 0;
            if (isSame)
                any[0] = 1;
            Group.Barrier();
            if (any[0] != 0 & column < kernel.OutputDim)
            {
                for (var k = 0; k < Group.DimX; k++)
                {
                    if (same[k] != 0)
                        sum += kernel.OutputGradient[((long)(first + k) * kernel.OutputDim) + column];
                }
            }
            Group.Barrier();
            if (thread == 0)
                any[0] = 0;
            Group.Barrier();
        }
        if (column < kernel.OutputDim)
            kernel.EmbeddingsGradient[((long)id * kernel.OutputDim) + column] += sum;
    }
}
