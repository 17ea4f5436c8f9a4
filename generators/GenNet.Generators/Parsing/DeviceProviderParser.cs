using GenNet.Specs;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>Finds what referenced assemblies say of themselves with <c>[assembly: DeviceProvider&lt;T&gt;]</c>.</summary>
internal static class DeviceProviderParser
{
    private const string Library = "GenNet";
    private const string Attribute = "DeviceProviderAttribute";

    /// <summary>The providers that code of the compilation can name, in an order that doesn't depend on the order of references.</summary>
    public static EquatableArray<DeviceProviderDeclaration> Parse(Compilation compilation, CancellationToken cancellation)
    {
        var providers = new List<DeviceProviderDeclaration>();
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellation.ThrowIfCancellationRequested();
            // The attributes of the framework's assemblies needn't be read: they know nothing of GenNet.
            if (!assembly.Modules.Any(static m => m.ReferencedAssemblies.Any(static r => r.Name == Library)))
                continue;
            providers.AddRange(assembly.GetAttributes().Select(static a => ProviderOf(a)).OfType<INamedTypeSymbol>()
                .Where(type => compilation.IsSymbolAccessibleWithin(type, compilation.Assembly))
                .Select(type => new DeviceProviderDeclaration(assembly.Name, type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat))));
        }
        return providers.OrderBy(static p => p.Assembly, StringComparer.Ordinal).ThenBy(static p => p.Type, StringComparer.Ordinal).ToEquatableArray();
    }

    private static ITypeSymbol? ProviderOf(AttributeData attribute) =>
        attribute.AttributeClass is { Name: Attribute, TypeArguments: [var provider], ContainingNamespace: { Name: Library, ContainingNamespace.IsGlobalNamespace: true } }
            ? provider
            : null;
}

/// <summary>A kind of device that a referenced assembly brings.</summary>
/// <param name="Assembly">Name of the assembly.</param>
/// <param name="Type">The provider's type as generated code names it.</param>
internal sealed record DeviceProviderDeclaration(string Assembly, string Type);
