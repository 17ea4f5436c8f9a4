using GenNet.Kernels;

namespace GenNet.Gpu.Kernels;

/// <summary>The product of values, the input or a state, with the matrices of all gates, on GPUs; see <see cref="GateProduct"/>.</summary>
/// <param name="matrix">(size, gates · units).</param>
/// <param name="size">Size of a value.</param>
/// <param name="units">Columns of a gate.</param>
/// <param name="gates">Number of gates.</param>
internal readonly struct GpuGateProduct(GpuTensorRef matrix, int size, int units, int gates)
{
    private readonly int _stride = checked(units * gates);

    /// <summary>Factors, (masks, rows, size); none: no dropout.</summary>
    public GpuTensorRef Masks { get; init; }

    /// <summary>How many masks there are: 1, or one a gate.</summary>
    public int MaskCount { get; init; } = 1;

    private int First { get; init; }

    private int Count { get; init; } = gates;

    private int Groups => Masks.IsNone || MaskCount == 1 ? 1 : Count;

    private int Width => Count * units / Groups;

    /// <summary>The product with the matrices of some of the gates alone; what it takes and yields has places for all of them.</summary>
    public GpuGateProduct Part(int first, int count) => this with { First = first, Count = count };

    /// <summary>gates = start + values·matrix.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="values">Values, <paramref name="times"/> of a row one after another.</param>
    /// <param name="stride">From value to value.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="times">Timesteps of a row.</param>
    /// <param name="result">Where the gates go.</param>
    public void Multiply(in GpuPass pass, GpuTensorRef values, int stride, int rows, int times, in GpuMatrixResult result)
    {
        for (var group = 0; group < Groups; group++)
        {
            var masked = Masked(pass, values, stride, rows, times, group);
            var (column, bias) = (ColumnOf(group), result.Bias);
            GpuGemm.Multiply(
                pass, checked(rows * times), Width, size, masked, new(matrix.Skip(column), _stride),
                result with { Values = result.Values.Skip(column), Bias = bias.IsNone ? bias : bias.Skip(column) });
        }
    }

    /// <summary>Gradient of the gates to that of the values, (rows · times, size), set or added.</summary>
    public void MultiplyBackward(in GpuPass pass, GpuTensorRef gateGradient, int gateStride, int rows, int times, GpuTensorRef valueGradient, bool accumulate)
    {
        var count = checked(rows * times);
        for (var group = 0; group < Groups; group++)
        {
            var isDirect = Masks.IsNone;
            var product = isDirect ? valueGradient : pass.Scratch(ScratchUse.GateProduct, (long)count * size);
            GpuGemm.Multiply(
                pass, count, size, Width, new(gateGradient.Skip(ColumnOf(group)), gateStride), new(matrix.Skip(ColumnOf(group)), _stride, IsTransposed: true),
                new(product, size) { Accumulate = isDirect && accumulate });
            if (isDirect)
                continue;
            if (accumulate || group > 0)
                Mask<Add>(pass, product, size, rows, times, group, valueGradient);
            else
                Mask<Put>(pass, product, size, rows, times, group, valueGradient);
        }
    }

    /// <summary>Adds the gradient of the matrix, by values that lie one after another.</summary>
    public void AddMatrixGradient(in GpuPass pass, GpuTensorRef values, GpuTensorRef gateGradient, int rows, int times, GpuTensorRef matrixGradient)
    {
        for (var group = 0; group < Groups; group++)
        {
            var masked = Masked(pass, values, size, rows, times, group);
            GpuGemm.Multiply(
                pass, size, Width, checked(rows * times), masked with { IsTransposed = true }, new(gateGradient.Skip(ColumnOf(group)), _stride),
                new(matrixGradient.Skip(ColumnOf(group)), _stride) { Accumulate = true });
        }
    }

    private int ColumnOf(int group) => (First * units) + (group * Width);

    private GpuMatrix Masked(in GpuPass pass, GpuTensorRef values, int stride, int rows, int times, int group)
    {
        if (Masks.IsNone)
            return new(values, stride);
        var masked = pass.Scratch(ScratchUse.MaskedValues, (long)rows * times * size);
        Mask<Put>(pass, values, stride, rows, times, group, masked);
        return new(masked, size);
    }

    private void Mask<TArrival>(in GpuPass pass, GpuTensorRef from, int stride, int rows, int times, int group, GpuTensorRef to)
        where TArrival : struct, IArrival
    {
        var count = (long)rows * times * size;
        var mask = Masks.Skip((MaskCount == 1 ? 0L : First + group) * rows * size);
        pass.LaunchForEach(count, new MaskedSequences<TArrival> { From = from.Rest, Masks = mask.Rest, To = to.Rest, FromStride = stride, Times = times, Size = size, Count = count });
    }
}
