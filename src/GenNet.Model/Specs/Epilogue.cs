namespace GenNet.Specs;

/// <summary>
/// What kernels may do at inference to what they have computed before it goes to memory: parts that are layers behind the one that computes, in this order, each at most once. Without them,
/// values would go to memory and come back for each.
/// </summary>
[Flags]
public enum Epilogue
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Each channel of the last axis is multiplied by a factor, and a summand added: the kernels' <c>scaling</c>, which is the <c>Scaling</c> of the layer's own kernels.</summary>
    Scaling = 1,

    /// <summary>A value of the same type is added: <c>added</c>.</summary>
    Sum = 2,

    /// <summary>An activation is applied: <c>activation</c>.</summary>
    Activation = 4,
}
