using GenNet.Kernels;

namespace GenNet.Gpu.Kernels;

/// <summary>How a tensor of a product lies as a batch of matrices, and what brings it into that order and out of it where it doesn't. Worked out once a call and batch.</summary>
internal sealed class GpuProductFactor
{
    private readonly GpuProductAxes _matrices;
    private readonly GpuMatrix? _lying;
    private readonly AxisMap _packing;
    private readonly StridedSums _storing;

    /// <summary>A factor or the result.</summary>
    /// <param name="matrices">Axes that tell matrices apart.</param>
    /// <param name="rows">Axes that are rows.</param>
    /// <param name="columns">Axes that are columns.</param>
    /// <param name="part">Which tensor.</param>
    /// <param name="isResult">Whether it is written.</param>
    public GpuProductFactor(GpuProductAxes matrices, GpuProductAxes rows, GpuProductAxes columns, ProductPart part, bool isResult = false)
    {
        (_matrices, Rows, Columns) = (matrices, rows.Size, columns.Size);
        _lying = Lying(matrices, rows, columns, part, isResult);
        if (_lying is not null)
            return;
        ProductAxis[] axes = [.. matrices.Axes, .. rows.Axes, .. columns.Axes];
        if (isResult)
            _storing = Storing(axes, part);
        else
            _packing = AxisMap.Of([.. axes.Select(static axis => axis.Size)], [.. axes.Select(axis => GpuProductAxes.StrideOf(axis, part))]);
    }

    /// <summary>Rows of a matrix.</summary>
    public int Rows { get; }

    /// <summary>Columns of a matrix.</summary>
    public int Columns { get; }

    /// <summary>Whether the tensor lies as a batch of matrices.</summary>
    public bool IsDirect => _lying is not null;

    private long Count => (long)_matrices.Size * Rows * Columns;

    /// <summary>The matrices of <paramref name="values"/>: where they are, or a copy in memory of <paramref name="use"/>.</summary>
    public GpuMatrix Brought(in GpuPass pass, ScratchUse use, GpuTensorRef values)
    {
        if (_lying is { } lying)
            return lying with { Values = values };
        var packed = pass.Scratch(use, Count);
        GpuStridedSums.Run(pass, new()
        {
            From = values.Rest, To = packed.Rest, Source = _packing, Target = AxisMap.Of([checked((int)Count)], [1]), Others = AxisMap.Of([1], [0]), Times = 1, Count = Count,
        });
        return Packed(packed);
    }

    /// <summary>Where the matrices of the result <paramref name="values"/> are computed.</summary>
    public GpuMatrix Target(in GpuPass pass, GpuTensorRef values) => _lying is { } lying ? lying with { Values = values } : Packed(pass.Scratch(ScratchUse.ProductResult, Count));

    /// <summary>Brings computed matrices to the result, unless they are there.</summary>
    public void Store(in GpuPass pass, GpuTensorRef from, GpuTensorRef to, bool accumulate)
    {
        if (!IsDirect)
            GpuStridedSums.Run(pass, _storing with { From = from.Rest, To = to.Rest, Accumulates = accumulate ? 1 : 0 });
    }

    private GpuMatrix Packed(GpuTensorRef memory) => new(memory, Columns, IsTransposed: false, (long)Rows * Columns);

    // Elements of the tensor that several of the result stand for, an axis that it doesn't have, are their sum.
    private static StridedSums Storing(ProductAxis[] axes, ProductPart part)
    {
        var (own, others) = (new List<(int Size, int Packed, int Target)>(), new List<(int Size, int Packed)>());
        for (int i = axes.Length - 1, packed = 1; i >= 0; packed *= axes[i].Size, i--)
        {
            if (GpuProductAxes.StrideOf(axes[i], part) is > 0 and var stride)
                own.Insert(0, (axes[i].Size, packed, stride));
            else
                others.Insert(0, (axes[i].Size, packed));
        }
        int[] sizes = [.. own.Select(static axis => axis.Size)];
        return new()
        {
            Source = AxisMap.Of(sizes, [.. own.Select(static axis => axis.Packed)]),
            Target = AxisMap.Of(sizes, [.. own.Select(static axis => axis.Target)]),
            Others = AxisMap.Of([.. others.Select(static axis => axis.Size)], [.. others.Select(static axis => axis.Packed)]),
            Times = others.Aggregate(1, static (product, axis) => product * axis.Size),
            Count = sizes.Aggregate(1L, static (product, size) => product * size),
        };
    }

    // Null where the tensor doesn't lie as a batch of matrices.
    private static GpuMatrix? Lying(GpuProductAxes matrices, GpuProductAxes rows, GpuProductAxes columns, ProductPart part, bool isResult)
    {
        var (row, column, batch) = (rows.StrideIn(part), columns.StrideIn(part), matrices.StrideIn(part));
        if (row < 0 || column < 0 || batch < 0 || (rows.Size > 1 && row == 0) || (columns.Size > 1 && column == 0) || (isResult && matrices.Size > 1 && batch == 0))
            return null;
        if (columns.Size == 1 || column == 1)
            return new(default, rows.Size == 1 ? Math.Max(1, columns.Size) : row, IsTransposed: false, batch);
        return rows.Size == 1 || row == 1 ? new(default, column, IsTransposed: true, batch) : null;
    }
}
