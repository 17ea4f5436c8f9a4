using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Where a product goes, and what is done to it on the way: <c>C = activation(start + A·B + bias)</c>.</summary>
/// <typeparam name="TActivation">The activation.</typeparam>
[GpuKernel]
internal struct TileResult<TActivation>
    where TActivation : struct, IActivationFunction
{
    public ArrayView<float> Values;

    /// <summary>One value a column; any memory where there is none.</summary>
    public ArrayView<float> Bias;

    /// <summary>From row to row.</summary>
    public int Stride;

    public int Rows;

    public int Columns;

    /// <summary>From product to product of a batch.</summary>
    public long BatchStride;

    /// <summary>From the bias of one product of a batch to that of the next.</summary>
    public int BiasBatchStride;

    /// <summary>1 where there is a bias, else 0.</summary>
    public int HasBias;

    /// <summary>1 where the product is added to what C holds, else 0.</summary>
    public int Accumulates;

    /// <summary>1 where all fours of values begin on a boundary of 16 bytes, else 0.</summary>
    public int IsAligned;

    /// <summary>Stores four sums of one row.</summary>
    public static void Store(TileResult<TActivation> result, int batch, int row, int column, F4 sums)
    {
        if (row >= result.Rows | column >= result.Columns)
            return;
        var at = (result.BatchStride * batch) + ((long)row * result.Stride) + column;
        var count = result.Columns - column;
        F4 start = default, bias = default;
        if (result.Accumulates != 0)
            start = Fours.Load(result.Values, at, count, result.IsAligned);
        if (result.HasBias != 0)
            bias = Fours.Load(result.Bias, (batch * result.BiasBatchStride) + column, count, isAligned: 0);
        sums.X = TActivation.Forward(sums.X + start.X + bias.X);
        sums.Y = TActivation.Forward(sums.Y + start.Y + bias.Y);
        sums.Z = TActivation.Forward(sums.Z + start.Z + bias.Z);
        sums.W = TActivation.Forward(sums.W + start.W + bias.W);
        Fours.Store(result.Values, at, count, result.IsAligned, sums);
    }

    /// <summary>Stores two sums of one row.</summary>
    public static void StoreTwo(TileResult<TActivation> result, int batch, int row, int column, float first, float second)
    {
        if (row >= result.Rows)
            return;
        var at = (result.BatchStride * batch) + ((long)row * result.Stride) + column;
        var bias = (batch * result.BiasBatchStride) + column;
        if (column < result.Columns)
            StoreOne(result, at, bias, first);
        if (column + 1 < result.Columns)
            StoreOne(result, at + 1, bias + 1, second);
    }

    /// <summary>Stores one sum.</summary>
    /// <param name="result">The result.</param>
    /// <param name="at">Where it goes.</param>
    /// <param name="bias">Where its bias lies.</param>
    /// <param name="sum">The sum.</param>
    public static void StoreOne(TileResult<TActivation> result, long at, int bias, float sum)
    {
        if (result.Accumulates != 0)
            sum += result.Values[at];
        if (result.HasBias != 0)
            sum += result.Bias[bias];
        result.Values[at] = TActivation.Forward(sum);
    }
}
