using GenNet.Naming;
using GenNet.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.SpecGenerator;

/// <summary>Reads a layer attribute.</summary>
internal static class AttributeParser
{
    private const string Suffix = "Attribute";

    /// <summary>The attribute; null if the class is none, or if it is another part of one that was read.</summary>
    public static LayerModel? Parse(ClassDeclarationSyntax declaration, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetDeclaredSymbol(declaration, cancellation) is not INamedTypeSymbol type || !DerivesFrom(type, "LayerAttribute") || type.DeclaringSyntaxReferences[0].GetSyntax(cancellation) != declaration)
            return null;
        var arguments = new List<ArgumentModel>();
        var weights = new List<WeightModel>();
        for (var current = type; current.Name != "LayerAttribute"; current = current.BaseType!)
        {
            arguments.AddRange(current.GetMembers().OfType<IPropertySymbol>().Select(property => ArgumentParser.Parse(property, current, model.Compilation, cancellation)));
            weights.AddRange(current.GetAttributes().Where(static a => a.AttributeClass?.Name == "WeightAttribute").Select(WeightOf));
        }
        var own = type.GetAttributes().Count(static a => a.AttributeClass?.Name == "WeightAttribute");
        return new(type.Name.Substring(0, type.Name.Length - Suffix.Length), type.IsAbstract, arguments.ToEquatableArray(), weights.ToEquatableArray(), own, DerivesFrom(type, "WrapperAttribute"));
    }

    private static bool DerivesFrom(INamedTypeSymbol type, string name)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.Name == name)
                return true;
        }
        return false;
    }

    private static WeightModel WeightOf(AttributeData attribute)
    {
        var name = (string)attribute.ConstructorArguments[0].Value!;
        return new(PascalCase.Of(name), name, ArgumentParser.MemberOf(attribute.ConstructorArguments[1].Type!, attribute.ConstructorArguments[1].Value!));
    }
}
