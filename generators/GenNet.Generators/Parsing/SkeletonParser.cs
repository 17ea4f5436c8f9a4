using GenNet.Generators.Names;
using GenNet.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>Finds what must be written of a wrong model, and can be.</summary>
internal static class SkeletonParser
{
    /// <summary>What is written of <paramref name="type"/>; null if no other part of it can be.</summary>
    public static SkeletonDeclaration? Parse(INamedTypeSymbol type, IReadOnlyList<LayerDeclaration> layers, CancellationToken cancellation)
    {
        var properties = Properties(type, cancellation).ToEquatableArray();
        if (!ClassParser.CanBeExtended(type, cancellation) && !(ClassParser.CanHaveParts(type) && properties.Count > 0))
            return null;
        var isModel = type.BaseType.Is("Model");
        var saysBase = type is { TypeKind: TypeKind.Class, IsRecord: false, IsStatic: false, BaseType.SpecialType: SpecialType.System_Object }
            && !ConstructorRules.HasPrimary(type, cancellation) && CanOverrideLayers(type);
        var names = new HashSet<string>(layers.Select(static l => l.Name), StringComparer.Ordinal);
        var versions = VersionTypes(type, cancellation).Where(name => IsFree(type, name)).Distinct().OrderBy(static name => name, StringComparer.Ordinal).ToEquatableArray();
        var types = GeneratedMembers.Types.Where(name => type.TypeKind != TypeKind.Interface && IsFree(type, name) && !IsInherited(type)).ToEquatableArray();
        isModel |= saysBase;
        return new(
            saysBase,
            HasConstructor: isModel && ConstructorRules.IsFree(type, cancellation),
            HasLayers: isModel && IsFree(type, GeneratedMembers.Layers),
            HasDescription: isModel && IsFree(type, GeneratedMembers.ModelDescription),
            HasForward: isModel && IsUnused(type, GeneratedMembers.Forward),
            types,
            (isModel && types.Count == GeneratedMembers.Types.Count ? Methods(type) : []).ToEquatableArray(),
            names.Where(name => SyntaxFacts.IsValidIdentifier(name) && !names.Contains(name + GeneratedMembers.LayerWeightsSuffix)).ToEquatableArray(),
            properties)
        {
            VersionTypes = versions,
        };
    }

    // Records of older versions' weights that migrations name.
    private static IEnumerable<string> VersionTypes(INamedTypeSymbol type, CancellationToken cancellation) => type.GetMembers().OfType<IMethodSymbol>()
        .SelectMany(method => method.DeclaringSyntaxReferences).Select(reference => reference.GetSyntax(cancellation)).OfType<MethodDeclarationSyntax>()
        .SelectMany(static method => method.ParameterList.Parameters.Select(static parameter => parameter.Type).Append(method.ReturnType))
        .OfType<IdentifierNameSyntax>().Select(static name => name.Identifier.ValueText).Where(static name => VersionWeights.VersionIn(name) is not null);

    private static IEnumerable<GeneratedMethod> Methods(INamedTypeSymbol type)
    {
        var forward = ForwardSignature.MethodsOf(type).FirstOrDefault();
        var outputs = forward?.ReturnType is INamedTypeSymbol { IsTupleType: true, TupleElements.Length: var elements } ? elements : 1;
        var hasLength = (forward?.Parameters ?? []).Append((ISymbol)type).Any(static symbol => InputParser.HasRunTimeLength(symbol));
        return GeneratedMembers.Methods(new DType[forward?.Parameters.Length ?? 1], new DType[outputs], hasLength).Where(method => method.Name != type.Name
            && type.GetMembers(method.Name).All(member => member is IMethodSymbol other && !NameRules.HasParameters(other, method.Parameters)));
    }

    private static bool CanOverrideLayers(INamedTypeSymbol type) =>
        IsFree(type, GeneratedMembers.Layers) || type.GetMembers(GeneratedMembers.Layers).Any(static member => member is IPropertySymbol { IsOverride: true });

    // A model that derives from another has what is generated of that.
    private static bool IsInherited(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.Attribute("ModelAttribute") is not null)
                return true;
        }
        return false;
    }

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
        RepeatParser.ElementTypeOf(property).IsLayerOrModel()
        || RepeatParser.Declares(property)
        || VariableParser.Declares(property)
        || property.GetAttributes().Any(static a => a.AttributeClass.DerivesFrom("LayerAttribute"));
}
