using GenNet.Kernels;
using GenNet.Layers;

namespace GenNet.Gpu.Kernels;

/// <summary>Axes of a product of tensors that are of one kind, as rows or columns; those of size 1 are left out.</summary>
internal sealed class GpuProductAxes
{
    private readonly List<ProductAxis> _axes = [];

    /// <summary>Product of their sizes.</summary>
    public int Size { get; private set; } = 1;

    /// <summary>The axes.</summary>
    public IReadOnlyList<ProductAxis> Axes => _axes;

    /// <summary>Adds an axis behind the others, or to the last one where all three tensors have both as one.</summary>
    public void Add(ProductAxis axis)
    {
        Size = checked(Size * axis.Size);
        if (axis.Size == 1)
            return;
        if (_axes.Count > 0 && _axes[^1] is var last && last.Left == axis.Left * axis.Size && last.Right == axis.Right * axis.Size && last.Result == axis.Result * axis.Size)
            _axes[^1] = axis with { Size = last.Size * axis.Size };
        else
            _axes.Add(axis);
    }

    /// <summary>The distance of neighbours in a tensor where all axes lie as one, 0 where it has none of them; −1 where they don't.</summary>
    public int StrideIn(ProductPart part)
    {
        for (var axis = 0; axis < _axes.Count - 1; axis++)
        {
            if (StrideOf(_axes[axis], part) != (long)StrideOf(_axes[axis + 1], part) * _axes[axis + 1].Size)
                return -1;
        }
        return _axes.Count == 0 ? 0 : StrideOf(_axes[^1], part);
    }

    /// <summary>The distance of an axis' neighbours in a tensor.</summary>
    public static int StrideOf(ProductAxis axis, ProductPart part) => part switch
    {
        ProductPart.Left => axis.Left,
        ProductPart.Right => axis.Right,
        _ => axis.Result,
    };
}
