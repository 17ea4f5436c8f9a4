using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GenNet.Kernels;

/// <summary>The widest registers that products are computed in.</summary>
internal static class Registers
{
    /// <summary>
    /// Whether they have 512 bits. .NET prefers 256 on processors that lower their clock for wider ones (<see cref="Vector512.IsHardwareAccelerated"/> is false there): that is for code with a few of
    /// them; long chains of products gain more than the clock loses. Code compiled ahead of time has them only where it was compiled for them.
    /// </summary>
    public static bool Have512Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated || (RuntimeFeature.IsDynamicCodeCompiled && Avx512F.IsSupported);
    }

    /// <summary>Whether they have 256 bits at least.</summary>
    public static bool Have256Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.IsHardwareAccelerated;
    }
}
