using GenNet.Graph;

namespace GenNet.Generators.Emitting;

/// <summary>A property of a record of weights: those of a layer or model, or of a list of them.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Entities">What it has the weights of: one, or the elements of a list.</param>
/// <param name="IsList">Whether it is a list.</param>
/// <param name="IsVariable">Whether it is a weight of the model's own.</param>
internal sealed record WeightsProperty(string Name, IReadOnlyList<LayerEntity> Entities, bool IsList, bool IsVariable)
{
    /// <summary>The first of <see cref="Entities"/>.</summary>
    public LayerEntity First => Entities[0];

    /// <summary>Those of <paramref name="model"/>: what has no weights has no property.</summary>
    public static IEnumerable<WeightsProperty> Of(ModelSpec model) => model.Entities
        .Where(entity => HasWeights(model, entity))
        .Select(entity => entity.Submodel is { } submodel
            ? (Entity: entity, Name: submodel.Declaration, submodel.Element)
            : (Entity: entity, Name: model.Layers[entity.FirstLayer].Declaration, model.Layers[entity.FirstLayer].Element))
        .GroupBy(static part => part.Name)
        .Select(parts => new WeightsProperty(parts.Key, [.. parts.Select(static part => part.Entity)], parts.First().Element is not null, IsOwn(model, parts.First().Entity)));

    /// <summary>How the weights of <paramref name="entity"/> are reached where the property is <paramref name="owner"/>.</summary>
    public string PathOf(LayerEntity entity, string owner) => IsList ? $"{owner}[{SourceWriter.Number(Entities.ToList().IndexOf(entity))}]" : owner;

    private static bool IsOwn(ModelSpec model, LayerEntity entity) => entity.Submodel is null && model.Layers[entity.FirstLayer].IsVariable;

    private static bool HasWeights(ModelSpec model, LayerEntity entity) =>
        entity.Submodel is { } submodel ? submodel.Model.Entities.Any(inner => HasWeights(submodel.Model, inner)) : model.Layers[entity.FirstLayer].Variables.Count > 0;
}
