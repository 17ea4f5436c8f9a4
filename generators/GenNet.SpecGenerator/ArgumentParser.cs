using System.Globalization;
using GenNet.Naming;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.SpecGenerator;

/// <summary>Reads a property of a layer attribute: type and default from the property itself, the rest from its <c>[Argument]</c>.</summary>
internal static class ArgumentParser
{
    /// <summary>The argument that <paramref name="property"/> of <paramref name="owner"/> is.</summary>
    public static ArgumentModel Parse(IPropertySymbol property, INamedTypeSymbol owner, Compilation compilation, CancellationToken cancellation)
    {
        var options = property.GetAttributes().FirstOrDefault(static a => a.AttributeClass?.Name == "ArgumentAttribute");
        var named = options?.NamedArguments.ToDictionary(static a => a.Key, static a => a.Value) ?? [];
        var axes = named.TryGetValue("Axes", out var given) ? (int)given.Value! : 0;
        var kind = named.TryGetValue("Edges", out var edges) && (bool)edges.Value! ? ArgumentKind.Edges : KindOf(property, axes, compilation, cancellation);
        var optional = named.TryGetValue("Optional", out var isOptional) && (bool)isOptional.Value!;
        var sameAs = named.TryGetValue("SameAs", out var other) ? (string)other.Value! : null;
        return new(
            property.Name,
            owner.Name,
            SnakeCase.OfArgument(property.Name),
            kind,
            kind == ArgumentKind.Member ? property.Type.Name : null,
            optional,
            optional || sameAs is not null ? null : DefaultOf(property, kind, axes, named, compilation, cancellation),
            sameAs,
            options?.ConstructorArguments is [{ Value: { } role } argument] ? MemberOf(argument.Type!, role) : "Behaviour",
            BoundsOf(kind, axes, named));
    }

    /// <summary>Name of the member of <paramref name="type"/> with that value.</summary>
    public static string MemberOf(ITypeSymbol type, object value) =>
        type.GetMembers().OfType<IFieldSymbol>().First(f => f.HasConstantValue && Equals(f.ConstantValue, value)).Name;

    private static ArgumentKind KindOf(IPropertySymbol property, int axes, Compilation compilation, CancellationToken cancellation) => property.Type switch
    {
        _ when axes > 0 => ArgumentKind.Window,
        { TypeKind: TypeKind.Enum } => ArgumentKind.Member,
        IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Double } => ArgumentKind.Numbers,
        { TypeKind: TypeKind.Array } => ArgumentKind.Integers,
        { SpecialType: SpecialType.System_Boolean } => ArgumentKind.Boolean,
        { SpecialType: SpecialType.System_Int32 } => ArgumentKind.Int32,
        { SpecialType: SpecialType.System_Double } => ArgumentKind.Double,
        { SpecialType: SpecialType.System_String } => ArgumentKind.Text,
        { SpecialType: SpecialType.System_Object } => Initial(property, compilation, cancellation).Value is double ? ArgumentKind.OneOrMany : ArgumentKind.Axis,
        var type => throw new NotSupportedException($"An argument of type {type.ToDisplayString()} is not known: teach {nameof(ArgumentParser)} how it is read."),
    };

    private static string BoundsOf(ArgumentKind kind, int axes, Dictionary<string, TypedConstant> named)
    {
        var bounds = kind is ArgumentKind.Window or ArgumentKind.Edges ? $", axes: {axes.ToString(CultureInfo.InvariantCulture)}" : "";
        if (named.TryGetValue("Minimum", out var minimum))
            bounds += $", minimum: {Number((double)minimum.Value!)}";
        return named.TryGetValue("Maximum", out var maximum) ? $"{bounds}, maximum: {Number((double)maximum.Value!)}" : bounds;
    }

    private static string? DefaultOf(
        IPropertySymbol property, ArgumentKind kind, int axes, Dictionary<string, TypedConstant> named, Compilation compilation, CancellationToken cancellation)
    {
        if (kind is ArgumentKind.Window or ArgumentKind.Edges)
        {
            var count = kind == ArgumentKind.Edges ? 2 * axes : axes;
            return named.TryGetValue("Default", out var size) ? $"EquatableArray.Of({string.Join(", ", Enumerable.Repeat(Number((int)size.Value!), count))})" : null;
        }
        var value = Initial(property, compilation, cancellation);
        // A constructor's parameter is no constant: what it gives must be given.
        if (((PropertyDeclarationSyntax)property.DeclaringSyntaxReferences[0].GetSyntax(cancellation)).Initializer is not null && !value.HasValue)
            return null;
        return kind switch
        {
            ArgumentKind.Boolean => value.Value is true ? "true" : "false",
            ArgumentKind.Int32 => Number((int?)value.Value ?? 0),
            ArgumentKind.Double => Real(Convert.ToDouble(value.Value ?? 0, CultureInfo.InvariantCulture)),
            ArgumentKind.Member => $"{property.Type.Name}.{MemberOf(property.Type, value.Value ?? 0)}",
            ArgumentKind.OneOrMany => $"EquatableArray.Of({Real((double)value.Value!)})",
            ArgumentKind.Axis => $"EquatableArray.Of({Number((int)value.Value!)})",
            ArgumentKind.Text => value.Value is string text ? $"\"{text}\"" : throw new NotSupportedException($"{property.Name} needs a default, or Optional."),
            _ => throw new NotSupportedException($"{property.Name} needs Optional, or to be given."),
        };
    }

    private static Optional<object?> Initial(IPropertySymbol property, Compilation compilation, CancellationToken cancellation) =>
        property.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is PropertyDeclarationSyntax { Initializer.Value: { } initializer }
            ? compilation.GetSemanticModel(initializer.SyntaxTree).GetConstantValue(initializer, cancellation)
            : default;

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Real(double value) => Number(value) is var text && text.IndexOfAny(['.', 'E', 'e']) >= 0 ? text : text + ".0";
}
