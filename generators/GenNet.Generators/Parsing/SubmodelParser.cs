using System.Collections.Immutable;
using GenNet.Generators.Diagnostics;
using GenNet.Graph;
using GenNet.Naming;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>Reads properties whose type is a model: that model is a layer like any other.</summary>
/// <param name="around">The models that this one is being parsed within, itself included.</param>
internal sealed class SubmodelParser(ImmutableHashSet<ISymbol> around, Reporter reporter, CancellationToken cancellation)
{
    private const string Attribute = "SubmodelAttribute";

    /// <summary>Whether one of the models holds a model around it, so that there would be no end.</summary>
    public bool HoldsItself { get; private set; }

    /// <summary>Whether <paramref name="property"/> declares a model among the layers.</summary>
    public static bool Declares(IPropertySymbol property) =>
        property.IsPartialDefinition && RepeatParser.ElementTypeOf(property) is INamedTypeSymbol type && type.Attribute("ModelAttribute") is not null;

    /// <summary>Whether the layer attributes of <paramref name="property"/> are one that holds the model which the property has as its type.</summary>
    public static bool HoldsModel(IPropertySymbol property, IReadOnlyList<AttributeData> attributes) =>
        attributes is [{ AttributeClass: var attribute }] && attribute.DerivesFrom("WrapperAttribute") && Declares(property);

    /// <summary>The declaration of a model that the layer of <paramref name="wrapper"/> holds.</summary>
    public LayerDeclaration Parse(IPropertySymbol property, AttributeData wrapper)
    {
        var (declaration, arguments) = (Parse(property), new AttributeArguments(wrapper, cancellation));
        var kind = TypeNames.OfAttribute(wrapper.AttributeClass!);
        if (kind != SubmodelNode.TimeDistributed)
        {
            var problem = $"is {Wording.A(kind)}, which holds layers and no model: give {declaration.Kind} a property of its own";
            reporter.Report(DiagnosticDescriptors.SeveralLayerAttributes, property.Locations[0], property.Name, problem);
            return declaration with { Submodel = null };
        }
        if (arguments.IsBound && arguments.Values.ContainsKey(LayerParser.DTypeArgument))
            reporter.Report(DiagnosticDescriptors.LayerArgument, arguments.LocationOf(LayerParser.DTypeArgument), $"{property.ContainingType.Name}.{property.Name} ({kind})", $"DType is that of the model: set it on {declaration.Kind}");
        return declaration with
        {
            KerasName = wrapper.GivenName() ?? declaration.KerasName,
            Arguments = arguments,
            EachTimestep = true,
            Trainable = !(arguments.IsBound && arguments.Values.TryGetValue("trainable", out var trainable) && trainable is false),
        };
    }

    /// <summary>The declaration. Where the model has errors, they are reported at its own class, and its specification is missing here.</summary>
    public LayerDeclaration Parse(IPropertySymbol property)
    {
        var type = (INamedTypeSymbol)RepeatParser.ElementTypeOf(property);
        var attribute = property.Attribute(Attribute);
        var arguments = attribute is null ? AttributeArguments.None : new AttributeArguments(attribute, cancellation);
        var declaration = new LayerDeclaration(property, attribute?.GivenName() ?? SnakeCase.Of(property.Name), type.Name, arguments, null);
        var isCompiled = type.DeclaringSyntaxReferences.IsEmpty;
        var model = isCompiled || around.Contains(type) ? null : ModelParser.Parse(type, around, cancellation);
        var holdsItself = around.Contains(type) || model is { HoldsItself: true };
        if (!isCompiled && !holdsItself && WeightsAccess.Of(type) != WeightsAccess.Private)
            return declaration with { Submodel = model!.Spec };
        HoldsItself |= holdsItself;
        var problem = holdsItself
            ? "the model would hold itself, without end: declare a model of its own for what repeats"
            : !isCompiled ? $"{type.Name} has layers of a model that others don't see, and with it its typed weights: make that model internal"
            : $"{type.Name} is of another assembly, whose models can't be layers yet: declare it in this project";
        reporter.Report(DiagnosticDescriptors.LayerAttributeMissing, property.Locations[0], property.Name, type.Name, problem);
        return declaration;
    }
}
