namespace GenNet.Layers;

/// <summary>What the generator knows of one call of a layer of a user's own. Batch rows are left out everywhere.</summary>
public interface ICustomShape
{
    /// <summary>The layer's arguments, an object of its nested type <c>Arguments</c>; a new one each time.</summary>
    static abstract object Arguments { get; }

    /// <summary>Number of axes of each input.</summary>
    static abstract ReadOnlySpan<int> InputRanks { get; }

    /// <summary>Dimensions of all inputs, one after another.</summary>
    static abstract ReadOnlySpan<int> InputDimensions { get; }

    /// <summary>Dimensions of the output.</summary>
    static abstract ReadOnlySpan<int> OutputDimensions { get; }

    /// <summary>Values of each weight; 0 for one that the arguments leave out.</summary>
    static abstract ReadOnlySpan<int> WeightSizes { get; }

    /// <summary>Values a row of each memory that training keeps.</summary>
    static abstract ReadOnlySpan<int> SavedSizes { get; }

    /// <summary>Values a row of each working memory.</summary>
    static abstract ReadOnlySpan<int> ScratchSizes { get; }

    /// <summary>Whether the layer sees the whole batch at once in training.</summary>
    static abstract bool TakesWholeBatch { get; }

    /// <summary>Number of the call in the model, for random numbers.</summary>
    static abstract int Stream { get; }

    /// <summary>Number of the layer in the model.</summary>
    static abstract int Layer { get; }
}
