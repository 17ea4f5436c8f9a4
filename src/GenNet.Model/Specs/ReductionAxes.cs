namespace GenNet.Specs;

/// <summary>
/// A tensor seen as groups of elements that some axes run through, for layers that normalize along axes. Neighbouring axes of one kind are
/// merged; the last ones, contiguous in memory, are <see cref="Run"/> elements of one group or <see cref="Lanes"/> elements of neighbouring groups.
/// </summary>
/// <param name="GroupSizes">Sizes of the merged axes that tell groups apart, without <paramref name="Lanes"/> and batch.</param>
/// <param name="GroupStrides">Their distances in memory.</param>
/// <param name="MemberSizes">Sizes of the merged axes that run through a group, without <paramref name="Run"/>.</param>
/// <param name="MemberStrides">Their distances in memory.</param>
/// <param name="Run">Contiguous elements of one group; 1 if the last axis tells groups apart.</param>
/// <param name="Lanes">Groups whose elements lie side by side; 1 if the last axis runs through a group.</param>
public sealed record ReductionAxes(
    EquatableArray<int> GroupSizes,
    EquatableArray<int> GroupStrides,
    EquatableArray<int> MemberSizes,
    EquatableArray<int> MemberStrides,
    int Run,
    int Lanes)
{
    /// <summary>Groups of a row.</summary>
    public int GroupCount => Product(GroupSizes) * Lanes;

    /// <summary>Elements of a group.</summary>
    public int GroupSize => Product(MemberSizes) * Run;

    /// <summary>Reduces <paramref name="shape"/> along the given positions.</summary>
    public static ReductionAxes Of(TensorShape shape, EquatableArray<int> positions)
    {
        var merged = new List<(int Size, int Stride, bool Reduced)>();
        for (int position = shape.Rank - 1, stride = 1; position >= 0; stride = checked(stride * shape[position]), position--)
        {
            var reduced = positions.Contains(position);
            if (merged.Count > 0 && merged[merged.Count - 1].Reduced == reduced)
                merged[merged.Count - 1] = merged[merged.Count - 1] with { Size = checked(merged[merged.Count - 1].Size * shape[position]) };
            else
                merged.Add((shape[position], stride, reduced));
        }
        var last = merged[0];
        merged.RemoveAt(0);
        merged.Reverse();
        return new(
            merged.Where(static a => !a.Reduced).Select(static a => a.Size).ToEquatableArray(),
            merged.Where(static a => !a.Reduced).Select(static a => a.Stride).ToEquatableArray(),
            merged.Where(static a => a.Reduced).Select(static a => a.Size).ToEquatableArray(),
            merged.Where(static a => a.Reduced).Select(static a => a.Stride).ToEquatableArray(),
            last.Reduced ? last.Size : 1,
            last.Reduced ? 1 : last.Size);
    }

    /// <summary>The kernels' constants, members of <c>IReductionShape</c>.</summary>
    public IEnumerable<KernelConstant> Constants(TensorShape shape) =>
    [
        KernelConstant.Of("RowSize", shape.ElementCount),
        KernelConstant.Of("GroupSizes", GroupSizes),
        KernelConstant.Of("GroupStrides", GroupStrides),
        KernelConstant.Of("MemberSizes", MemberSizes),
        KernelConstant.Of("MemberStrides", MemberStrides),
        KernelConstant.Of("Run", Run),
        KernelConstant.Of("Lanes", Lanes),
    ];

    private static int Product(EquatableArray<int> sizes) => sizes.Aggregate(1, static (product, size) => checked(product * size));
}
