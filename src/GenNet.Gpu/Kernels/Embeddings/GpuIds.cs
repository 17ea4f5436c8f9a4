using System.Globalization;
using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Ids that there aren't.</summary>
internal static class GpuIds
{
    /// <summary>Has the device note one.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="type">What ids are stored as.</param>
    /// <param name="ids">The ids.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="perRow">How many a row has.</param>
    /// <param name="size">Ids are below it.</param>
    /// <param name="note">Where it is noted.</param>
    public static void Check(in GpuPass pass, DType type, GpuTensorRef ids, long count, int perRow, int size, ArrayView<int> note)
    {
        switch (type)
        {
            case DType.Int64: pass.LaunchForEach(count, new RefusedIds<Int64Ids> { Ids = ids.Rest, Note = note, Size = size, PerRow = perRow, Count = count }); break;
            case DType.Int32: pass.LaunchForEach(count, new RefusedIds<Int32Ids> { Ids = ids.Rest, Note = note, Size = size, PerRow = perRow, Count = count }); break;
            default: pass.LaunchForEach(count, new RefusedIds<FloatIds> { Ids = ids.Rest, Note = note, Size = size, PerRow = perRow, Count = count }); break;
        }
    }

    /// <summary>What was noted, as it was given.</summary>
    public static string TextOf(DType type, long bits) => type switch
    {
        DType.Int64 => bits.ToString(CultureInfo.InvariantCulture),
        DType.Int32 => ((int)bits).ToString(CultureInfo.InvariantCulture),
        _ => BitConverter.Int32BitsToSingle((int)bits).ToString(CultureInfo.InvariantCulture),
    };
}
