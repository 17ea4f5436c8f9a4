using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Makes of scores weights, in place: the softmax over the keys that count, lanes of threads a query. A query with no key that counts attends as if there were no mask.</summary>
internal struct WeighedScores : IGpuKernel<WeighedScores>
{
    /// <summary>(rows, queries, keys)</summary>
    public ArrayView<float> Scores;

    /// <summary>(rows, keys): whether each value counts; any memory without <see cref="HasMask"/>.</summary>
    public ArrayView<byte> Mask;

    /// <summary>What scores are multiplied by; any memory without <see cref="HasScale"/>.</summary>
    public ArrayView<float> Scale;

    public int HasMask;
    public int HasScale;
    public int IsCausal;
    public int Queries;
    public int Keys;
    public int Lanes;
    public long Count;

    public static void Run(WeighedScores kernel)
    {
        var shared = SharedMemory.Allocate<float>(Kernels.Lanes.MaxThreads);
        var at = RowOfThread.Row(kernel.Lanes);
        var lane = RowOfThread.Lane(kernel.Lanes);
        var isQuery = at < kernel.Count;
        var keys = isQuery ? kernel.Keys : 0;
        var row = at / kernel.Queries;
        var query = (int)(at - (row * kernel.Queries));
        var scale = kernel.HasScale != 0 ? kernel.Scale[0] : 1f;
        var counting = 0f;
        for (var key = lane; key < keys; key += kernel.Lanes)
            counting += Counts(kernel, row, query, key) ? 1f : 0f;
        var isMasked = Kernels.Lanes.Sum(counting, kernel.Lanes, shared) > 0;
        var largest = float.NegativeInfinity;
        for (var key = lane; key < keys; key += kernel.Lanes)
        {
            if (!isMasked || Counts(kernel, row, query, key))
                largest = Bounds.Largest(largest, kernel.Scores[(at * kernel.Keys) + key] * scale);
        }
        largest = Kernels.Lanes.Largest(largest, kernel.Lanes, shared);
        var sum = 0f;
        for (var key = lane; key < keys; key += kernel.Lanes)
        {
            var weight = !isMasked || Counts(kernel, row, query, key) ? Exponentials.Exp((kernel.Scores[(at * kernel.Keys) + key] * scale) - largest) : 0f;
            kernel.Scores[(at * kernel.Keys) + key] = weight;
            sum += weight;
        }
        sum = Kernels.Lanes.Sum(sum, kernel.Lanes, shared);
        for (var key = lane; key < keys; key += kernel.Lanes)
            kernel.Scores[(at * kernel.Keys) + key] /= sum;
    }

    private static bool Counts(WeighedScores kernel, long row, int query, int key) =>
        (kernel.IsCausal == 0 || key <= query) && (kernel.HasMask == 0 || kernel.Mask[(row * kernel.Keys) + key] != 0);
}

/// <summary>Sets to 0 the vectors of queries that don't count.</summary>
internal struct CountedQueries : IGpuKernel<CountedQueries>
{
    public ArrayView<float> Vectors;
    public ArrayView<byte> Mask;
    public int Size;
    public long Count;

    public static void Run(CountedQueries kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            if (kernel.Mask[i / kernel.Size] == 0)
                kernel.Vectors[i] = 0f;
        }
    }
}

/// <summary>Values times a number that lies on the device, in place.</summary>
internal struct ValuesTimesOne : IGpuKernel<ValuesTimesOne>
{
    public ArrayView<float> Values;
    public ArrayView<float> Factor;
    public long Count;

    public static void Run(ValuesTimesOne kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
            kernel.Values[i] *= kernel.Factor[0];
    }
}

/// <summary>Products of the elements of two tensors.</summary>
internal struct ElementProducts : IGpuKernel<ElementProducts>
{
    public ArrayView<float> A;
    public ArrayView<float> B;
    public ArrayView<float> Products;
    public long Count;

    public static void Run(ElementProducts kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
            kernel.Products[i] = kernel.A[i] * kernel.B[i];
    }
}
