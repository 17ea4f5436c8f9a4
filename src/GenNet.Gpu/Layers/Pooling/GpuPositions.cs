namespace GenNet.Layers;

/// <summary>How many positions a row has.</summary>
internal static class GpuPositions<TShape>
    where TShape : struct, IGlobalPoolingShape
{
    /// <summary>Positions of a row in this run.</summary>
    public static int Of(in GpuPass pass) => TShape.HasRunTimeLength ? checked(pass.Length * TShape.PositionsPerStep) : TShape.Positions;
}
