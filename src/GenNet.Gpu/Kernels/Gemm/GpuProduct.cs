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
        Run(pass, size, left, right, result, ProductPlan.For(size, pass.Accelerator.GroupSize, pass.Accelerator.Accelerator.NumMultiprocessors), TensorFormats.Of(pass, size));

    /// <summary>Computes C as <paramref name="plan"/> says.</summary>
    public static void Run(
        in GpuPass pass, in ProductSize size, in TLeft left, in TRight right, in GpuMatrixResult result, ProductPlan plan, GpuPrecision precision = GpuPrecision.Float32)
    {
        if (size.Rows == 0 || size.Columns == 0 || size.Batch == 0)
            return;
        var launch = new Launch { Pass = pass, Size = size, Left = left, Right = right, Result = result, Plan = plan, Precision = precision };
        if (plan.Parts == 1)
        {
            ActivationFunctions.With(result.Activation, ref launch);
            return;
        }
        var parts = pass.Workspace((long)size.Rows * size.Columns * size.Batch * plan.Parts);
        launch.Result = new(parts, size.Columns) { BatchStride = (long)size.Rows * size.Columns };
        launch.Use<LinearActivation>();
        ProductSums.Run(pass, size, parts, result, plan.Parts);
    }

    private struct Launch : IActivationUser
    {
        public GpuPass Pass;
        public ProductSize Size;
        public TLeft Left;
        public TRight Right;
        public GpuMatrixResult Result;
        public ProductPlan Plan;
        public GpuPrecision Precision;

        public readonly void Use<TActivation>()
            where TActivation : struct, IActivationFunction
        {
            switch (Precision, Plan.Side)
            {
                case (GpuPrecision.Float32, 16): Use<TActivation, Tile128>(); break;
                case (GpuPrecision.Float32, 8): Use<TActivation, Tile64>(); break;
                case (GpuPrecision.Float32, _): Use<TActivation, Tile32>(); break;
                case (GpuPrecision.TF32, _): UseTensorCores<TActivation, TensorFloat32>(); break;
                case (GpuPrecision.BFloat16, _): UseTensorCores<TActivation, BrainFloat16>(); break;
                case (GpuPrecision.Float16, _): UseTensorCores<TActivation, HalfFloat16>(); break;
            }
        }

        private readonly void UseTensorCores<TActivation, TFormat>()
            where TActivation : struct, IActivationFunction
            where TFormat : struct, ITensorFormat
        {
            if (Plan.Side == 16)
                UseTensorCores<TActivation, TensorTile128, TFormat>();
            else
                UseTensorCores<TActivation, TensorTile64, TFormat>();
        }

        private readonly void UseTensorCores<TActivation, TTile, TFormat>()
            where TActivation : struct, IActivationFunction
            where TTile : struct, ITensorTile
            where TFormat : struct, ITensorFormat
        {
            var kernel = new TensorProductKernel<TLeft, TRight, TActivation, TTile, TFormat>
            {
                Left = Left,
                Right = Right,
                Result = Result.Tile<TActivation>(Size.Rows, Size.Columns),
                Depth = Size.Depth,
                Parts = Plan.Parts,
                PartDepth = Plan.PartDepth(Size.Depth, TensorFormats.TileDepth),
            };
            Pass.Launch(Groups(8 * TTile.WarpsDown), 32 * TTile.WarpsDown * TTile.WarpsAcross, kernel);
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
                PartDepth = Plan.PartDepth(Size.Depth, ProductKernel<TLeft, TRight, TActivation, TTile>.TileDepth),
            };
            Pass.Launch(Groups(TTile.Side), TTile.Side * TTile.Side, kernel);
        }

        // Tiles of eight times as many rows and columns.
        private readonly Index3D Groups(int side) =>
            new(ProductSize.TilesAlong(Size.Rows, side), ProductSize.TilesAlong(Size.Columns, side), Size.Batch * Plan.Parts);
    }
}
