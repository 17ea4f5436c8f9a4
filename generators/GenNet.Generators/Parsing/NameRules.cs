using GenNet.Generators.Diagnostics;
using GenNet.Generators.Names;
using GenNet.Graph;
using GenNet.Specs;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>Names in C#: none that generated code takes is taken twice.</summary>
internal static class NameRules
{
    private const string Generated = "GenNet generates a member of that name";
    private const string RenameLayer = "rename it, and set Name = \"…\" on its attribute where saved weights need the old name";
    private const string Rename = "rename it";

    /// <summary>Whether the parameters of <paramref name="method"/> are of these types, so that no other method of its name can have them.</summary>
    public static bool HasParameters(IMethodSymbol method, EquatableArray<string> types) =>
        method.Arity == 0 && method.Parameters.Length == types.Count
        && method.Parameters.Select((p, i) => IsAs(p, types[i])).All(static same => same);

    /// <summary>Checks the class's own name, and those of its members that don't depend on the number of inputs and outputs.</summary>
    public static void CheckMembers(INamedTypeSymbol type, IReadOnlyList<LayerDeclaration> layers, Reporter reporter, CancellationToken cancellation)
    {
        if (GeneratedMembers.Takes(type.Name))
            Report(type.Name, type.MainLocation(cancellation), Generated, Rename, reporter);
        CheckNamespaces(type, reporter);
        CheckLayers(type, layers, reporter);
        var names = new HashSet<string>(layers.Select(static l => l.Name), StringComparer.Ordinal);
        foreach (var member in type.GetMembers().Where(m => !m.IsImplicitlyDeclared && m.CanBeReferencedByName && !names.Contains(m.Name)))
        {
            if (Takes(member))
                Report(member.Name, member.Locations.FirstOrDefault(), Generated, Rename, reporter);
        }
    }

    /// <summary>Checks names of methods, of which others may differ in their parameters.</summary>
    public static void CheckMethods(INamedTypeSymbol type, ModelSpec model, Reporter reporter)
    {
        DType[] inputs = [.. model.Inputs.Select(static i => i.DType)];
        DType[] outputs = [.. model.Outputs.Select(o => model.TypeOf(o.Value).DType)];
        foreach (var generated in GeneratedMembers.Methods(inputs, outputs, model.LargestLength is not null))
        {
            foreach (var method in type.GetMembers(generated.Name).OfType<IMethodSymbol>().Where(m => HasParameters(m, generated.Parameters)))
                Report(method.Name, method.Locations.FirstOrDefault(), "GenNet generates a method of that name with the same parameters", Rename, reporter);
        }
    }

    private static void CheckLayers(INamedTypeSymbol type, IReadOnlyList<LayerDeclaration> layers, Reporter reporter)
    {
        var inherited = InheritedNames(type);
        var all = new HashSet<string>(layers.Select(static l => l.Name), StringComparer.Ordinal);
        foreach (var layer in layers)
        {
            var taken = layer.Name switch
            {
                _ when layer.Name == type.Name => "it is the class's own",
                "Forward" => "the method of that name is the model's graph",
                _ when GeneratedMembers.Takes(layer.Name) => Generated,
                _ when inherited.Contains(layer.Name) => "GenNet.Model has a member of that name",
                _ when GeneratedMembers.InWeights.Contains(layer.Name) => "the record of the model's weights can't have a member of that name",
                _ when IsWeightsOf(layer.Name, all, out var other) => $"it is the type of the weights of '{other}'",
                _ when IsSetterOf(layer.Name, all) => "the record of the model's weights has an accessor of that name",
                _ => null,
            };
            if (taken is not null)
                Report(layer.Name, layer.Location, taken, RenameLayer, reporter);
        }
    }

    // Generated code begins every name with its namespace: where a type hides that, nothing can be named.
    private static void CheckNamespaces(INamedTypeSymbol type, Reporter reporter)
    {
        foreach (var name in new[] { "System", "GenNet" })
        {
            if (type.ContainingAssembly.GlobalNamespace.GetTypeMembers(name, 0).FirstOrDefault() is { } hiding)
                Report(name, hiding.Locations.FirstOrDefault(), "generated code needs the namespace of that name, which a type outside of namespaces hides", Rename, reporter);
        }
    }

    private static bool IsWeightsOf(string name, HashSet<string> layers, out string other)
    {
        other = name.EndsWith(GeneratedMembers.LayerWeightsSuffix, StringComparison.Ordinal)
            ? name.Substring(0, name.Length - GeneratedMembers.LayerWeightsSuffix.Length)
            : "";
        return layers.Contains(other);
    }

    private static bool IsSetterOf(string name, HashSet<string> layers) =>
        name.StartsWith("set_", StringComparison.Ordinal) && layers.Contains(name.Substring("set_".Length));

    private static bool Takes(ISymbol member) => member switch
    {
        IMethodSymbol method => GeneratedMembers.Properties.Contains(member.Name) || GeneratedMembers.IsType(member.Name)
            || (method.Parameters.IsEmpty && GeneratedMembers.Accessors.Contains(member.Name)),
        INamedTypeSymbol { Arity: > 0 } => GeneratedMembers.Takes(member.Name) && !GeneratedMembers.IsType(member.Name),
        _ => GeneratedMembers.Takes(member.Name),
    };

    // Parameters by reference differ from others, and among each other in nothing that a second method may differ in.
    private static bool IsAs(IParameterSymbol parameter, string type)
    {
        var reference = type.StartsWith(GeneratedMembers.Out, StringComparison.Ordinal);
        return reference == (parameter.RefKind != RefKind.None) && IsOfType(parameter.Type, reference ? type.Substring(GeneratedMembers.Out.Length) : type);
    }

    // A type that is only generated is unknown while its class is parsed.
    private static bool IsOfType(ITypeSymbol type, string name) => type.TypeKind == TypeKind.Error
        ? type.Name == name
        : type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) == name;

    private static HashSet<string> InheritedNames(INamedTypeSymbol type)
    {
        var library = type.ContainingModule.ReferencedAssemblySymbols.FirstOrDefault(static a => a.Name == "GenNet");
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var current = library?.GetTypeByMetadataName("GenNet.Model"); current is not null; current = current.BaseType)
        {
            names.UnionWith(current.GetMembers()
                .Where(static m => m.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal)
                .Select(static m => m.Name));
        }
        return names;
    }

    private static void Report(string name, Location? location, string taken, string instead, Reporter reporter) =>
        reporter.Report(DiagnosticDescriptors.NameTaken, location, name, taken, instead);
}
