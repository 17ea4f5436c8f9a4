using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>What a model's attribute says of the types of its layers.</summary>
internal static class ModelPolicy
{
    /// <summary>The policy of layers, and of weights of the model's own, that don't say it themselves.</summary>
    public static DTypePolicy Of(INamedTypeSymbol type) =>
        EnumRules.Member<DTypePolicy>(type.Attribute("ModelAttribute"), nameof(ModelAttribute.DType)) ?? DTypePolicy.Float32;
}
