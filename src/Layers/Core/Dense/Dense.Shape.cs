namespace GenNet.Layers;

/// <summary>What the generator knows of one call of a Dense layer.</summary>
public interface IDenseShape
{
    /// <summary>Rows of the matrix product per batch row: the product of the axes between batch and features.</summary>
    static abstract int RowsPerSample { get; }

    /// <summary>Size of the input's last axis.</summary>
    static abstract int Features { get; }

    /// <summary>Size of the output's last axis, before a GLU halves it.</summary>
    static abstract int Units { get; }

    /// <summary>Activation of the output.</summary>
    static abstract Activation Activation { get; }
}
