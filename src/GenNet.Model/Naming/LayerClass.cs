namespace GenNet.Naming;

/// <summary>The class of a layer in Keras, of the kind that contracts name: <c>Research.Gate</c> is of class <c>Gate</c>.</summary>
public static class LayerClass
{
    /// <summary>What follows the last dot.</summary>
    public static string Of(string kind) => kind.Substring(kind.LastIndexOf('.') + 1);

    /// <summary>The class as groups and names in files have it: <c>batch_normalization</c>.</summary>
    /// <remarks>The class behind <c>keras.layers.GroupQueryAttention</c> is called otherwise.</remarks>
    public static string InNames(string kind) => Of(kind) is var name && name == "GroupQueryAttention" ? "grouped_query_attention" : SnakeCase.Of(name);
}
