using System.Globalization;
using GenNet.Contracts;
using GenNet.Generators.Parsing;
using GenNet.Graph;
using GenNet.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>Edits that keep the name of a layer, or say what it was.</summary>
internal static class LayerNames
{
    /// <summary><c>Name = "hidden"</c> on the layer's attribute; null for a layer of a list or of a model among the layers, which has no name of its own.</summary>
    public static SourceEdit[]? Keep(ContractChange change, ModelComparison comparison, CancellationToken cancellation)
    {
        var (old, now) = (change.Old!.Name, change.New!.Name);
        if (FormerNames.RenamedModel(old, now) is { } model)
            return KeepModel(model.Old, now, comparison, cancellation);
        if (old.Contains('/') || now.Contains('/') || ChangeFixes.NodeOf(now, comparison) is not { } node || node.Property != node.Declaration)
            return null;
        var attribute = LayerAttributes.Of(comparison.Type, node.Declaration).FirstOrDefault()?.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;
        return attribute is null ? null : [LayerAttributes.Set(attribute, "Name", ArgumentValue.Of(old).CSharp)];
    }

    /// <summary><c>[FormerName("hidden")]</c> on the property, be it a layer, a list or a model; null where the name isn't the property's own.</summary>
    public static SourceEdit[]? Former(ContractChange change, ModelComparison comparison, CancellationToken cancellation)
    {
        var (old, now) = (change.Old!.Name, change.New!.Name);
        if (ChangeFixes.NodeOf(now, comparison) is not { } node)
            return null;
        if (now.Contains('/'))
        {
            // The model was renamed if its layers have the same names in it; else they moved into it.
            if (FormerNames.RenamedModel(old, now) is not { } model)
                return InModel(old, node, comparison, cancellation);
            old = model.Old;
        }
        if (old.Contains('/'))
            return null;
        if (node.Element is { } element)
        {
            var number = "_" + element.ToString(CultureInfo.InvariantCulture);
            if (!old.EndsWith(number, StringComparison.Ordinal))
                return null;
            old = old.Substring(0, old.Length - number.Length);
        }
        return LayerAttributes.Insert(comparison.Type, node.Declaration, $"FormerName({ArgumentValue.Of(old).CSharp})", cancellation) is { } edit ? [edit] : null;
    }

    // A model among the layers has its name in an attribute of its own.
    private static SourceEdit[]? KeepModel(string model, string now, ModelComparison comparison, CancellationToken cancellation)
    {
        if (ChangeFixes.NodeOf(now, comparison) is not { Element: null } node || model.Contains('/'))
            return null;
        var name = ArgumentValue.Of(model).CSharp;
        var written = LayerAttributes.PropertyOf(comparison.Type, node.Declaration)?.Attribute("SubmodelAttribute")?.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;
        if (written is not null)
            return [LayerAttributes.Set(written, "Name", name)];
        return LayerAttributes.Insert(comparison.Type, node.Declaration, $"Submodel(Name = {name})", cancellation) is { } edit ? [edit] : null;
    }

    // A layer that moved into a model is declared in that one's class.
    private static SourceEdit[]? InModel(string old, LayerNode node, ModelComparison comparison, CancellationToken cancellation)
    {
        var property = node.Property.Substring(node.Declaration.Length).TrimStart('.');
        var model = LayerAttributes.PropertyOf(comparison.Type, node.Declaration)?.Type as INamedTypeSymbol;
        return model is null || node.Element is not null || property.Contains('.')
            || LayerAttributes.Insert(model, property, $"FormerName({ArgumentValue.Of(FormerNames.ToDeclare(old, node.KerasName)).CSharp})", cancellation) is not { } edit ? null : [edit];
    }
}
