namespace GenNet.Gpu.Kernels;

/// <summary>Where a product goes, and what is done to it on the way: <c>C = activation(start + A·B + bias)</c>.</summary>
/// <param name="Values">The first value.</param>
/// <param name="Stride">From row to row.</param>
internal readonly record struct GpuMatrixResult(GpuTensorRef Values, int Stride)
{
    /// <summary>One value a column that is added; may be none.</summary>
    public GpuTensorRef Bias { get; init; }

    /// <summary>Whether the product is added to what C holds.</summary>
    public bool Accumulate { get; init; }

    /// <summary>An activation that works element by element.</summary>
    public Activation Activation { get; init; } = Activation.Linear;

    /// <summary>From product to product of a batch.</summary>
    public long BatchStride { get; init; }

    /// <summary>From the bias of one product of a batch to that of the next.</summary>
    public int BiasBatchStride { get; init; }

    /// <summary>The same for kernels.</summary>
    public TileResult<TActivation> Tile<TActivation>(int rows, int columns)
        where TActivation : struct, IActivationFunction => new()
        {
            Values = Values.Rest,
            Bias = Bias.Or(Values).Rest,
            Stride = Stride,
            Rows = rows,
            Columns = columns,
            BatchStride = BatchStride,
            BiasBatchStride = BiasBatchStride,
            HasBias = Bias.IsNone ? 0 : 1,
            Accumulates = Accumulate ? 1 : 0,
            IsAligned = Alignment.Of(Values.Rest, Stride, BatchStride),
        };
}
