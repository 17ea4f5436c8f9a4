using GenNet.Specs;

namespace GenNet;

/// <summary>What poolings with windows of one size have in common.</summary>
public abstract class PoolingAttribute : LayerAttribute
{
    /// <summary>What happens at the border; Valid by default. Padding never counts: it is no maximum, and has no part in a mean.</summary>
    public Padding Padding { get; set; }

    /// <summary>Where the channels stand; last by default.</summary>
    public DataFormat DataFormat { get; set; }
}

/// <summary>
/// What poolings have in common of which the number of windows is given: along an axis, window i has the elements from ⌊i·input / output⌋ up to ⌈(i + 1)·input / output⌉.
/// </summary>
public abstract class AdaptivePoolingAttribute : LayerAttribute
{
    /// <summary>Where the channels stand; last by default.</summary>
    public DataFormat DataFormat { get; set; }
}

/// <summary>What poolings over all positions have in common.</summary>
public abstract class GlobalPoolingAttribute : LayerAttribute
{
    /// <summary>Where the channels stand; last by default.</summary>
    public DataFormat DataFormat { get; set; }

    /// <summary>Whether the axes that are pooled stay, with size 1; false by default.</summary>
    public bool Keepdims { get; set; }
}
