namespace GenNet;

/// <summary>When products of matrices are left to NVIDIA's cuBLAS, where it is installed.</summary>
public enum CuBlasUse
{
    /// <summary>Where it was measured to be faster than GenNet's kernels. Nothing was measured yet, so that it is nowhere.</summary>
    WhereFaster,

    /// <summary>Never.</summary>
    Never,

    /// <summary>Always, but in convolutions other than 1×1, which aren't products of matrices in memory.</summary>
    Always,
}
