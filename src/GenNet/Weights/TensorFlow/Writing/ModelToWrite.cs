using GenNet.Weights.Writing;

namespace GenNet.Weights.TensorFlow;

/// <summary>A model's weights as the objects that Keras 2 saves of it.</summary>
internal static class ModelToWrite
{
    private const string Layers = "layers";

    /// <summary>The model.</summary>
    public static ObjectToWrite Of(WeightsToWrite weights)
    {
        var groups = weights.Model.WeightGroups.Select(static group => (Group: group, Path: group.OtherPaths is [.., var last] ? last : group.Path)).ToArray();
        // A model's group comes before those in it.
        var root = new ItemToWrite("", new(), IsList("") ? "" : weights.Model.KerasName);
        var items = new List<ItemToWrite> { root };
        foreach (var (group, path) in groups)
        {
            var layer = group.Layer < 0 ? null : weights.Model.Layers[group.Layer];
            if (layer is { IsVariable: true })
            {
                items.Last(item => item.Path == path).AddOwn(weights[group.Layer]);
                continue;
            }
            var around = items.Where(item => item.Path.Length == 0 || path.StartsWith(item.Path + "/", StringComparison.Ordinal)).MaxBy(static item => item.Path.Length)!;
            var item = around.Add(path, IsList(path) ? "" : around.Scope.Length == 0 ? group.Name : $"{around.Scope}/{group.Name}");
            items.Add(item);
            if (layer is not null)
                item.AddLayer(layer, weights[group.Layer]);
        }
        root.Number();
        // As the checkpoint that Keras makes of a model holds it.
        root.Object.Add("root", root.Object);
        return root.Object;

        bool IsList(string path) => Array.Exists(groups, inner => inner.Path.StartsWith(path.Length == 0 ? $"{Layers}/" : $"{path}/{Layers}/", StringComparison.Ordinal));
    }
}
