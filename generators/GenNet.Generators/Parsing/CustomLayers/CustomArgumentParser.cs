using System.Globalization;
using GenNet.Generators.Diagnostics;
using GenNet.Naming;
using GenNet.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>Reads what arguments the attribute of a user's layer has.</summary>
/// <param name="layer">The layer.</param>
/// <param name="attribute">Its attribute.</param>
internal sealed class CustomArgumentParser(INamedTypeSymbol layer, INamedTypeSymbol attribute, Reporter reporter, CancellationToken cancellation)
{
    private const string ForGenNet = "is for the windows of GenNet's own layers: a layer of one's own has the role, Minimum and Maximum";

    private static readonly string[] s_ofWeights = ["_initializer", "_l1", "_l2"];

    private readonly List<CustomArgument> _arguments = [];

    /// <summary>The parameters of the constructor, then the properties that can be set, those of a base after the attribute's own.</summary>
    public EquatableArray<CustomArgument> Parse()
    {
        var constructors = attribute.InstanceConstructors.Where(static c => c.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal).ToArray();
        if (constructors.Length != 1)
            Report(attribute, $"has {constructors.Length} constructors that a model could call: keep one, and make what may be left out a property or a parameter with a default");
        foreach (var parameter in constructors.Take(1).SelectMany(static c => c.Parameters))
            Add(parameter, parameter.Type, PropertyOf(parameter), () => DefaultOf(parameter));
        for (var current = attribute; current is not null && !CustomLayerSymbols.IsAttributeBase(current); current = current.BaseType)
        {
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>().Where(p => p is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, SetMethod.DeclaredAccessibility: Accessibility.Public }))
            {
                if (_arguments.All(a => a.Name != SnakeCase.OfArgument(property.Name)))
                    Add(property, property.Type, null, () => DefaultOf(property));
            }
        }
        return _arguments.ToEquatableArray();
    }

    private IPropertySymbol? PropertyOf(IParameterSymbol parameter) =>
        attribute.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(p => SnakeCase.OfArgument(p.Name) == SnakeCase.OfArgument(parameter.Name));

    private void Add(ISymbol symbol, ITypeSymbol type, IPropertySymbol? property, Func<ArgumentValue?> defaultOf)
    {
        if (TypeOf(type) is not { } kind)
        {
            Report(symbol, $"has the argument '{symbol.Name}' of type {type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}: an argument is an int, a double, a float, a bool, a string, an enum or an int[]");
            return;
        }
        var (role, minimum, maximum) = DescriptionOf(symbol, property);
        var otherwise = defaultOf();
        var members = kind == CustomArgumentType.Member ? type.GetMembers().OfType<IFieldSymbol>().Where(static f => f.HasConstantValue).Select(static f => f.Name) : [];
        _arguments.Add(new(SnakeCase.OfArgument(symbol.Name), kind, CSharpOf(kind, type, otherwise), role, minimum, maximum, otherwise, members.ToEquatableArray()));
    }

    private (ArgumentRole Role, double? Minimum, double? Maximum) DescriptionOf(ISymbol symbol, IPropertySymbol? property)
    {
        if (Description(symbol) is not { } given && (property is null || (given = Description(property)!) is null))
            return (IsOfWeight(symbol.Name) ? ArgumentRole.Training : ArgumentRole.Behaviour, null, null);
        var role = given.ConstructorArguments is [{ Value: int value }] ? (ArgumentRole)value : ArgumentRole.Behaviour;
        double? minimum = null, maximum = null;
        foreach (var named in given.NamedArguments)
        {
            if (named.Key == nameof(ArgumentAttribute.Minimum))
                minimum = (double)named.Value.Value!;
            else if (named.Key == nameof(ArgumentAttribute.Maximum))
                maximum = (double)named.Value.Value!;
            else
                reporter.Report(DiagnosticDescriptors.CustomArgument, given.Location(cancellation), attribute.Name, $"gives '{symbol.Name}' {named.Key}, which {ForGenNet}");
        }
        return (role, minimum, maximum);

        static AttributeData? Description(ISymbol of) => of.GetAttributes().FirstOrDefault(static a => a.AttributeClass.IsOfSpecs(nameof(ArgumentAttribute)));
    }

    // KernelInitializer, KernelL1 and KernelL2 of a weight Kernel.
    private bool IsOfWeight(string argument) => CustomWeightParser.PropertiesOf(layer).Any(weight => s_ofWeights.Any(suffix => SnakeCase.OfArgument(argument) == SnakeCase.Of(weight.Name) + suffix));

    private static CustomArgumentType? TypeOf(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Int32 } => CustomArgumentType.Int32,
        { SpecialType: SpecialType.System_Double } => CustomArgumentType.Double,
        { SpecialType: SpecialType.System_Single } => CustomArgumentType.Single,
        { SpecialType: SpecialType.System_Boolean } => CustomArgumentType.Boolean,
        { SpecialType: SpecialType.System_String } => CustomArgumentType.Text,
        { TypeKind: TypeKind.Enum } => CustomArgumentType.Member,
        IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Int32 } => CustomArgumentType.Integers,
        _ => null,
    };

    // Null only where it can be.
    private static string CSharpOf(CustomArgumentType kind, ITypeSymbol type, ArgumentValue? otherwise) =>
        type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)
        + (kind is CustomArgumentType.Text or CustomArgumentType.Integers && otherwise?.Type == ArgumentType.None ? "?" : "");

    private ArgumentValue? DefaultOf(IParameterSymbol parameter) => parameter switch
    {
        { IsParams: true } => ArgumentValue.Of(EquatableArray<int>.Empty),
        { HasExplicitDefaultValue: true } => ValueOf(parameter, parameter.Type, parameter.ExplicitDefaultValue),
        _ => null,
    };

    private ArgumentValue DefaultOf(IPropertySymbol property)
    {
        if (CustomLayerSymbols.Compiled(layer) is not null)
        {
            var written = layer.GetAttributes().FirstOrDefault(a => a.AttributeClass.IsOfLayers("ArgumentDefaultAttribute") && a.ConstructorArguments is [{ Value: string name }, _] && name == SnakeCase.OfArgument(property.Name));
            return ValueOf(property, property.Type, written?.ConstructorArguments[1].Value);
        }
        var syntax = property.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)).OfType<PropertyDeclarationSyntax>().FirstOrDefault(static p => p.Initializer is not null);
        if (syntax?.Initializer?.Value is not { } initializer || property.ContainingAssembly is not ISourceAssemblySymbol { Compilation: var compilation })
            return ValueOf(property, property.Type, null);
        var constant = compilation.GetSemanticModel(syntax.SyntaxTree).GetConstantValue(initializer, cancellation);
        if (!constant.HasValue)
            reporter.Report(DiagnosticDescriptors.CustomArgument, initializer.GetLocation(), attribute.Name, $"has the argument '{property.Name}' with a default that is no constant, so that the compiler can't know it: write a constant, or make it a parameter of the constructor");
        return ValueOf(property, property.Type, constant.Value);
    }

    private ArgumentValue ValueOf(ISymbol symbol, ITypeSymbol type, object? value)
    {
        switch (TypeOf(type))
        {
            case CustomArgumentType.Int32:
                return ArgumentValue.Of(Convert.ToInt64(value ?? 0, CultureInfo.InvariantCulture));
            case CustomArgumentType.Double or CustomArgumentType.Single:
                if (value is double.NaN or double.PositiveInfinity or double.NegativeInfinity or float.NaN or float.PositiveInfinity or float.NegativeInfinity)
                    Report(symbol, $"has the argument '{symbol.Name}' with a default that is no finite number: give it one");
                return ArgumentValue.Of(value is float number ? AttributeArguments.Decimal(number) : Convert.ToDouble(value ?? 0.0, CultureInfo.InvariantCulture));
            case CustomArgumentType.Boolean:
                return ArgumentValue.Of(value is true);
            case CustomArgumentType.Text:
                return value is string text ? ArgumentValue.Of(text) : ArgumentValue.None;
            case CustomArgumentType.Member:
                var member = type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && Convert.ToInt64(f.ConstantValue, CultureInfo.InvariantCulture) == Convert.ToInt64(value ?? 0, CultureInfo.InvariantCulture));
                if (member is null)
                    Report(symbol, $"has the argument '{symbol.Name}' with a default that is no member of {type.Name}: give it one");
                return ArgumentValue.Member(type.Name, member?.Name ?? "0");
            default:
                return ArgumentValue.None;
        }
    }

    private void Report(ISymbol at, string problem) => reporter.Report(DiagnosticDescriptors.CustomArgument, at.Locations.FirstOrDefault(), attribute.Name, problem);
}
