namespace GenNet.Layers;

/// <summary>Where everything of a call of a user's layer lies. The lists lie on the stack of whoever calls the layer.</summary>
internal unsafe struct CustomMemory
{
    public TensorRef* Inputs;
    public TensorRef* InputGradients;
    public TensorRef* Weights;
    public TensorRef* WeightGradients;
    public TensorRef Output;
    public TensorRef OutputGradient;
    public float* Saved;
    public float* Scratch;
    public int InputCount;

    /// <summary>Rows that <see cref="Saved"/> has room for.</summary>
    public int SavedRows;

    /// <summary>The first of the call's rows in <see cref="Saved"/>.</summary>
    public int SavedFirstRow;
}

/// <summary>Sizes of a call of a user's layer.</summary>
internal readonly unsafe ref struct CustomSizes
{
    public required ReadOnlySpan<int> InputRanks { get; init; }

    public required ReadOnlySpan<int> InputDimensions { get; init; }

    public required ReadOnlySpan<int> Output { get; init; }

    public required ReadOnlySpan<int> Weights { get; init; }

    public required ReadOnlySpan<int> Saved { get; init; }

    public required ReadOnlySpan<int> Scratch { get; init; }

    public int OutputSize => Product(Output);

    public static CustomSizes Of<TShape>()
        where TShape : struct, ICustomShape => new()
        {
            InputRanks = TShape.InputRanks,
            InputDimensions = TShape.InputDimensions,
            Output = TShape.OutputDimensions,
            Weights = TShape.WeightSizes,
            Saved = TShape.SavedSizes,
            Scratch = TShape.ScratchSizes,
        };

    public ReadOnlySpan<int> InputShape(int index) => index < InputRanks.Length ? InputDimensions.Slice(Sum(InputRanks[..index]), InputRanks[index]) : default;

    public int InputSize(int index) => Product(InputShape(index));

    public static int Sum(ReadOnlySpan<int> sizes)
    {
        var sum = 0;
        foreach (var size in sizes)
            sum += size;
        return sum;
    }

    /// <summary>Memory number <paramref name="index"/> of some that follow each other, each of them for all rows there is room for.</summary>
    public Span<float> Part(float* memory, int roomFor, int firstRow, int rows, ReadOnlySpan<int> sizes, int index) =>
        new(memory + ((nint)Sum(sizes[..index]) * roomFor) + ((nint)firstRow * sizes[index]), checked(rows * sizes[index]));

    private static int Product(ReadOnlySpan<int> dimensions)
    {
        var product = 1;
        foreach (var size in dimensions)
            product *= size;
        return product;
    }
}
