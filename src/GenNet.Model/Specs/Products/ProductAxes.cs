namespace GenNet.Specs;

/// <summary>
/// A product of two tensors as matrix products: each axis that occurs, in the order of those that tell matrices apart (in both factors and the result), rows (left factor and result), columns
/// (right factor and result) and depth (summed), with its distance in memory in each of the three; 0 where a tensor doesn't have it.
/// </summary>
/// <param name="Sizes">Sizes; −1 for the batch, which is known at run time.</param>
/// <param name="Left">Distances in the left factor.</param>
/// <param name="Right">Distances in the right factor.</param>
/// <param name="Result">Distances in the result.</param>
/// <param name="Matrices">How many axes tell matrices apart.</param>
/// <param name="Rows">How many are rows.</param>
/// <param name="Columns">How many are columns.</param>
public sealed record ProductAxes(
    EquatableArray<int> Sizes, EquatableArray<int> Left, EquatableArray<int> Right, EquatableArray<int> Result, int Matrices, int Rows, int Columns)
{
    /// <summary>In place of the size of the batch.</summary>
    public const int Batch = -1;

    /// <summary>Members of <c>IProductShape</c>.</summary>
    public IEnumerable<KernelConstant> Constants =>
    [
        KernelConstant.Of("Sizes", Sizes),
        KernelConstant.Of("Left", Left),
        KernelConstant.Of("Right", Right),
        KernelConstant.Of("Result", Result),
        KernelConstant.Of("MatrixAxes", Matrices),
        KernelConstant.Of("RowAxes", Rows),
        KernelConstant.Of("ColumnAxes", Columns),
    ];

    /// <summary>The product of tensors whose axes have labels.</summary>
    /// <param name="left">Labels of the left factor, in memory's order.</param>
    /// <param name="right">Labels of the right factor.</param>
    /// <param name="result">Labels of the result, each in a factor.</param>
    /// <param name="sizes">The size of a label, <see cref="Batch"/> for the batch, which is the first axis of what has it.</param>
    public static ProductAxes Of(IReadOnlyList<int> left, IReadOnlyList<int> right, IReadOnlyList<int> result, Func<int, int> sizes)
    {
        // The order of the result, and of the depth that of the left factor, is the one that leaves most in place.
        var matrices = result.Where(label => left.Contains(label) && right.Contains(label)).ToArray();
        var rows = result.Where(label => left.Contains(label) && !right.Contains(label)).ToArray();
        var columns = result.Where(label => right.Contains(label) && !left.Contains(label)).ToArray();
        var depth = left.Concat(right).Distinct().Where(label => !result.Contains(label)).ToArray();
        int[] all = [.. matrices, .. rows, .. columns, .. depth];
        return new(
            all.Select(sizes).ToEquatableArray(), Strides(left, all, sizes), Strides(right, all, sizes), Strides(result, all, sizes), matrices.Length, rows.Length, columns.Length);
    }

    private static EquatableArray<int> Strides(IReadOnlyList<int> labels, int[] all, Func<int, int> sizes)
    {
        var strides = new Dictionary<int, int>();
        var stride = 1;
        for (var axis = labels.Count - 1; axis >= 0; axis--)
        {
            strides[labels[axis]] = stride;
            stride = checked(stride * Math.Max(1, sizes(labels[axis])));
        }
        return all.Select(label => strides.TryGetValue(label, out var own) ? own : 0).ToEquatableArray();
    }
}
