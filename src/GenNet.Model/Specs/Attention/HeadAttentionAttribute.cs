using GenNet.Specs;

namespace GenNet;

/// <summary>What the layers have in common that attend with several heads: <see cref="MultiHeadAttentionAttribute"/> and <see cref="GroupQueryAttentionAttribute"/>.</summary>
[Weight("kernel", Initializer.GlorotUniform), Weight("bias", Initializer.Zeros)]
public abstract partial class HeadAttentionAttribute : LayerAttribute
{
    /// <summary>The share of attention's weights to drop in training.</summary>
    [Argument(ArgumentRole.Training, Minimum = 0, Maximum = 1)]
    public double Dropout { get; set; }

    /// <summary>Whether projections add a bias; true by default.</summary>
    [Argument(ArgumentRole.Structure)]
    public bool UseBias { get; set; } = true;

    /// <summary>Whether what is attended to is multiplied by a gate, sigmoid(query · gate kernel + gate bias).</summary>
    [Argument(ArgumentRole.Structure)]
    public bool UseGate { get; set; }

    /// <summary>How far a query attends: to keys less than so many places away from it. All by default.</summary>
    [Argument(Optional = true, Minimum = 1)]
    public int SlidingWindow { get; set; }

    /// <summary>
    /// Keras' <c>flash_attention</c>. It says how to compute and not what, so nothing changes here; as in Keras, it goes neither with <see cref="Dropout"/> nor with returned attention scores.
    /// </summary>
    [Argument(ArgumentRole.Training)]
    public bool FlashAttention { get; set; }

    /// <summary>Seed of this layer's draws; by default they come from the trainer's seed.</summary>
    [Argument(ArgumentRole.Training, Optional = true)]
    public int Seed { get; set; }
}
