using System.Collections.Immutable;
using System.Globalization;
using GenNet.Generators.Diagnostics;
using GenNet.Naming;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>Values of enums in attributes: C# lets any number be cast to an enum, and GenNet knows its members alone. Those of layers are checked with their other arguments.</summary>
internal static class EnumRules
{
    /// <summary>Checks the attributes of <paramref name="type"/>, of its members and of their parameters.</summary>
    public static void Check(INamedTypeSymbol type, Reporter reporter, CancellationToken cancellation)
    {
        CheckAttributes(type, type.Name, reporter, cancellation);
        foreach (var member in type.GetMembers().Where(static member => !member.IsImplicitlyDeclared))
        {
            CheckAttributes(member, $"{type.Name}.{member.Name}", reporter, cancellation);
            foreach (var parameter in ParametersOf(member))
                CheckAttributes(parameter, $"{type.Name}.{member.Name}.{parameter.Name}", reporter, cancellation);
        }
    }

    /// <summary>The member that <paramref name="attribute"/> gives for <paramref name="name"/>; null if it gives none, or what is no member.</summary>
    public static TEnum? Member<TEnum>(AttributeData? attribute, string name)
        where TEnum : struct, Enum
    {
        var value = attribute?.Named(name) ?? default;
        return value is { Kind: TypedConstantKind.Enum, Value: { } number } && Enum.IsDefined(typeof(TEnum), number) ? (TEnum)Enum.ToObject(typeof(TEnum), number) : null;
    }

    private static ImmutableArray<IParameterSymbol> ParametersOf(ISymbol member) => member switch
    {
        IMethodSymbol method => method.Parameters,
        IPropertySymbol property => property.Parameters,
        _ => [],
    };

    private static void CheckAttributes(ISymbol symbol, string name, Reporter reporter, CancellationToken cancellation)
    {
        foreach (var attribute in symbol.GetAttributes().Where(static a => IsOfGenNet(a.AttributeClass) && !a.AttributeClass.DerivesFrom("LayerAttribute")))
        {
            var parameters = attribute.AttributeConstructor?.Parameters ?? [];
            for (var i = 0; i < attribute.ConstructorArguments.Length; i++)
                Check(attribute, parameters[i].Name, attribute.ConstructorArguments[i]);
            foreach (var named in attribute.NamedArguments)
                Check(attribute, named.Key, named.Value);
        }

        void Check(AttributeData attribute, string argument, TypedConstant value)
        {
            if (value is not { Kind: TypedConstantKind.Enum, Type: { } type } || MembersOf(type).Any(member => Equals(member.ConstantValue, value.Value)))
                return;
            var location = new AttributeArguments(attribute, cancellation).LocationOf(SnakeCase.OfArgument(argument));
            var members = string.Join(", ", MembersOf(type).Select(static member => member.Name));
            reporter.Report(
                DiagnosticDescriptors.LayerArgument, location, $"{name} ({TypeNames.OfAttribute(attribute.AttributeClass!)})",
                $"{PascalCase.Of(argument)} is {Convert.ToString(value.Value, CultureInfo.InvariantCulture)} and must be one of {members}");
        }
    }

    private static IEnumerable<IFieldSymbol> MembersOf(ITypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>().Where(static field => field.HasConstantValue);

    private static bool IsOfGenNet(INamedTypeSymbol? attribute) => attribute is { ContainingType: null, ContainingNamespace: { } place }
        && (place is { Name: "GenNet", ContainingNamespace.IsGlobalNamespace: true } || place is { ContainingNamespace: { Name: "GenNet", ContainingNamespace.IsGlobalNamespace: true } });
}
