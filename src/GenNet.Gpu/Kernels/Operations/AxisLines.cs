using GenNet.Kernels;
using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>The lines of values along an axis: how many there are along it, and how far neighbours are apart.</summary>
internal struct AxisLines
{
    /// <summary>Size of the axis.</summary>
    public int Depth;

    /// <summary>Distance of neighbours.</summary>
    public int Inner;

    /// <summary>Where a line begins.</summary>
    [GpuKernel]
    public static long Begin(AxisLines lines, long line)
    {
        var block = line / lines.Inner;
        return (block * lines.Depth * lines.Inner) + line - (block * lines.Inner);
    }
}

/// <summary>Sums, or products, up to each element of a line: a thread a line.</summary>
internal struct Cumulated : IGpuKernel<Cumulated>
{
    public ArrayView<float> Input;
    public ArrayView<float> Output;
    public AxisLines Axis;
    public int IsProduct;
    public long Count;

    public static void Run(Cumulated kernel)
    {
        for (var line = Threads.First; line < kernel.Count; line += Threads.Step)
        {
            var begin = AxisLines.Begin(kernel.Axis, line);
            var value = kernel.IsProduct != 0 ? 1f : 0f;
            for (var i = 0; i < kernel.Axis.Depth; i++)
            {
                var at = begin + ((long)i * kernel.Axis.Inner);
                value = kernel.IsProduct != 0 ? value * kernel.Input[at] : value + kernel.Input[at];
                kernel.Output[at] = value;
            }
        }
    }
}

/// <summary>The gradient of <see cref="Cumulated"/>: of sums those from an element on, of products what each has besides the element.</summary>
internal struct CumulatedBackward : IGpuKernel<CumulatedBackward>
{
    public ArrayView<float> Input;
    public ArrayView<float> OutputGradient;
    public ArrayView<float> InputGradient;
    public AxisLines Axis;
    public int IsProduct;
    public long Count;

    public static void Run(CumulatedBackward kernel)
    {
        for (var line = Threads.First; line < kernel.Count; line += Threads.Step)
        {
            var begin = AxisLines.Begin(kernel.Axis, line);
            if (kernel.IsProduct != 0)
                OfProducts(kernel, begin);
            else
                OfSums(kernel, begin);
        }
    }

    private static void OfSums(CumulatedBackward kernel, long begin)
    {
        var sum = 0f;
        for (var i = kernel.Axis.Depth - 1; i >= 0; i--)
        {
            var at = begin + ((long)i * kernel.Axis.Inner);
            sum += kernel.OutputGradient[at];
            kernel.InputGradient[at] = sum;
        }
    }

    private static void OfProducts(CumulatedBackward kernel, long begin)
    {
        var before = 1f;
        for (var i = 0; i < kernel.Axis.Depth; i++)
        {
            var others = before;
            var sum = 0f;
            for (var k = i; k < kernel.Axis.Depth; k++)
            {
                var at = begin + ((long)k * kernel.Axis.Inner);
                others *= k == i ? 1f : kernel.Input[at];
                sum += kernel.OutputGradient[at] * others;
            }
            var own = begin + ((long)i * kernel.Axis.Inner);
            kernel.InputGradient[own] = sum;
            before *= kernel.Input[own];
        }
    }
}

/// <summary>Lines divided by their length: x / √max(Σx², ε), a thread a line; see <see cref="UnitLength"/>.</summary>
internal struct UnitLines : IGpuKernel<UnitLines>
{
    public ArrayView<float> Input;
    public ArrayView<float> Output;
    public AxisLines Axis;
    public long Count;

    public static void Run(UnitLines kernel)
    {
        for (var line = Threads.First; line < kernel.Count; line += Threads.Step)
        {
            var begin = AxisLines.Begin(kernel.Axis, line);
            var square = 0f;
            for (var i = 0; i < kernel.Axis.Depth; i++)
            {
                var value = kernel.Input[begin + ((long)i * kernel.Axis.Inner)];
                square += value * value;
            }
            var inverse = 1 / MathF.Sqrt(square < UnitLength.LeastSquare ? UnitLength.LeastSquare : square);
            for (var i = 0; i < kernel.Axis.Depth; i++)
            {
                var at = begin + ((long)i * kernel.Axis.Inner);
                kernel.Output[at] = kernel.Input[at] * inverse;
            }
        }
    }
}

/// <summary>The gradient of <see cref="UnitLines"/>: (g − y · Σ g·y) / length. Both gradients may be the same memory.</summary>
internal struct UnitLinesBackward : IGpuKernel<UnitLinesBackward>
{
    public ArrayView<float> Input;
    public ArrayView<float> Output;
    public ArrayView<float> OutputGradient;
    public ArrayView<float> InputGradient;
    public AxisLines Axis;
    public long Count;

    public static void Run(UnitLinesBackward kernel)
    {
        for (var line = Threads.First; line < kernel.Count; line += Threads.Step)
        {
            var begin = AxisLines.Begin(kernel.Axis, line);
            var square = 0f;
            var dot = 0f;
            for (var i = 0; i < kernel.Axis.Depth; i++)
            {
                var at = begin + ((long)i * kernel.Axis.Inner);
                square += kernel.Input[at] * kernel.Input[at];
                dot += kernel.OutputGradient[at] * kernel.Output[at];
            }
            var inverse = 1 / MathF.Sqrt(square < UnitLength.LeastSquare ? UnitLength.LeastSquare : square);
            dot = square <= UnitLength.LeastSquare ? 0f : dot;
            for (var i = 0; i < kernel.Axis.Depth; i++)
            {
                var at = begin + ((long)i * kernel.Axis.Inner);
                kernel.InputGradient[at] = (kernel.OutputGradient[at] - (kernel.Output[at] * dot)) * inverse;
            }
        }
    }
}
