using System.Numerics;

namespace GenNet.Gpu.Kernels;

/// <summary>How the threads of a group are shared among sums of parts, each of which lies apart: threads side by side take sums side by side, and the others some of their parts.</summary>
internal static class PartLanes
{
    // Parts that a thread should have at least, and sums that a transfer from memory brings at once.
    private const int PartsPerThread = 4;
    private const int LeastWidth = 8;

    /// <summary>Sums of a group, a power of two.</summary>
    /// <param name="threads">Threads of the group, a power of two.</param>
    /// <param name="parts">Parts of a sum.</param>
    public static int Width(int threads, int parts)
    {
        var lanes = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, parts / PartsPerThread));
        return Math.Min(threads, Math.Max(LeastWidth, threads / lanes));
    }
}
