using System.Numerics;

namespace GenNet.Layers;

/// <summary>Mean and inverse deviation of a chunk's channels, with a vector's room behind them.</summary>
internal readonly unsafe struct ChannelStatistics(float* means, float* inverses)
{
    /// <summary>Means.</summary>
    public float* Means => means;

    /// <summary>1 / √(variance + epsilon).</summary>
    public float* Inverses => inverses;

    /// <summary>Means of channels from <paramref name="k"/> on.</summary>
    public Vector<float> Mean(int k) => Vector.Load(means + k);

    /// <summary>Inverse deviations of channels from <paramref name="k"/> on.</summary>
    public Vector<float> Inverse(int k) => Vector.Load(inverses + k);
}
