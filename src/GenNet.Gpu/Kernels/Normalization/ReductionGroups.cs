using GenNet.Layers;

namespace GenNet.Gpu.Kernels;

/// <summary>A tensor as groups of elements that are reduced; see <see cref="IReductionShape"/>.</summary>
internal struct ReductionGroups
{
    /// <summary>Values a row.</summary>
    public int RowSize;

    /// <summary>Groups a row.</summary>
    public int PerRow;

    /// <summary>Elements of a group.</summary>
    public int Size;

    /// <summary>From a group of a row to its begin.</summary>
    public AxisMap Groups;

    /// <summary>From an element of a group to its distance from there.</summary>
    public AxisMap Elements;

    /// <summary>The groups of a call.</summary>
    public static ReductionGroups Of<TShape>()
        where TShape : struct, IReductionShape => new()
        {
            RowSize = TShape.RowSize,
            PerRow = Product(TShape.GroupSizes) * TShape.Lanes,
            Size = Product(TShape.MemberSizes) * TShape.Run,
            Groups = AxisMap.Of(TShape.GroupSizes, TShape.GroupStrides, TShape.Lanes),
            Elements = AxisMap.Of(TShape.MemberSizes, TShape.MemberStrides, TShape.Run),
        };

    /// <summary>Lanes of a group: one where neighbours are of different groups.</summary>
    public static RowLanes LanesOf<TShape>(in GpuPass pass, int size)
        where TShape : struct, IReductionShape => TShape.Lanes > 1 ? new(pass.Accelerator.GroupSize, 1) : RowLanes.For(pass, size);

    /// <summary>Where group <paramref name="group"/>, counted through all rows, begins.</summary>
    [GpuKernel]
    public static long Begin(ReductionGroups groups, long group)
    {
        // Groups are counted in 31 bits, as launches are; a division of 64 costs as much as the group's values.
        var number = (int)group;
        var row = number / groups.PerRow;
        return ((long)row * groups.RowSize) + AxisMap.Offset(groups.Groups, number - (row * groups.PerRow));
    }

    /// <summary>Where element <paramref name="element"/> lies, from its group's begin.</summary>
    [GpuKernel]
    public static int Offset(ReductionGroups groups, int element) => AxisMap.Offset(groups.Elements, element);

    private static int Product(ReadOnlySpan<int> sizes)
    {
        var product = 1;
        foreach (var size in sizes)
            product *= size;
        return product;
    }
}
