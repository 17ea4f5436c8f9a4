using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>How a batch is cut for a user's layer: by sizes alone.</summary>
internal static class CustomSplit
{
    private const int WorkOfAPiece = 64 * 1024;
    private const int MostPieces = 16;
    private const int MostPartialGradients = 4 * 1024 * 1024;

    public static WorkSplit OfForward<TShape>(in Pass pass)
        where TShape : struct, ICustomShape => new(pass.Rows, 1, TShape.TakesWholeBatch && pass.Training ? Math.Max(1, pass.Rows) : RowsOfAPiece<TShape>());

    /// <summary>Few enough pieces that their gradients take no more memory than is worth it.</summary>
    public static WorkSplit OfBackward<TShape>(in Pass pass, int gradientSize)
        where TShape : struct, ICustomShape
    {
        if (TShape.TakesWholeBatch && pass.Training)
            return new(pass.Rows, 1, Math.Max(1, pass.Rows));
        var most = Math.Clamp(MostPartialGradients / Math.Max(1, gradientSize), 1, MostPieces);
        return new(pass.Rows, 1, Math.Max(RowsOfAPiece<TShape>(), (pass.Rows + most - 1) / most));
    }

    // A row meets about every weight once.
    private static int RowsOfAPiece<TShape>()
        where TShape : struct, ICustomShape
    {
        var sizes = CustomSizes.Of<TShape>();
        long work = sizes.OutputSize + CustomSizes.Sum(sizes.Weights) + CustomSizes.Sum(sizes.Saved) + CustomSizes.Sum(sizes.Scratch);
        for (var input = 0; input < sizes.InputRanks.Length; input++)
            work += sizes.InputSize(input);
        return (int)Math.Max(1, WorkOfAPiece / work);
    }
}
