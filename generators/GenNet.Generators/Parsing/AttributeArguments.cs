using System.Globalization;
using GenNet.Naming;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Generators.Parsing;

/// <summary>The arguments of a layer attribute by Keras' names, as <see cref="Specs.LayerArguments"/> takes them, and where each was written.</summary>
internal sealed class AttributeArguments
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SyntaxNode[]> _syntax = new(StringComparer.Ordinal);
    private readonly SyntaxNode? _attribute;

    private AttributeArguments() => IsBound = true;

    public AttributeArguments(AttributeData attribute, CancellationToken cancellation)
    {
        IsBound = attribute.AttributeConstructor is not null
            && !attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(static named => named.Value)).Any(IsError);
        _attribute = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation);
        var written = (_attribute as AttributeSyntax)?.ArgumentList?.Arguments ?? default;
        var parameters = attribute.AttributeConstructor?.Parameters ?? [];
        for (var i = 0; i < parameters.Length && i < attribute.ConstructorArguments.Length; i++)
        {
            var parameter = parameters[i];
            var syntax = Written(written, parameter, i);
            if (syntax.Length > 0)
                Add(SnakeCase.OfArgument(parameter.Name), attribute.ConstructorArguments[i], syntax);
        }
        foreach (var property in attribute.NamedArguments)
        {
            var syntax = written.Where(a => a.NameEquals?.Name.Identifier.ValueText == property.Key).ToArray<SyntaxNode>();
            Add(SnakeCase.OfArgument(property.Key), property.Value, syntax);
        }
    }

    /// <summary>Those of an attribute that isn't known.</summary>
    public static AttributeArguments None { get; } = new();

    /// <summary>Whether the compiler could bind the attribute and every argument of it. What it couldn't, it reports itself, at the same place.</summary>
    public bool IsBound { get; }

    /// <summary>Values: null, bool, long, double, string (also an enum member's name), long[] and double[].</summary>
    public IReadOnlyDictionary<string, object?> Values => _values;

    /// <summary>Where the argument of Keras name <paramref name="argument"/> was written; else the attribute.</summary>
    public Location? LocationOf(string? argument) => LocationOf(argument, _attribute?.GetLocation());

    /// <summary>Where the argument of Keras name <paramref name="argument"/> was written; else <paramref name="otherwise"/>.</summary>
    public Location? LocationOf(string? argument, Location? otherwise) =>
        argument is not null && _syntax.TryGetValue(argument, out var syntax)
            ? Location.Create(syntax[0].SyntaxTree, TextSpan.FromBounds(syntax[0].SpanStart, syntax[syntax.Length - 1].Span.End))
            : otherwise;

    /// <summary>Where element <paramref name="index"/> of a list was written, if it was written as an argument of its own; else the whole list.</summary>
    public Location? LocationOf(string argument, int index) =>
        _syntax.TryGetValue(argument, out var syntax) && index < syntax.Length ? syntax[index].GetLocation() : LocationOf(argument);

    // What the user left out isn't handed on, so that the layer's own default holds: an omitted params array is not an empty one.
    private static SyntaxNode[] Written(IReadOnlyList<AttributeArgumentSyntax> written, IParameterSymbol parameter, int index)
    {
        var named = written.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText == parameter.Name);
        if (named is not null)
            return [named];
        var positional = written.Where(static a => a.NameEquals is null && a.NameColon is null).Skip(index);
        return [.. parameter.IsParams ? positional : positional.Take(1)];
    }

    private static object? ValueOf(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Array when constant.IsNull => null,
        TypedConstantKind.Array when constant.Values.All(static v => v.Value is int or long or short or byte) =>
            constant.Values.Select(static v => Convert.ToInt64(v.Value, CultureInfo.InvariantCulture)).ToArray(),
        TypedConstantKind.Array when constant.Values.All(static v => v.Value is double or float or int or long or short or byte) =>
            constant.Values.Select(static v => v.Value is float number ? Decimal(number) : Convert.ToDouble(v.Value, CultureInfo.InvariantCulture)).ToArray(),
        TypedConstantKind.Enum => MemberOf(constant),
        TypedConstantKind.Primitive => constant.Value switch
        {
            float number => Decimal(number),
            double number => number,
            sbyte or byte or short or ushort or int or uint or long => Convert.ToInt64(constant.Value, CultureInfo.InvariantCulture),
            var other => other,
        },
        _ => constant.ToCSharpString(),
    };

    /// <summary>The number that was written: 0.9, and not what a float32 makes of it.</summary>
    public static double Decimal(float number) => double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static bool IsError(TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Error || (constant is { Kind: TypedConstantKind.Array, IsNull: false } && constant.Values.Any(IsError));

    private static string MemberOf(TypedConstant constant) =>
        constant.Type?.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && Equals(f.ConstantValue, constant.Value))?.Name
        ?? constant.ToCSharpString();

    private void Add(string name, TypedConstant constant, SyntaxNode[] syntax)
    {
        if (constant.Kind == TypedConstantKind.Error)
            return;
        _values[name] = ValueOf(constant);
        if (syntax.Length > 0)
            _syntax[name] = syntax;
    }
}
