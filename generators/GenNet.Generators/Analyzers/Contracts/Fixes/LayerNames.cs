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
        var own = LayerAttributes.Of(comparison.Type, node.Declaration).FirstOrDefault() ?? LayerAttributes.PropertyOf(comparison.Type, node.Declaration)?.Attribute("VariableAttribute");
        var attribute = own?.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;
        return attribute is null ? null : [LayerAttributes.Set(attribute, "Name", ArgumentValue.Of(old).CSharp)];
    }

    /// <summary>What is declared of a layer that is called otherwise now: of an element of a list, the name of the list.</summary>
    public static string FormerNameOf(ContractChange change, ModelComparison comparison)
    {
        var (old, now) = (change.Old!.Name, change.New!.Name);
        var (outerOld, outerNow) = FormerNames.RenamedModel(old, now) ?? (FormerNames.ToDeclare(old, now), now);
        return ChangeFixes.NodeOf(now, comparison)?.Element is not null && FormerNames.RenamedList(outerOld, outerNow) is { } list ? list : outerOld;
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
        if (node.Element is not null)
        {
            if (FormerNames.RenamedList(old, now.Split('/')[0]) is not { } list)
                return null;
            old = list;
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
        // Neck.Up, Blocks[2].Up
        var property = node.Property.Substring(node.Property.IndexOf('.') + 1);
        var model = LayerAttributes.PropertyOf(comparison.Type, node.Declaration) is { } declared ? RepeatParser.ElementTypeOf(declared) as INamedTypeSymbol : null;
        return model is null || node.Property == node.Declaration || property.Contains('.')
            || LayerAttributes.Insert(model, property, $"FormerName({ArgumentValue.Of(FormerNames.ToDeclare(old, node.KerasName)).CSharp})", cancellation) is not { } edit ? null : [edit];
    }
}
