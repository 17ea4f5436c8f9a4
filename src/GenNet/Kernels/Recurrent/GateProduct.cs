using System.Numerics.Tensors;

namespace GenNet.Kernels;

/// <summary>
/// The product of values, the input or a state, with the matrices of all gates, which lie side by side. In training a dropout mask may be put on the values first, one for all
/// gates or one for each; a row's mask is the same at all timesteps.
/// </summary>
/// <param name="matrix">(size, gates · units).</param>
/// <param name="size">Size of a value.</param>
/// <param name="units">Columns of a gate.</param>
/// <param name="gates">Number of gates.</param>
internal readonly unsafe struct GateProduct(float* matrix, int size, int units, int gates)
{
    private readonly int _stride = checked(units * gates);

    /// <summary>Factors, (masks, rows, size), from the first row on; null: none.</summary>
    public float* Masks { get; init; }

    /// <summary>How many masks there are: 1, or one a gate.</summary>
    public int MaskCount { get; init; } = 1;

    /// <summary>Distance from mask to mask.</summary>
    public nint MaskStride { get; init; }

    /// <summary>The first gate that is multiplied.</summary>
    private int First { get; init; }

    /// <summary>How many are.</summary>
    private int Count { get; init; } = gates;

    private int Groups => Masks == null || MaskCount == 1 ? 1 : Count;

    private int Width => Count * units / Groups;

    /// <summary>The product with the matrices of some of the gates alone; what it takes and yields has places for all of them.</summary>
    public GateProduct Part(int first, int count) => this with { First = first, Count = count };

    /// <summary>gates = start + values·matrix.</summary>
    /// <param name="workers">Who shares the work.</param>
    /// <param name="values">Values, <paramref name="times"/> of a row one after another.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="times">Timesteps of a row.</param>
    /// <param name="gates">The result: where, and what it starts from.</param>
    public void Multiply(WorkerPool workers, MatrixOperand values, int rows, int times, MatrixResult gates)
    {
        for (var group = 0; group < Groups; group++)
        {
            Gemm.Multiply(
                workers, checked(rows * times), Width, size, Masked(values, rows, times, group), new(matrix + ColumnOf(group), _stride), gates.Columns(ColumnOf(group)));
        }
    }

    /// <summary>Gradient of the gates to that of the values, set or added.</summary>
    public void MultiplyBackward(WorkerPool workers, float* gateGradient, nint gateStride, int rows, int times, float* valueGradient, bool accumulate)
    {
        var count = checked(rows * times);
        for (var group = 0; group < Groups; group++)
        {
            var isDirect = Masks == null;
            var product = isDirect ? valueGradient : Scratch.Take(ScratchUse.GateProduct, (nint)count * size);
            Gemm.Multiply(
                workers, count, size, Width, new(gateGradient + ColumnOf(group), gateStride), new(matrix + ColumnOf(group), _stride, isTransposed: true),
                new(product, size) { Accumulate = isDirect && accumulate });
            if (!isDirect)
                AddMasked(product, rows, times, group, valueGradient, accumulate || group > 0);
        }
    }

    /// <summary>Adds the gradient of the matrix.</summary>
    public void AddMatrixGradient(WorkerPool workers, float* values, float* gateGradient, int rows, int times, float* matrixGradient)
    {
        for (var group = 0; group < Groups; group++)
        {
            var masked = Masked(new(values, size), rows, times, group);
            Gemm.Multiply(
                workers, size, Width, checked(rows * times), new(masked.Values, masked.Stride, isTransposed: true), new(gateGradient + ColumnOf(group), _stride),
                new(matrixGradient + ColumnOf(group), _stride) { Accumulate = true });
        }
    }

    private int ColumnOf(int group) => (First * units) + (group * Width);

    private float* MaskOf(int group, int row) => Masks + ((MaskCount == 1 ? 0 : First + group) * MaskStride) + ((nint)row * size);

    private MatrixOperand Masked(MatrixOperand values, int rows, int times, int group)
    {
        if (Masks == null)
            return values;
        var masked = Scratch.Take(ScratchUse.MaskedValues, (nint)rows * times * size);
        for (var row = 0; row < rows; row++)
        {
            var mask = new ReadOnlySpan<float>(MaskOf(group, row), size);
            for (var time = 0; time < times; time++)
            {
                var at = ((nint)row * times) + time;
                TensorPrimitives.Multiply(new ReadOnlySpan<float>(values.Values + (at * values.Stride), size), mask, new(masked + (at * size), size));
            }
        }
        return new(masked, size);
    }

    private void AddMasked(float* product, int rows, int times, int group, float* sum, bool accumulate)
    {
        for (var row = 0; row < rows; row++)
        {
            var mask = new ReadOnlySpan<float>(MaskOf(group, row), size);
            for (var time = 0; time < times; time++)
            {
                var at = (((nint)row * times) + time) * size;
                var from = new Span<float>(product + at, size);
                var to = new Span<float>(sum + at, size);
                if (!accumulate)
                {
                    TensorPrimitives.Multiply(from, mask, to);
                    continue;
                }
                TensorPrimitives.Multiply(from, mask, from);
                TensorPrimitives.Add(to, from, to);
            }
        }
    }
}
