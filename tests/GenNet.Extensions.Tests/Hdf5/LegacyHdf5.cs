using System.Runtime.InteropServices;
using GenNet.Weights.Hdf5;

namespace GenNet.Extensions.Tests.Hdf5;

/// <summary>A file in the layout that Keras 1 and 2 write: lists of names, and groups that have what they list.</summary>
internal static class LegacyHdf5
{
    /// <summary>The file with these layers in the model's order.</summary>
    public static MemoryHdf5 Of(params (string Layer, (string Name, Variable Values)[] Weights)[] layers)
    {
        var root = new MemoryGroup();
        root.Attributes["layer_names"] = Hdf5Attribute.Of([.. layers.Select(static layer => layer.Layer)]);
        foreach (var (layer, weights) in layers)
            root.Children[layer] = Group(weights);
        return new(root);
    }

    private static MemoryGroup Group((string Name, Variable Values)[] weights)
    {
        var group = new MemoryGroup();
        group.Attributes["weight_names"] = Hdf5Attribute.Of([.. weights.Select(static weight => weight.Name)]);
        foreach (var (name, values) in weights)
        {
            var parts = name.Split('/');
            var parent = group;
            foreach (var part in parts[..^1])
            {
                if (!parent.Children.TryGetValue(part, out var child))
                    parent.Children[part] = child = new MemoryGroup();
                parent = (MemoryGroup)child;
            }
            parent.Children[parts[^1]] = new MemoryDataset([.. values.Shape.Dimensions.Select(static d => (long)d)], MemoryMarshal.AsBytes(values.Values).ToArray());
        }
        return group;
    }
}
