using System.Runtime.Intrinsics;
using GenNet.Kernels;
using GenNet.Tests.Reference;

namespace GenNet.Tests.Kernels;

public sealed unsafe class GemmTests
{
    public static TheoryData<int, int, int> Sizes => new()
    {
        { 1, 1, 1 }, { 1, 10, 1600 }, { 2, 3, 5 }, { 3, 33, 7 }, { 5, 17, 300 }, { 7, 64, 1 }, { 11, 31, 257 }, { 12, 32, 256 }, { 13, 16, 64 },
        { 25, 48, 513 }, { 121, 65, 19 }, { 128, 10, 100 }, { 241, 300, 31 }, { 64, 515, 33 }, { 4, 100, 0 }, { 17, 1, 1000 }, { 1, 1000, 33 },
        { 3, 513, 70 }, { 6, 96, 40 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Multiply_OfAnySize_IsTheProduct(int rows, int columns, int depth)
    {
        foreach (var transposeA in new[] { false, true })
        {
            foreach (var transposeB in new[] { false, true })
            {
                foreach (var start in Enum.GetValues<Start>())
                    AssertProduct(new(rows, columns, depth, transposeA, transposeB, start, ReLU: start == Start.Bias && !transposeB));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Multiply_WithAnyWidthOfRegisters_HasTheSameBits(int rows, int columns, int depth)
    {
        foreach (var transposeA in new[] { false, true })
        {
            var problem = new Problem(rows, columns, depth, transposeA, TransposeB: false, Start.Bias, ReLU: true);
            var expected = problem.Run(WorkerPool.Inline, Gemm.Multiply);
            Assert.Equal(expected, problem.Run(WorkerPool.Inline, GemmBlocks<Vector128<float>, Simd128>.Multiply));
            Assert.Equal(expected, problem.Run(WorkerPool.Inline, GemmBlocks<Vector256<float>, Simd256>.Multiply));
            Assert.Equal(expected, problem.Run(WorkerPool.Inline, GemmBlocks<Vector512<float>, Simd512>.Multiply));
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Multiply_WithAnyNumberOfThreads_HasTheSameBits(int rows, int columns, int depth)
    {
        using var two = new WorkerPool(2);
        using var five = new WorkerPool(5);
        var problem = new Problem(rows, columns, depth, TransposeA: false, TransposeB: false, Start.Accumulate, ReLU: false);
        var expected = problem.Run(WorkerPool.Inline, Gemm.Multiply);
        Assert.Equal(expected, problem.Run(two, Gemm.Multiply));
        Assert.Equal(expected, problem.Run(five, Gemm.Multiply));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Multiply_OfMoreRows_HasTheSameBitsInEachRow(int rows, int columns, int depth)
    {
        var problem = new Problem(rows, columns, depth, TransposeA: false, TransposeB: false, Start.Bias, ReLU: false);
        var all = problem.Run(WorkerPool.Inline, Gemm.Multiply);
        var first = (problem with { Rows = 1 }).Run(WorkerPool.Inline, Gemm.Multiply);
        Assert.Equal(all[..first.Length], first);
    }

    [Fact]
    public void Multiply_WhenANumberIsNaN_KeepsItThroughReLU()
    {
        var a = float.NaN;
        var b = 1f;
        var c = 0f;
        Gemm.Multiply(WorkerPool.Inline, 1, 1, 1, new(&a, 1), new(&b, 1), new(&c, 1) { Bounds = OutputBounds.Of(Activation.ReLU)!.Value });
        Assert.True(float.IsNaN(c));
    }

    [Fact]
    public void Multiply_WhenWarm_AllocatesNothing()
    {
        using var workers = new WorkerPool(2);
        var a = RandomValues.Of(300 * 200, 1);
        var c = new float[300 * 300];
        fixed (float* pa = a, pc = c)
        {
            // This thread's working memory is an object of its own, whichever pieces of the first run the other thread took.
            Scratch.Take(ScratchUse.PackedB, 1);
            Gemm.Multiply(workers, 300, 300, 200, new(pa, 200), new(pa, 200, true), new(pc, 300));
            var before = GC.GetAllocatedBytesForCurrentThread();
            Gemm.Multiply(workers, 300, 300, 200, new(pa, 200), new(pa, 200, true), new(pc, 300));
            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        }
    }

    private static void AssertProduct(Problem problem)
    {
        var actual = problem.Run(WorkerPool.Inline, Gemm.Multiply);
        var (rows, columns, depth, _, _, start, relu) = problem;
        NaiveGemm.Multiply(
            rows, columns, depth, problem.ElementOfA, problem.ElementOfB,
            (r, c) => start switch { Start.Bias => problem.Bias[c], Start.Accumulate => problem.C[(r * (columns + Problem.Gap)) + c], _ => 0 })
            .AssertNear(actual, relu, problem.ToString());
    }

    public enum Start
    {
        Zero,
        Bias,
        Accumulate,
    }

    private delegate void Multiplication(WorkerPool workers, int rows, int columns, int depth, MatrixOperand a, MatrixOperand b, MatrixResult c);

    /// <summary>Factors with a gap between rows, which must not matter, and a result with one, which must stay as it was.</summary>
    private sealed record Problem(int Rows, int Columns, int Depth, bool TransposeA, bool TransposeB, Start Start, bool ReLU)
    {
        public const int Gap = 3;

        private int StrideA { get; } = (TransposeA ? Rows : Depth) + Gap;

        private int StrideB { get; } = (TransposeB ? Depth : Columns) + Gap;

        private float[] A { get; } = RandomValues.Of((Math.Max(Rows, Depth) + Gap) * (Math.Max(Rows, Depth) + Gap), 1);

        private float[] B { get; } = RandomValues.Of((Math.Max(Depth, Columns) + Gap) * (Math.Max(Depth, Columns) + Gap), 2);

        public float[] Bias { get; } = RandomValues.Of(Columns, 3);

        public float[] C { get; } = RandomValues.Of(Rows * (Columns + Gap), 4);

        public float ElementOfA(int row, int k) => A[TransposeA ? (k * StrideA) + row : (row * StrideA) + k];

        public float ElementOfB(int k, int column) => B[TransposeB ? (column * StrideB) + k : (k * StrideB) + column];

        public float[] Run(WorkerPool workers, Multiplication multiply)
        {
            var c = (float[])C.Clone();
            fixed (float* pa = A, pb = B, pc = c, bias = Bias)
            {
                multiply(workers, Rows, Columns, Depth, new(pa, StrideA, TransposeA), new(pb, StrideB, TransposeB),
                    new(pc, Columns + Gap) { Bias = Start == Start.Bias ? bias : null, Accumulate = Start == Start.Accumulate, Bounds = OutputBounds.Of(ReLU ? Activation.ReLU : Activation.Linear)!.Value });
            }
            var result = new float[Rows * Columns];
            for (var row = 0; row < Rows; row++)
            {
                var at = row * (Columns + Gap);
                c.AsSpan(at, Columns).CopyTo(result.AsSpan(row * Columns));
                Assert.True(C.AsSpan(at + Columns, Gap).SequenceEqual(c.AsSpan(at + Columns, Gap)));
            }
            return result;
        }
    }
}
