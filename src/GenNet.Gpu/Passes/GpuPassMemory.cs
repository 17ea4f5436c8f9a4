using GenNet.Accelerators;

namespace GenNet;

/// <summary>The memory of a <see cref="GpuPass"/>, all of it the GPU's.</summary>
internal sealed class GpuPassMemory
{
    public required GpuTensorRef[] Inputs { get; init; }

    public required GpuTensorRef[] Outputs { get; init; }

    public GpuTensorRef[] OutputGradients { get; init; } = [];

    /// <summary>Null if nobody asked for them.</summary>
    public GpuTensorRef[]? InputGradients { get; set; }

    public GpuTensorRef Weights { get; set; }

    public GpuTensorRef WeightGradients { get; set; }

    public GpuTensorRef Activations { get; set; }

    public GpuTensorRef Fixed { get; set; }

    public GpuTensorRef Gradients { get; set; }

    /// <summary>What layers carry from call to call, as the last call has left it; none where nothing is carried.</summary>
    public GpuTensorRef CarriedStates { get; set; }

    /// <summary>Where this call leaves it.</summary>
    public GpuTensorRef NextStates { get; set; }

    /// <summary>What layers add to the loss; see <see cref="GpuPass.Penalty"/>.</summary>
    public GpuTensorRef Penalty { get; set; }

    /// <summary>Whether a layer has asked for it.</summary>
    public bool HasPenalty { get; set; }

    public bool CountsPenalties { get; set; }

    /// <summary>What kernels refuse; null where none does.</summary>
    public GpuRefusals? Refusals { get; init; }

    /// <summary>What products multiply.</summary>
    public GpuPrecision Precision { get; init; }

    /// <summary>When products are left to cuBLAS.</summary>
    public CuBlasUse CuBlas { get; init; } = CuBlasUse.Never;
}
