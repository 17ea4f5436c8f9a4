using GenNet.Generators.Names;
using GenNet.Specs;

namespace GenNet.Generators.Parsing;

/// <summary>
/// What is written of a wrong model, so that its own errors stand alone: what the compiler would miss, and the types that signatures elsewhere may name.
/// Structurally equal, without Roslyn types.
/// </summary>
/// <param name="SaysBase">Whether the generated part says that the class derives from <c>GenNet.Model</c>.</param>
/// <param name="HasConstructor">Whether it has the generated constructor.</param>
/// <param name="HasLayers">Whether it overrides <c>Layers</c>.</param>
/// <param name="HasDescription">Whether it has <c>ModelDescription</c>.</param>
/// <param name="HasForward">Whether it runs as a layer of another model, without a method of the user's.</param>
/// <param name="Types">Generated nested types whose names are free.</param>
/// <param name="Methods">Generated methods that can be written: interfaces of the user's may be implemented by them.</param>
/// <param name="LayerNames">Names of its layers.</param>
/// <param name="Properties">Partial properties without a body.</param>
internal sealed record SkeletonDeclaration(
    bool SaysBase,
    bool HasConstructor,
    bool HasLayers,
    bool HasDescription,
    bool HasForward,
    EquatableArray<string> Types,
    EquatableArray<GeneratedMethod> Methods,
    EquatableArray<string> LayerNames,
    EquatableArray<SkeletonProperty> Properties)
{
    /// <summary>Records of older versions' weights that its methods name.</summary>
    public EquatableArray<string> VersionTypes { get; init; }
}

/// <summary>A partial property that needs a body.</summary>
/// <param name="Head">All but its accessors: <c>public partial global::GenNet.Dense Out</c>.</param>
/// <param name="Accessors">Its accessors: <c>get</c>, <c>private set</c>.</param>
internal sealed record SkeletonProperty(string Head, EquatableArray<string> Accessors);
