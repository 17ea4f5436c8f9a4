namespace GenNet.Specs;

/// <summary>How generated code calls a layer's kernels.</summary>
/// <param name="Name">Kernels are <c>GenNet.Layers.&lt;Name&gt;Kernel</c>, their constants <c>GenNet.Layers.I&lt;Name&gt;Shape</c>.</param>
public sealed record KernelCall(string Name)
{
    /// <summary>The kernels' second type argument; null for none.</summary>
    public string? TypeArgument { get; init; }

    /// <summary>
    /// Whether inputs and variables are handed over as lists, <c>inputs</c> and <c>weights</c>, and not each under its name: kernels that serve layers of any kind.
    /// </summary>
    public bool TakesLists { get; init; }

    /// <summary>Of kernels that take lists, all variables that the list of weights has places for: <c>default</c> stands for one that the layer's arguments leave out.</summary>
    public EquatableArray<string> Weights { get; init; }

    /// <summary>The interface of the kernels' constants.</summary>
    public string Shape => $"I{Name}Shape";

    /// <summary>The type arguments of the kernels' class: <c>&lt;HeadShape&gt;</c>.</summary>
    /// <param name="shape">The call's shape struct.</param>
    public string TypeArguments(string shape) => $"<{shape}{(TypeArgument is null ? "" : ", " + TypeArgument)}>";
}
