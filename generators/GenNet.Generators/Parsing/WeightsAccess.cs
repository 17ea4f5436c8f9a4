using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>
/// Who may see the typed weights of a model: whoever sees the model, but where they show those of a model among its layers that fewer may see, only these.
/// </summary>
internal static class WeightsAccess
{
    /// <summary>In the model alone.</summary>
    public const string Private = "private";

    private const string Public = "public";
    private const string Internal = "internal";

    /// <summary>The modifier of a model's typed weights, and of what takes and returns them.</summary>
    public static string Of(INamedTypeSymbol model) => Of(model, []);

    private static string Of(INamedTypeSymbol model, HashSet<ISymbol> around)
    {
        var access = Public;
        if (!around.Add(model))
            return access;
        foreach (var submodel in model.GetMembers().OfType<IPropertySymbol>().Where(SubmodelParser.Declares).Select(static property => (INamedTypeSymbol)RepeatParser.ElementTypeOf(property)))
        {
            if (Insider(submodel) is { } insider)
                access = Insider(model) is { } own && IsWithin(own, insider) ? access : Private;
            else if (access == Public && Insider(model) is null && !IsInternal(model) && (IsInternal(submodel) || Of(submodel, around) == Internal))
                access = Internal;
        }
        around.Remove(model);
        return access;
    }

    // The type that alone sees it, the innermost of those around it; null if the whole assembly does.
    private static INamedTypeSymbol? Insider(INamedTypeSymbol type) => Around(type)
        .FirstOrDefault(static t => t.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)?.ContainingType;

    private static bool IsInternal(INamedTypeSymbol type) => Around(type).Any(static t => t.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedOrInternal);

    private static bool IsWithin(INamedTypeSymbol type, INamedTypeSymbol outer) => Around(type).Any(t => SymbolEqualityComparer.Default.Equals(t, outer));

    private static IEnumerable<INamedTypeSymbol> Around(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
            yield return current;
    }
}
