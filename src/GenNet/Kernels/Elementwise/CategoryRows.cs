using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>What a call needs to know that encodes categories: how many there are and how they are laid out.</summary>
public interface ICategoryShape
{
    /// <summary>Values a row.</summary>
    static abstract int RowSize { get; }

    /// <summary>Number of categories.</summary>
    static abstract int Tokens { get; }

    /// <summary>How they are encoded.</summary>
    static abstract OutputMode OutputMode { get; }
}

/// <summary>The category of a value.</summary>
internal unsafe interface ICategories
{
    /// <summary>Number of the category of value <paramref name="index"/> of all rows.</summary>
    long At(nint index);
}

/// <summary>Encodes the categories of some rows.</summary>
internal unsafe struct CategoryRows<TShape, TCategories> : IParallelBody
    where TShape : struct, ICategoryShape
    where TCategories : struct, ICategories
{
    private const int ValuesPerPiece = 16 * 1024;

    private TCategories _categories;
    private float* _weights;
    private float* _output;
    private WorkSplit _split;

    private static int OutputSize => TShape.OutputMode switch
    {
        OutputMode.Int => TShape.RowSize,
        OutputMode.OneHot => TShape.RowSize * TShape.Tokens,
        _ => TShape.Tokens,
    };

    /// <summary>Encodes all rows.</summary>
    public static void Encode(in Pass pass, TCategories categories, TensorRef weights, TensorRef output)
    {
        var rows = new CategoryRows<TShape, TCategories>
        {
            _categories = categories,
            _weights = weights.Pointer,
            _output = output.Pointer,
            _split = new(pass.Rows, 1, Math.Max(1, ValuesPerPiece / Math.Max(OutputSize, TShape.RowSize))),
        };
        rows._split.Run(pass.Workers, ref rows);
    }

    public readonly void Invoke(int index, int worker)
    {
        var (start, count) = _split[index];
        for (var row = start; row < start + count; row++)
        {
            var output = new Span<float>(_output + (row * OutputSize), OutputSize);
            if (TShape.OutputMode != OutputMode.Int)
                output.Clear();
            for (var value = 0; value < TShape.RowSize; value++)
                Encode(output, value, (row * TShape.RowSize) + value);
        }
    }

    private readonly void Encode(Span<float> output, int value, nint at)
    {
        var category = (int)_categories.At(at);
        switch (TShape.OutputMode)
        {
            case OutputMode.Int: ((int*)_output)[at] = category; break;
            case OutputMode.OneHot: output[(value * TShape.Tokens) + category] = 1; break;
            case OutputMode.MultiHot: output[category] = 1; break;
            default: output[category] += _weights == null ? 1 : _weights[at]; break;
        }
    }
}
