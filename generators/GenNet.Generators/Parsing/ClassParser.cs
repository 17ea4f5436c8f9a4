using GenNet.Generators.Diagnostics;
using GenNet.Generators.Names;
using GenNet.Naming;
using GenNet.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>Checks the form of a model's class and describes its declaration.</summary>
internal static class ClassParser
{
    private static readonly SymbolDisplayFormat s_unescaped =
        new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>Reports what keeps <paramref name="type"/> from being a model.</summary>
    public static void Check(INamedTypeSymbol type, Reporter reporter, CancellationToken cancellation)
    {
        var location = type.MainLocation(cancellation);
        var problem = type switch
        {
            { TypeKind: not TypeKind.Class } => Wording.A(type.TypeKind.ToString().ToLowerInvariant()),
            { IsRecord: true } => "a record",
            { IsStatic: true } => "static",
            { IsAbstract: true } => "abstract",
            _ when SelfAndContainers(type).Any(static t => t.IsFileLocal) => "file-local or nested in a file-local type",
            { IsGenericType: true } => "generic or nested in a generic type",
            _ => null,
        };
        if (problem is not null)
            reporter.Report(DiagnosticDescriptors.UnsupportedClass, location, type.Name, problem);
        else if (type.BaseType is { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error } baseType && !baseType.Is("Model"))
            reporter.Report(DiagnosticDescriptors.WrongBase, location, type.Name, TypeNames.Distinct("Model", baseType).Actual);
        if (NotPartial(type, cancellation) is { } closed)
            reporter.Report(DiagnosticDescriptors.NotPartial, location, type.Name, closed.Name);
    }

    /// <summary>Whether another part of the class can be written, which the compiler takes without a word.</summary>
    public static bool CanBeExtended(INamedTypeSymbol type, CancellationToken cancellation) => NotPartial(type, cancellation) is null && CanHaveParts(type);

    /// <summary>
    /// Whether another part of the class can be written at all. Beside a part without <c>partial</c> it can: the compiler then misses that one word, and not the bodies of all layers.
    /// </summary>
    public static bool CanHaveParts(INamedTypeSymbol type) =>
        !SelfAndContainers(type).Any(static t => t.IsFileLocal);

    /// <summary>The class's namespace; empty if it has none.</summary>
    public static string NamespaceOf(INamedTypeSymbol type) =>
        type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(s_unescaped);

    /// <summary>The types that the class is nested in, outermost first, with dots between.</summary>
    public static string ContainingTypesOf(INamedTypeSymbol type) => string.Join(".", SelfAndContainers(type).Skip(1).Reverse().Select(static t => t.Name));

    /// <summary>How the class was written.</summary>
    public static ClassDeclaration Declare(INamedTypeSymbol type, IReadOnlyList<LayerDeclaration> layers, CancellationToken cancellation) => new(
        NamespaceOf(type),
        HeadOf(type),
        SelfAndContainers(type).Skip(1).Reverse().Select(HeadOf).ToEquatableArray(),
        PropertyParser.Declare(type, layers, cancellation),
        IsVisibleOutside(type) && ClaimsClsCompliance(type.ContainingAssembly) && !type.GetAttributes().Any(IsClsCompliant))
    {
        HiddenForward = HiddenForward.Of(type),
        WeightsAccess = layers.Any(static layer => layer.Submodel is not null) ? WeightsAccess.Of(type) : "public",
    };

    private static IEnumerable<INamedTypeSymbol> SelfAndContainers(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
            yield return current;
    }

    private static INamedTypeSymbol? NotPartial(INamedTypeSymbol type, CancellationToken cancellation) => SelfAndContainers(type).FirstOrDefault(
        t => !t.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>()
            .Any(static p => p.Modifiers.Any(SyntaxKind.PartialKeyword)));

    private static bool IsVisibleOutside(INamedTypeSymbol type) => SelfAndContainers(type)
        .All(static t => t.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal);

    private static bool ClaimsClsCompliance(IAssemblySymbol assembly) =>
        assembly.GetAttributes().Any(static a => IsClsCompliant(a) && a.ConstructorArguments is [{ Value: true }]);

    private static bool IsClsCompliant(AttributeData attribute) =>
        attribute.AttributeClass is { Name: nameof(CLSCompliantAttribute), ContainingNamespace: { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true } };

    private static TypeHead HeadOf(INamedTypeSymbol type) => new(
        (type.IsRecord, type.TypeKind) switch
        {
            (true, TypeKind.Struct) => "record struct",
            (true, _) => "record",
            (_, TypeKind.Struct) => "struct",
            (_, TypeKind.Interface) => "interface",
            _ => "class",
        },
        type.Name,
        type.TypeParameters.IsEmpty ? "" : $"<{string.Join(", ", type.TypeParameters.Select(Declare))}>");

    private static string Declare(ITypeParameterSymbol parameter) =>
        (parameter.Variance switch { VarianceKind.In => "in ", VarianceKind.Out => "out ", _ => "" }) + Identifiers.Escape(parameter.Name);
}
