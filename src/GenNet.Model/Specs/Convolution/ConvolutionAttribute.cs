using GenNet.Specs;

namespace GenNet;

/// <summary>What convolutions of all kinds have in common besides their window.</summary>
[Weight("bias", Initializer.Zeros)]
public abstract partial class ConvolutionAttribute : LayerAttribute
{
    /// <summary>What happens at the border; Valid by default. Only <c>Conv1D</c> and <c>SeparableConv1D</c> have Causal.</summary>
    public Padding Padding { get; set; }

    /// <summary>Where the channels stand; last by default.</summary>
    public DataFormat DataFormat { get; set; }

    /// <summary>Activation of the output; linear by default.</summary>
    public Activation Activation { get; set; }

    /// <summary>Whether a bias is added; true by default.</summary>
    [Argument(ArgumentRole.Structure)]
    public bool UseBias { get; set; } = true;
}
