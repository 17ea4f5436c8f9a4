using GenNet.Generators.Parsing;
using GenNet.Specs;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>Where an argument of a layer, or of one that it holds, is written.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Name">Keras' name of the argument there; null for the attribute itself, whose class is what is meant.</param>
/// <param name="Spec">The layer that the attribute declares.</param>
internal sealed record WrittenArgument(AttributeData Attribute, string? Name, LayerSpec Spec)
{
    /// <summary>That of <paramref name="argument"/>: <c>layer.units</c> is units of the attribute of the layer that is held; <c>layer</c> that attribute itself.</summary>
    /// <param name="argument">Its name with the roles around it, as contracts have it.</param>
    /// <param name="attributes">The layer's attribute, then those of the layers that it holds.</param>
    /// <param name="spec">The layer.</param>
    public static WrittenArgument Of(string argument, IReadOnlyList<AttributeData> attributes, LayerSpec spec) => Of(argument, attributes[0], [.. attributes.Skip(1)], spec);

    private static WrittenArgument Of(string argument, AttributeData own, AttributeData[] content, LayerSpec spec)
    {
        if (spec is not WrapperSpec wrapper)
            return new(own, argument, spec);
        var role = argument.Substring(0, Math.Max(0, argument.IndexOf('.')));
        var declared = wrapper.Declared.ToArray();
        var held = declared.TakeWhile(layer => layer.Role != role && layer.Role != argument).Count();
        if (held == declared.Length || held >= content.Length)
            return new(own, argument, spec);
        if (role.Length == 0)
            return new(content[held], null, declared[held].Spec);
        // A layer between that isn't written, as the StackedRNNCells of several cells, has all that follows.
        var isWritten = TypeNames.OfAttribute(content[held].AttributeClass!) == declared[held].Spec.Kind;
        return Of(argument.Substring(role.Length + 1), isWritten ? content[held] : own, [.. content.Skip(isWritten ? held + 1 : held)], declared[held].Spec);
    }
}
