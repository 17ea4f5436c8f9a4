using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Launches of <see cref="ProductParts{TActivation}"/>.</summary>
internal static class ProductSums
{
    /// <summary>Sums the parts of products, and brings them to where the result goes.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="size">Size of the products.</param>
    /// <param name="from">Of each product its parts.</param>
    /// <param name="result">Where they go, and what is done to them on the way.</param>
    /// <param name="parts">How many parts a product has.</param>
    public static void Run(in GpuPass pass, in ProductSize size, GpuTensorRef from, in GpuMatrixResult result, int parts)
    {
        var sum = new Sum { Pass = pass, Size = size, From = from, Result = result, Parts = parts };
        ActivationFunctions.With(result.Activation, ref sum);
    }

    private struct Sum : IActivationUser
    {
        public GpuPass Pass;
        public ProductSize Size;
        public GpuTensorRef From;
        public GpuMatrixResult Result;
        public int Parts;

        public readonly void Use<TActivation>()
            where TActivation : struct, IActivationFunction
        {
            var count = checked(Size.Rows * Size.Columns * Size.Batch);
            var width = PartLanes.Width(Pass.Accelerator.GroupSize, Parts);
            Pass.Launch(
                new Index3D((count + width - 1) / width, 1, 1), Pass.Accelerator.GroupSize,
                new ProductParts<TActivation> { From = From.Rest, Result = Result.Tile<TActivation>(Size.Rows, Size.Columns), Parts = Parts, Count = count, Width = width });
        }
    }
}
