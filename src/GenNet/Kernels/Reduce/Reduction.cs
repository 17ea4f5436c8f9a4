using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>
/// Walks an <see cref="IReductionShape"/>. A <i>block</i> is a group, or <see cref="IReductionShape.Lanes"/> groups side by side; a
/// <i>member</i> is one stretch of a block: Run elements of the group, or one element of each of the lanes.
/// </summary>
internal static class Reduction<TShape>
    where TShape : struct, IReductionShape
{
    /// <summary>Blocks a row.</summary>
    public static int BlocksPerRow => Product(TShape.GroupSizes);

    /// <summary>Members a block.</summary>
    public static int Members => Product(TShape.MemberSizes);

    /// <summary>Elements of a group.</summary>
    public static int GroupSize => Members * TShape.Run;

    /// <summary>Groups a row.</summary>
    public static int GroupsPerRow => BlocksPerRow * TShape.Lanes;

    /// <summary>Where block <paramref name="block"/>, counted through all rows, begins.</summary>
    public static nint BlockOffset(int block)
    {
        var (row, inRow) = Math.DivRem(block, BlocksPerRow);
        return ((nint)row * TShape.RowSize) + Offset(inRow, TShape.GroupSizes, TShape.GroupStrides);
    }

    /// <summary>Where member <paramref name="member"/> lies within its block.</summary>
    public static nint MemberOffset(int member) => Offset(member, TShape.MemberSizes, TShape.MemberStrides);

    private static nint Offset(int index, ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides)
    {
        if (sizes.Length == 1)
            return (nint)index * strides[0];
        nint offset = 0;
        for (var axis = sizes.Length - 1; axis >= 0; axis--)
        {
            (index, var at) = Math.DivRem(index, sizes[axis]);
            offset += (nint)at * strides[axis];
        }
        return offset;
    }

    private static int Product(ReadOnlySpan<int> sizes)
    {
        var product = 1;
        foreach (var size in sizes)
            product *= size;
        return product;
    }
}
