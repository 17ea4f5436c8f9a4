namespace GenNet.Layers;

/// <summary>Constants of a call of a layer that puts normal noise to every value; see <see cref="Specs.NormalNoise"/>.</summary>
public interface INormalNoiseShape
{
    /// <summary>Values a row.</summary>
    static abstract int RowSize { get; }

    /// <summary>The noise's standard deviation.</summary>
    static abstract float Deviation { get; }

    /// <summary>Whether the layer has a seed of its own.</summary>
    static abstract bool HasSeed { get; }

    /// <summary>That seed.</summary>
    static abstract int Seed { get; }

    /// <summary>Number of the call in the model.</summary>
    static abstract int Stream { get; }
}
