using GenNet.Generators.Emitting;
using GenNet.Specs;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>Finds what must be written of a wrong model, and can be.</summary>
internal static class SkeletonParser
{
    /// <summary>What is written of <paramref name="type"/>; null if no other part of it can be.</summary>
    public static SkeletonDeclaration? Parse(INamedTypeSymbol type, IReadOnlyList<LayerDeclaration> layers, CancellationToken cancellation)
    {
        if (!ClassParser.CanBeExtended(type, cancellation))
            return null;
        var isModel = type.BaseType.Is("Model");
        var saysBase = type is { TypeKind: TypeKind.Class, IsRecord: false, IsStatic: false, BaseType.SpecialType: SpecialType.System_Object }
            && !ConstructorRules.HasPrimary(type, cancellation) && CanOverrideLayers(type);
        var names = new HashSet<string>(layers.Select(static l => l.Name), StringComparer.Ordinal);
        return new(
            saysBase,
            HasConstructor: (saysBase || isModel) && ConstructorRules.IsFree(type, cancellation),
            HasLayers: (saysBase || isModel) && IsFree(type, GeneratedMembers.Layers),
            GeneratedMembers.Types.Where(name => type.TypeKind != TypeKind.Interface && IsFree(type, name)).ToEquatableArray(),
            names.Where(name => name.Length > 0 && !names.Contains(name + GeneratedMembers.LayerWeightsSuffix)).ToEquatableArray(),
            Properties(type, cancellation).ToEquatableArray());
    }

    private static bool CanOverrideLayers(INamedTypeSymbol type) =>
        IsFree(type, GeneratedMembers.Layers) || type.GetMembers(GeneratedMembers.Layers).Any(static member => member is IPropertySymbol { IsOverride: true });

    private static bool IsFree(INamedTypeSymbol type, string name) => IsUnused(type, name) && IsUnused(type, "get_" + name);

    private static bool IsUnused(INamedTypeSymbol type, string name) => name != type.Name && type.GetMembers(name).IsEmpty;

    private static IEnumerable<SkeletonProperty> Properties(INamedTypeSymbol type, CancellationToken cancellation) => type.GetMembers()
        .OfType<IPropertySymbol>()
        .Where(static p => p is { IsPartialDefinition: true, PartialImplementationPart: null } && IsMeantAsLayer(p))
        .Select(p => PropertyParser.Skeleton(p, cancellation))
        .OfType<SkeletonProperty>()
        .Distinct();

    // Partial properties of other kinds belong to other generators.
    private static bool IsMeantAsLayer(IPropertySymbol property) =>
        property.Type.IsLayerOrModel()
        || property.GetAttributes().Any(static a => a.AttributeClass.DerivesFrom("LayerAttribute"));
}
