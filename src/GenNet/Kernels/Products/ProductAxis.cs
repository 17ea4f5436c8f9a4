using System.Runtime.CompilerServices;

namespace GenNet.Kernels;

/// <summary>An axis of a product of tensors.</summary>
/// <param name="Size">Its size.</param>
/// <param name="Left">Its distance in the left factor.</param>
/// <param name="Right">Its distance in the right factor.</param>
/// <param name="Result">Its distance in the result.</param>
internal readonly record struct ProductAxis(int Size, int Left, int Right, int Result);

/// <summary>Which of three tensors.</summary>
internal enum ProductPart
{
    Left,
    Right,
    Result,
}

/// <summary>Axes of one kind, as rows or columns.</summary>
internal unsafe struct AxisGroup
{
    /// <summary>The most axes of one kind.</summary>
    public const int Most = 16;

    private Axes _axes;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Product of their sizes.</summary>
    public int Size { get; private set; } = 1;

    public AxisGroup()
    {
    }

    /// <summary>Adds an axis behind the others.</summary>
    public void Add(ProductAxis axis)
    {
        Size = checked(Size * axis.Size);
        if (axis.Size != 1)
            _axes[Count++] = axis;
    }

    /// <summary>The distance of neighbours in a tensor where all axes lie as one; −1 where they don't.</summary>
    public readonly int StrideIn(ProductPart part)
    {
        if (Count == 0)
            return 0;
        for (var axis = 0; axis < Count - 1; axis++)
        {
            if (StrideOf(_axes[axis], part) != (long)StrideOf(_axes[axis + 1], part) * _axes[axis + 1].Size)
                return -1;
        }
        return StrideOf(_axes[Count - 1], part) is > 0 and var stride ? stride : -1;
    }

    /// <summary>Where element <paramref name="index"/> of the axes lies in a tensor.</summary>
    public readonly nint OffsetIn(ProductPart part, int index)
    {
        nint offset = 0;
        for (var axis = Count - 1; axis >= 0; axis--)
        {
            (index, var at) = Math.DivRem(index, _axes[axis].Size);
            offset += (nint)at * StrideOf(_axes[axis], part);
        }
        return offset;
    }

    private static int StrideOf(in ProductAxis axis, ProductPart part) => part switch
    {
        ProductPart.Left => axis.Left,
        ProductPart.Right => axis.Right,
        _ => axis.Result,
    };

    [InlineArray(Most)]
    private struct Axes
    {
        private ProductAxis _first;
    }
}
