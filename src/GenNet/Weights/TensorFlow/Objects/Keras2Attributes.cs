namespace GenNet.Weights.TensorFlow;

/// <summary>What Keras 2's layers, and where it is said Keras 3's, call their attributes, where that is something else than their variables' names in Keras 3.</summary>
internal static class Keras2Attributes
{
    private const string Attention = "MultiHeadAttention";
    private const string Depthwise = "DepthwiseConv";

    /// <summary>The attribute that holds a variable.</summary>
    /// <param name="kind">Keras' class of the layer.</param>
    /// <param name="variable">The variable's own name.</param>
    public static string OfVariable(string kind, string variable) =>
        variable == "kernel" && kind.StartsWith(Depthwise, StringComparison.Ordinal) ? "depthwise_kernel" : variable;

    /// <summary>The attribute that a Normalization of Keras 3 holds a variable by.</summary>
    /// <inheritdoc cref="OfVariable"/>
    public static string InKeras3(string kind, string variable) => kind == "Normalization" && variable is ("mean" or "variance") ? $"adapt_{variable}" : variable;

    /// <summary>The attribute that holds what a layer consists of: a projection of attention is private.</summary>
    /// <param name="kind">Keras' class of the layer.</param>
    /// <param name="part">What Keras 3's files call it.</param>
    public static string OfPart(string kind, string part) => kind == Attention ? "_" + part : part;
}
