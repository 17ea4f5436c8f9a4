using System.Globalization;
using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Tool.Scaffolding;

/// <summary>Writes the attributes of a layer, a model among the layers, or a list of them: <c>[Repeat(6), Dense(16)]</c>.</summary>
internal static class RepeatedAttribute
{
    /// <summary>The attributes with their brackets; empty where none is needed.</summary>
    /// <param name="model">The model.</param>
    /// <param name="entity">The layer, or the first of a list.</param>
    /// <param name="policy">What the model says of layers that don't say it themselves.</param>
    /// <param name="all">All that the model declares.</param>
    public static string Write(ModelSpec model, LayerEntity entity, DTypePolicy policy, IReadOnlyList<LayerEntity> all)
    {
        var (element, declaration, name) = entity.Submodel is { } submodel
            ? (submodel.Element, submodel.Declaration, submodel.KerasName)
            : (model.Layers[entity.FirstLayer].Element, model.Layers[entity.FirstLayer].Declaration, model.Layers[entity.FirstLayer].KerasName);
        var (prefix, first) = element is null ? (name, 0) : LayerLists.Counted(name) ?? (name, 0);
        var own = entity.Submodel is { } inner
            ? LayerAttributeWriter.Write(inner with { Property = declaration, KerasName = prefix })
            : LayerAttributeWriter.Write(model.Layers[entity.FirstLayer] with { Property = declaration, KerasName = prefix }, policy);
        if (element is null)
            return own;
        var count = all.Count(other => (other.Submodel is { } one ? one.Declaration : model.Layers[other.FirstLayer].Declaration) == declaration);
        var repeat = string.Create(CultureInfo.InvariantCulture, $"Repeat({count}{(first == 0 ? "" : $", First = {first}")})");
        return own.Length == 0 ? $"[{repeat}]" : $"[{repeat}, {own[1..]}";
    }
}
