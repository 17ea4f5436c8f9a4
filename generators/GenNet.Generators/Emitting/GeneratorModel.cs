using GenNet.Generators.Parsing;
using GenNet.Generators.Planning;
using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Generators.Emitting;

/// <summary>What is emitted of a class.</summary>
/// <param name="Declaration">How the class was written.</param>
/// <param name="Spec">The model; null if it is wrong.</param>
/// <param name="Skeleton">What is written of a wrong model.</param>
internal sealed record GeneratorModel(ClassDeclaration Declaration, ModelSpec? Spec, SkeletonDeclaration? Skeleton)
{
    /// <summary>Which version of its weight contract the model is.</summary>
    public KnownVersion? Contract { get; init; }

    /// <summary>The other versions that its contract keeps, newest first.</summary>
    public EquatableArray<KnownVersion> Kept { get; init; }

    /// <summary>Versions that migrations name and the contract doesn't keep.</summary>
    public EquatableArray<MissingVersion> Missing { get; init; }

    /// <summary>The GPU kernels that there are; null where nothing brings GPUs.</summary>
    public GpuKernels? Gpu { get; init; }

    /// <summary>What the names of its files begin with.</summary>
    public string HintName { get; init; } = "";
}
