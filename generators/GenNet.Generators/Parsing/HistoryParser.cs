using System.Globalization;
using GenNet.Generators.Diagnostics;
using GenNet.Graph;
using GenNet.Specs;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>Reads what is declared of layers in older versions of the contract: <c>[FormerName]</c>, <c>[Reinitialized]</c>.</summary>
internal sealed class HistoryParser(INamedTypeSymbol type, Reporter reporter, CancellationToken cancellation)
{
    private const string Name = "FormerNameAttribute";
    private const string Reinitialized = "ReinitializedAttribute";
    private const string Since = "Since";
    private const string Element = "Element";
    private const int EveryElement = -1;

    // No version comes before the first.
    private const int LeastSince = 2;

    /// <summary>The declarations with their histories; reports what can't have been.</summary>
    public IReadOnlyList<LayerDeclaration> Read(IReadOnlyList<LayerDeclaration> layers)
    {
        var names = new HashSet<string>(layers.Select(static layer => layer.Name), StringComparer.Ordinal);
        foreach (var property in type.GetMembers().OfType<IPropertySymbol>().Where(property => !names.Contains(property.Name)))
        {
            foreach (var attribute in AttributesOf(property))
                Report(property, attribute, "the property is no layer, whose weights files could hold");
        }
        LayerDeclaration[] read = [.. layers.Select(layer => layer with { History = Of(layer) })];
        CheckDistinct(read);
        return read;
    }

    private LayerHistory Of(LayerDeclaration layer)
    {
        var attributes = AttributesOf(layer.Property).ToArray();
        if (attributes.Length == 0)
            return LayerHistory.None;
        var names = attributes.Where(static a => a.AttributeClass.Is(Name)).Select(attribute => FormerNameOf(layer, attribute)).OfType<FormerName>().Distinct().ToEquatableArray();
        int? since = attributes.FirstOrDefault(static a => a.AttributeClass.Is(Reinitialized)) is { } anew ? SinceOf(layer, anew) : null;
        return new(names, since);
    }

    private FormerName? FormerNameOf(LayerDeclaration layer, AttributeData attribute)
    {
        if (attribute.ConstructorArguments is not [{ Value: string name }])
            return null;
        var element = Number(attribute, Element, EveryElement);
        var since = SinceOf(layer, attribute);
        if (name.Length == 0 || name.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c)))
            Report(layer.Property, attribute, $"the name is '{name}', and no layer of a file is called so");
        else if (element != EveryElement && layer.Element is null)
            Report(layer.Property, attribute, $"{Element} is {Text(element)}, and the property is no list");
        else if (element != EveryElement && layer.Element == 0 && (element < 0 || element >= CountOf(layer)))
            Report(layer.Property, attribute, $"{Element} is {Text(element)} and must be from 0 to {Text(CountOf(layer) - 1)}, since the list has {Text(CountOf(layer))}");
        if (element != EveryElement)
            return element == layer.Element ? Other(layer, attribute, name, since) : null;
        // The number in the name of an element, as the list counts.
        return Other(layer, attribute, layer.Element is null ? name : name + layer.KerasName.Substring(layer.KerasName.LastIndexOf('_')), since);
    }

    private FormerName? Other(LayerDeclaration layer, AttributeData attribute, string name, int since)
    {
        if (name != layer.KerasName)
            return new(name, since);
        Report(layer.Property, attribute, $"'{name}' is its name now");
        return null;
    }

    private int CountOf(LayerDeclaration layer) =>
        layer.Property.Attribute("RepeatAttribute")?.ConstructorArguments is [{ Value: int count }] ? count : 0;

    private int SinceOf(LayerDeclaration layer, AttributeData attribute)
    {
        var since = Number(attribute, Since, 0);
        if (since is not 0 and < LeastSince)
            Report(layer.Property, attribute, $"{Since} is {Text(since)} and must be at least {Text(LeastSince)}, because no version comes before the first; leave it out where it isn't known");
        return since;
    }

    // In one version one layer had a name.
    private void CheckDistinct(IReadOnlyList<LayerDeclaration> layers)
    {
        var owners = new Dictionary<FormerName, LayerDeclaration>();
        foreach (var layer in layers)
        {
            foreach (var former in layer.History.FormerNames)
            {
                if (!owners.TryGetValue(former, out var owner))
                    owners[former] = layer;
                else if (AttributesOf(layer.Property).FirstOrDefault(static a => a.AttributeClass.Is(Name)) is { } attribute)
                    Report(layer.Property, attribute, $"'{former.Name}' was the name of '{owner.Label}', as that says: say of one of them, with {Since}, up to which version");
            }
        }
    }

    private void Report(IPropertySymbol property, AttributeData attribute, string problem) =>
        reporter.Report(DiagnosticDescriptors.LayerHistory, attribute.Location(cancellation), TypeNames.OfAttribute(attribute.AttributeClass!), $"{type.Name}.{property.Name}", problem);

    private static IEnumerable<AttributeData> AttributesOf(IPropertySymbol property) =>
        property.GetAttributes().Where(static a => a.AttributeClass.Is(Name) || a.AttributeClass.Is(Reinitialized));

    private static int Number(AttributeData attribute, string argument, int otherwise) =>
        attribute.Named(argument).Value is int number ? number : otherwise;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
