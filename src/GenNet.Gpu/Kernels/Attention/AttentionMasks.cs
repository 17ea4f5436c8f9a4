using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Which keys a query attends to.</summary>
[GpuKernel]
internal static class AttentionMasks
{
    /// <summary>Whether it attends to the key.</summary>
    public static bool Keeps(AttentionShape shape, int batch, int query, int key)
    {
        if (query >= shape.Queries | key >= shape.Keys)
            return false;
        var distance = query > key ? query - key : key - query;
        if ((shape.IsCausal != 0 & key > query) | (shape.Window != 0 & distance >= shape.Window))
            return false;
        if (shape.HasQueryMask != 0 && shape.QueryMask[AttentionShape.PositionOf(shape, batch, shape.Queries, query)] == 0)
            return false;
        var position = AttentionShape.PositionOf(shape, batch, shape.Keys, key);
        if ((shape.HasKeyMask != 0 && shape.KeyMask[position] == 0) || (shape.HasValueMask != 0 && shape.ValueMask[position] == 0))
            return false;
        return shape.HasPairMask == 0 || shape.PairMask[((((long)(batch / shape.GroupsOfMask) * shape.Queries) + query) * shape.Keys) + key] != 0;
    }
}
