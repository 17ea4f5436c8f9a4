using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>What one instruction of a tensor core does, by exchanges within a warp of 32 lanes: the same arrangement of words, where there are no tensor cores.</summary>
/// <typeparam name="TFormat">What the words are.</typeparam>
[GpuKernel]
internal static class WarpProduct<TFormat>
    where TFormat : struct, ITensorFormat
{
    /// <summary>See <see cref="ITensorFormat.Multiply"/>.</summary>
    public static F4 Add(F4 sums, Words left, WordPair right)
    {
        var group = Warp.LaneIdx / 4 * 4;
        var columns = Warp.LaneIdx % 4 * 8;
        for (var word = 0; word < 8; word++)
        {
            var lane = word % 4;
            var above = Warp.Shuffle(word < 4 ? left.X : left.Z, group + lane);
            var below = Warp.Shuffle(word < 4 ? left.Y : left.W, group + lane);
            var first = Warp.Shuffle(word < 4 ? right.X : right.Y, columns + lane);
            var second = Warp.Shuffle(word < 4 ? right.X : right.Y, columns + 4 + lane);
            sums.X += Product(above, first);
            sums.Y += Product(above, second);
            sums.Z += Product(below, first);
            sums.W += Product(below, second);
        }
        return sums;
    }

    private static float Product(uint a, uint b) => (TFormat.First(a) * TFormat.First(b)) + (TFormat.Second(a) * TFormat.Second(b));
}
