namespace GenNet.Layers;

/// <summary>Constants of a call that turns ids into vectors.</summary>
public interface IEmbeddingShape
{
    /// <summary>Ids a batch row.</summary>
    static abstract int IdsPerRow { get; }

    /// <summary>What ids are stored as.</summary>
    static abstract DType IdType { get; }

    /// <summary>Number of ids.</summary>
    static abstract int InputDim { get; }

    /// <summary>Size of a vector.</summary>
    static abstract int OutputDim { get; }

    /// <summary>The layer, for messages.</summary>
    static abstract string Name { get; }
}
