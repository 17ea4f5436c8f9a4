using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Launches of products, whatever their operands are.</summary>
/// <typeparam name="TLeft">Order of A.</typeparam>
/// <typeparam name="TRight">Order of B.</typeparam>
internal static class GpuProduct<TLeft, TRight>
    where TLeft : struct, ITileOperand<TLeft>
    where TRight : struct, ITileOperand<TRight>
{
    /// <summary>Computes C.</summary>
    public static void Run(in GpuPass pass, in ProductSize size, in TLeft left, in TRight right, in GpuMatrixResult result) =>
        Run(pass, size, left, right, result, ProductPlan.For(size, pass.Accelerator.GroupSize, pass.Accelerator.Accelerator.NumMultiprocessors));

    /// <summary>Computes C as <paramref name="plan"/> says.</summary>
    public static void Run(in GpuPass pass, in ProductSize size, in TLeft left, in TRight right, in GpuMatrixResult result, ProductPlan plan)
    {
        if (size.Rows == 0 || size.Columns == 0 || size.Batch == 0)
            return;
        var launch = new Launch { Pass = pass, Size = size, Left = left, Right = right, Result = result, Plan = plan };
        if (plan.Parts == 1)
        {
            ActivationFunctions.With(result.Activation, ref launch);
            return;
        }
        var parts = pass.Workspace((long)size.Rows * size.Columns * size.Batch * plan.Parts);
        launch.Result = new(parts, size.Columns) { BatchStride = (long)size.Rows * size.Columns };
        launch.Use<LinearActivation>();
        var sum = new SumOfParts { Pass = pass, Size = size, From = parts, Result = result, Parts = plan.Parts };
        ActivationFunctions.With(result.Activation, ref sum);
    }

    private struct Launch : IActivationUser
    {
        public GpuPass Pass;
        public ProductSize Size;
        public TLeft Left;
        public TRight Right;
        public GpuMatrixResult Result;
        public ProductPlan Plan;

        public readonly void Use<TActivation>()
            where TActivation : struct, IActivationFunction
        {
            switch (Plan.Side)
            {
                case 16: Use<TActivation, Tile128>(); break;
                case 8: Use<TActivation, Tile64>(); break;
                default: Use<TActivation, Tile32>(); break;
            }
        }

        private readonly void Use<TActivation, TTile>()
            where TActivation : struct, IActivationFunction
            where TTile : struct, ITile
        {
            var kernel = new ProductKernel<TLeft, TRight, TActivation, TTile>
            {
                Left = Left,
                Right = Right,
                Result = Result.Tile<TActivation>(Size.Rows, Size.Columns),
                Depth = Size.Depth,
                Parts = Plan.Parts,
                PartDepth = Plan.PartDepth(Size.Depth),
            };
            var groups = new Index3D(ProductSize.TilesAlong(Size.Rows, TTile.Side), ProductSize.TilesAlong(Size.Columns, TTile.Side), Size.Batch * Plan.Parts);
            Pass.Launch(groups, TTile.Side * TTile.Side, kernel);
        }
    }

    private struct SumOfParts : IActivationUser
    {
        public GpuPass Pass;
        public ProductSize Size;
        public GpuTensorRef From;
        public GpuMatrixResult Result;
        public int Parts;

        public readonly void Use<TActivation>()
            where TActivation : struct, IActivationFunction
        {
            var count = (long)Size.Rows * Size.Columns * Size.Batch;
            Pass.LaunchForEach(
                count, new ProductParts<TActivation> { From = From.Rest, Result = Result.Tile<TActivation>(Size.Rows, Size.Columns), Parts = Parts, Count = count });
        }
    }
}
