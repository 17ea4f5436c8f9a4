using System.Globalization;
using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Tool.Scaffolding;

/// <summary>Layers of the same arguments, or models of the same layers, that stand after each other under names that count, <c>block_0</c>, <c>block_1</c>, …: a person writes a list.</summary>
internal static class LayerLists
{
    private const int FewestModels = 2;
    private const int FewestLayers = 3;

    /// <summary>The lists among the entities of <paramref name="model"/>.</summary>
    public static IReadOnlyList<LayerList> In(ModelSpec model)
    {
        var entities = model.Entities.ToArray();
        var lists = new List<LayerList>();
        for (var first = 0; first < entities.Length; first++)
        {
            if (NameOf(model, entities[first]) is not { } name)
                continue;
            var count = 1;
            while (first + count < entities.Length && NameOf(model, entities[first + count]) == (name.Prefix, name.Number + count) && AreSame(model, entities[first], entities[first + count]))
                count++;
            if (count >= (entities[first].Submodel is null ? FewestLayers : FewestModels))
            {
                lists.Add(new(first, count, name.Prefix, name.Number));
                first += count - 1;
            }
        }
        return lists;
    }

    /// <summary>A model without the names that a class has for itself: equal where one class is enough.</summary>
    public static ModelSpec WithoutNames(ModelSpec model) => model with
    {
        ClassName = "",
        KerasName = "",
        Inputs = model.Inputs.Select(static input => input with { Name = "", KerasName = "" }).ToEquatableArray(),
    };

    /// <summary>What stands before the number in the name of a list's layer; null if it doesn't end in one.</summary>
    public static (string Prefix, int Number)? Counted(string name) =>
        name.LastIndexOf('_') is > 0 and var end && int.TryParse(name.AsSpan(end + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && name[(end + 1)..] == number.ToString(CultureInfo.InvariantCulture)
            ? (name[..end], number)
            : null;

    private static (string Prefix, int Number)? NameOf(ModelSpec model, LayerEntity entity) => Counted(entity.Submodel?.KerasName ?? model.Layers[entity.FirstLayer].KerasName);

    private static bool AreSame(ModelSpec model, LayerEntity one, LayerEntity other) => (one.Submodel, other.Submodel) switch
    {
        (null, null) => model.Layers[one.FirstLayer].Spec == model.Layers[other.FirstLayer].Spec,
        ({ EachTimestep: false } first, { EachTimestep: false } second) => WithoutNames(first.Model) == WithoutNames(second.Model),
        _ => false,
    };
}

/// <summary>A list of layers or models.</summary>
/// <param name="Start">Number of the first among the entities.</param>
/// <param name="Count">How many.</param>
/// <param name="Name">What their names have before the number.</param>
/// <param name="First">The first one's number.</param>
internal sealed record LayerList(int Start, int Count, string Name, int First);
