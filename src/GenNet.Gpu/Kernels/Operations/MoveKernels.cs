using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>
/// Elements of a row moved to where tables say: an element is a few words that lie together, and comes from where the distances of its places along the axes lead, or is a constant.
/// </summary>
internal struct MovedElements<T> : IGpuKernel<MovedElements<T>>
    where T : unmanaged
{
    public ArrayView<T> From;
    public ArrayView<T> To;

    /// <summary>Sizes of the axes, then of each in turn the distance of each place; see <see cref="MoveTable"/>.</summary>
    public ArrayView<int> Table;

    public int TableSize;
    public int Axes;
    public int Start;

    /// <summary>Elements that lie together.</summary>
    public int Together;

    /// <summary>Words of an element.</summary>
    public int Words;

    /// <summary>The constant's first word.</summary>
    public T Fill;

    /// <summary>Its second, where it has one.</summary>
    public T FillRest;

    public int FromRowSize;
    public int RowSize;

    /// <summary>Words of all rows that are written.</summary>
    public long Count;

    public static void Run(MovedElements<T> kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var element = i / kernel.Words;
            var word = (int)(i - (element * kernel.Words));
            var row = element / kernel.RowSize;
            var from = MoveTable.PlaceOf(kernel.Table, kernel.TableSize, kernel.Axes, kernel.Start, kernel.Together, (int)(element - (row * kernel.RowSize)));
            if (from >= 0)
                kernel.To[i] = kernel.From[(((row * kernel.FromRowSize) + from) * kernel.Words) + word];
            else
                kernel.To[i] = word == 0 ? kernel.Fill : kernel.FillRest;
        }
    }
}

/// <summary>The tables by which elements move.</summary>
internal static class MoveTable
{
    /// <summary>Where an element of a row comes from; −1 for a constant.</summary>
    [GpuKernel]
    public static int PlaceOf(ArrayView<int> table, int tableSize, int axes, int start, int together, int element)
    {
        var line = element / together;
        var offset = start + element - (line * together);
        var end = tableSize;
        var isConstant = 0;
        for (var axis = axes - 1; axis >= 0; axis--)
        {
            var size = table[axis];
            var rest = line / size;
            end -= size;
            var distance = table[end + line - (rest * size)];
            isConstant |= distance < 0 ? 1 : 0;
            offset += distance;
            line = rest;
        }
        return isConstant != 0 ? -1 : offset;
    }

    /// <summary>Sizes and distances as one table.</summary>
    public static int[] Of(ReadOnlySpan<int> sizes, ReadOnlySpan<int> distances) => [.. sizes, .. distances];

    /// <summary>
    /// The way back: for each element of an input row the outputs that it went to, in their order. First where the list of each begins, and one end more; then the lists.
    /// </summary>
    public static int[] Back(ReadOnlySpan<int> sizes, ReadOnlySpan<int> distances, int start, int together, int inputSize, int rowSize)
    {
        var places = new int[rowSize];
        var begins = new int[inputSize + 1];
        for (var element = 0; element < rowSize; element++)
        {
            places[element] = PlaceOf(sizes, distances, start, together, element);
            if (places[element] >= 0)
                begins[places[element] + 1]++;
        }
        for (var input = 0; input < inputSize; input++)
            begins[input + 1] += begins[input];
        var lists = new int[begins[inputSize]];
        var next = begins.AsSpan(0, inputSize).ToArray();
        for (var element = 0; element < rowSize; element++)
        {
            if (places[element] >= 0)
                lists[next[places[element]]++] = element;
        }
        return [.. begins, .. lists];
    }

    private static int PlaceOf(ReadOnlySpan<int> sizes, ReadOnlySpan<int> distances, int start, int together, int element)
    {
        var (line, inLine) = Math.DivRem(element, together);
        var (offset, end) = (start + inLine, distances.Length);
        for (var axis = sizes.Length - 1; axis >= 0; axis--)
        {
            (line, var at) = Math.DivRem(line, sizes[axis]);
            end -= sizes[axis];
            if (distances[end + at] < 0)
                return -1;
            offset += distances[end + at];
        }
        return offset;
    }
}

/// <summary>For each element the sum of those that a list names, in their order: the gradient of what went to several places.</summary>
internal struct ListedSums : IGpuKernel<ListedSums>
{
    public ArrayView<float> From;
    public ArrayView<float> To;

    /// <summary>See <see cref="MoveTable.Back"/>.</summary>
    public ArrayView<int> Lists;

    public int FromRowSize;
    public int RowSize;
    public long Count;

    public static void Run(ListedSums kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var row = i / kernel.RowSize;
            var inRow = (int)(i - (row * kernel.RowSize));
            var end = kernel.Lists[inRow + 1];
            var sum = 0f;
            for (var at = kernel.Lists[inRow]; at < end; at++)
                sum += kernel.From[(row * kernel.FromRowSize) + kernel.Lists[kernel.RowSize + 1 + at]];
            kernel.To[i] = sum;
        }
    }
}
