using GenNet.Graph;
using GenNet.Naming;
using GenNet.Specs;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>Which layer attributes a property may have: one, or that of a layer which holds others and behind it theirs.</summary>
internal static class ContentRules
{
    /// <summary>What is wrong with the attributes, and what to do; null if nothing is.</summary>
    public static string? ProblemOf(IReadOnlyList<AttributeData> attributes)
    {
        var (first, count) = (NameOf(attributes[0]), attributes.Count);
        var all = $"has {count} layer attributes";
        if (!IsWrapper(attributes[0]))
        {
            return attributes.Skip(1).FirstOrDefault(IsWrapper) is { } late ? $"{all}: {NameOf(late)} holds the layer behind it, so write [{NameOf(late)}, {first}(…)]"
                : count > 1 ? Several(count)
                : null;
        }
        var (direct, held) = Split([.. attributes.Skip(1)]);
        var arguments = LayerCatalog.ContentArguments(first);
        var isList = arguments.Any(static argument => argument.IsList);
        if (direct.FirstOrDefault(IsWrapper) is { } inner)
        {
            return HoldsList(inner) ? ProblemOf([inner, .. held])
                : $"{all}: {first} can't hold {NameOf(inner)}, which holds a layer itself; {(first == SubmodelNode.TimeDistributed ? $"put {NameOf(inner)} into a model, and that model here: [{first}] public partial MyModel …" : $"give {first} the layer alone, and declare {NameOf(inner)} as a property of its own")}";
        }
        if (direct.FirstOrDefault(static attribute => CustomLayerSymbols.LayerOf(attribute.AttributeClass) is not null) is { } own)
        {
            return $"{all}: {first} holds layers of Keras, and {NameOf(own)} is one of your own; {(first == SubmodelNode.TimeDistributed ? $"put it into a model, and that model here: [{first}] public partial MyModel …" : "declare it as a property of its own")}";
        }
        return count == 1 ? $"is {Wording.A(first)} that holds nothing: write the layer's attribute behind it, [{first}, {(isList ? "LSTMCell" : arguments.Count > 1 ? "LSTM" : "Dense")}(…)]"
            : !isList && count - 1 > arguments.Count ? $"{all}: {first} holds {(arguments.Count == 1 ? "one layer" : $"at most {arguments.Count} layers")}; declare the others as properties of their own"
            : null;
    }

    /// <summary>What a layer holds: the attributes of its content, and behind the last of them what that holds itself.</summary>
    /// <param name="attributes">Those behind the layer's own.</param>
    public static (AttributeData[] Direct, AttributeData[] Inner) Split(AttributeData[] attributes)
    {
        var end = attributes.TakeWhile(static attribute => !IsWrapper(attribute)).Count() + 1;
        return ([.. attributes.Take(end)], [.. attributes.Skip(end)]);
    }

    /// <summary>That there are several where there may be one.</summary>
    public static string Several(int count) => $"has {count} layer attributes: keep one and declare the others as properties of their own";

    private static bool IsWrapper(AttributeData attribute) => attribute.AttributeClass.DerivesFrom("WrapperAttribute");

    private static bool HoldsList(AttributeData attribute) => LayerCatalog.ContentArguments(NameOf(attribute)).Any(static argument => argument.IsList);

    private static string NameOf(AttributeData attribute) => TypeNames.OfAttribute(attribute.AttributeClass!);
}
