using GenNet.Accelerators;
using GenNet.Gpu.Kernels;

namespace GenNet.Gpu.Tests.Kernels;

/// <summary>Products that are left to a library: asked for as BLAS defines them, they are those of our kernels. The library itself is in C# here: cuBLAS wants a GPU.</summary>
public sealed class LibraryProductTests(CpuKernelDevice device) : IClassFixture<CpuKernelDevice>
{
    private const int Rows = 5;
    private const int Columns = 7;
    private const int Depth = 4;
    private const int Batch = 2;

    public static MatrixTheoryData<bool, bool> Orders => new([false, true], [false, true]);

    [Theory]
    [MemberData(nameof(Orders))]
    public void Multiply_ByTheLibrary_IsOurs(bool isLeftTransposed, bool isRightTransposed)
    {
        foreach (var (activation, hasBias, accumulates) in new[] { (Activation.Linear, false, false), (Activation.Linear, false, true), (Activation.Tanh, true, true), (Activation.Linear, true, false) })
        {
            var library = new Blas();
            device.Matrices = library;
            float[] Run(CuBlasUse use)
            {
                // Longer strides than the matrices need.
                var (a, b, bias) = (device.Upload(Numbers.Random(Batch * 60, 1)), device.Upload(Numbers.Random(Batch * 70, 2)), device.Upload(Numbers.Random(Columns, 3)));
                var c = device.Upload(Numbers.Random(Batch * 50, 4));
                GpuGemm.MultiplyBatch(
                    device.Pass(precision: GpuPrecision.Float32, cuBlas: use), new(Rows, Columns, Depth, Batch), new(a, 8, isLeftTransposed, 60), new(b, 9, isRightTransposed, 70),
                    new(c, 10) { BatchStride = 50, Accumulate = accumulates, Activation = activation, Bias = hasBias ? bias : default });
                return device.Download(c, Batch * 50);
            }

            var expected = Run(CuBlasUse.Never);
            Assert.Equal(0, library.Calls);
            var actual = Run(CuBlasUse.Always);

            Assert.Equal(1, library.Calls);
            Numbers.AssertClose(Array.ConvertAll(expected, static x => (double)x), actual, 1e-6);
        }
    }

    [Fact]
    public void For_WithoutALibraryOrWhereItWasNotMeasuredFaster_IsOurKernels()
    {
        device.Matrices = null;
        Assert.Null(LibraryProducts.For(device.Pass(cuBlas: CuBlasUse.Always), new(512, 512, 512)));
        device.Matrices = new Blas();
        Assert.Null(LibraryProducts.For(device.Pass(cuBlas: CuBlasUse.Never), new(512, 512, 512)));
        Assert.NotNull(LibraryProducts.For(device.Pass(cuBlas: CuBlasUse.WhereFaster), new(512, 512, 512)));
        Assert.Null(LibraryProducts.For(device.Pass(cuBlas: CuBlasUse.WhereFaster), new(64, 64, 64)));
        Assert.Null(LibraryProducts.For(device.Pass(precision: GpuPrecision.Float16, cuBlas: CuBlasUse.WhereFaster), new(512, 512, 512)));
        Assert.NotNull(LibraryProducts.For(device.Pass(cuBlas: CuBlasUse.Always), new(512, 512, 512)));
    }

    // As the reference of BLAS has it: element (i, j) of a matrix lies at i + j · stride.
    private sealed unsafe class Blas : IMatrixLibrary
    {
        public int Calls { get; private set; }

        public void Multiply(in BlasProduct product)
        {
            Calls++;
            for (var batch = 0; batch < product.Batch; batch++)
            {
                for (var i = 0; i < product.Rows; i++)
                {
                    for (var j = 0; j < product.Columns; j++)
                    {
                        var sum = 0f;
                        for (var k = 0; k < product.Depth; k++)
                            sum += *At(product.Left, batch, i, k) * *At(product.Right, batch, k, j);
                        var result = At(product.Result, batch, i, j);
                        *result = product.Kept == 0 ? sum : sum + (product.Kept * *result);
                    }
                }
            }
        }

        private static float* At(BlasMatrix matrix, int batch, int row, int column) =>
            (float*)matrix.Values + (batch * matrix.BatchStride) + (matrix.IsTransposed ? column + ((long)row * matrix.Stride) : row + ((long)column * matrix.Stride));
    }
}
