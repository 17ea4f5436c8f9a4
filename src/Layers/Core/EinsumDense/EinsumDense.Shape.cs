namespace GenNet.Layers;

/// <summary>Constants of a call of an EinsumDense layer.</summary>
public interface IEinsumDenseShape : IProductShape
{
    /// <summary>Values of a batch row of the output, before a GLU halves them.</summary>
    static abstract int OutputSize { get; }

    /// <summary>Size of its last axis.</summary>
    static abstract int LastAxis { get; }

    /// <summary>Its axes.</summary>
    static abstract ReadOnlySpan<int> OutputDimensions { get; }

    /// <summary>Distances of neighbours in the bias along them; 0 where it has one for all.</summary>
    static abstract ReadOnlySpan<int> BiasStrides { get; }

    /// <summary>Values of the bias; 0 without one.</summary>
    static abstract int BiasSize { get; }

    /// <summary>Activation of the output.</summary>
    static abstract Activation Activation { get; }
}
