namespace GenNet.Specs;

/// <summary>What a call of a layer yields.</summary>
/// <param name="Names">Names of its kernels' parameters, in Keras' order: <c>output</c>, <c>hiddenState</c>, …</param>
/// <param name="Method">The method of the layer object that returns all of them as a tuple, where there are several; <c>Forward</c> returns the first alone.</param>
public sealed record LayerOutputs(EquatableArray<string> Names, string? Method)
{
    /// <summary>One output.</summary>
    public static LayerOutputs One { get; } = new(EquatableArray.Of("output"), null);

    /// <summary>What the layer's attribute must set for the call to yield more than the first; null where nothing is missing: <c>ReturnState = true</c>.</summary>
    public string? Needs { get; init; }

    /// <summary>The call argument that is set where the call is made by <see cref="Method"/>; null where the attribute alone decides what is returned: <c>return_attention_scores</c>.</summary>
    public string? CallArgument { get; init; }

    /// <summary>How many of them a call returns: all but a mask.</summary>
    public int Returned => Names.Count(static name => name != Mask);

    /// <summary>The name of the output that masks the others, of layers that make a mask; never returned to the caller.</summary>
    public const string Mask = "outputMask";
}
