using System.Globalization;
using GenNet.Weights.Writing;

namespace GenNet.Weights.TensorFlow;

/// <summary>A model, or a layer of one, on its way into a checkpoint.</summary>
/// <param name="path">What leads to it: <c>layers/dense_1</c>, <c>blocks/0</c>.</param>
/// <param name="held">The object that it becomes.</param>
/// <param name="scope">What names of variables in it begin with.</param>
internal sealed class ItemToWrite(string path, ObjectToWrite held, string scope)
{
    private const string Layers = "layers";
    private const string Cells = "cells";

    private readonly List<(ItemToWrite Item, bool IsInList)> _inner = [];
    private bool _hasVariables;

    /// <summary>What leads to it.</summary>
    public string Path => path;

    /// <summary>The object that it becomes.</summary>
    public ObjectToWrite Object => held;

    /// <summary>What names of variables in it begin with.</summary>
    public string Scope => scope;

    private bool HasVariables => _hasVariables || _inner.Exists(static inner => inner.Item.HasVariables);

    /// <summary>Adds a layer, or a model among the layers.</summary>
    public ItemToWrite Add(string innerPath, string innerScope)
    {
        var steps = innerPath[(path.Length == 0 ? 0 : path.Length + 1)..].Split('/');
        var isInList = steps is [Layers, _];
        var item = new ItemToWrite(innerPath, isInList ? new() : steps.Aggregate(held, static (holder, step) => holder.Child(step)), innerScope);
        _inner.Add((item, isInList));
        return item;
    }

    /// <summary>Adds the weights of a model's own; none if they are not to be written.</summary>
    public void AddOwn(LayerToWrite? weights)
    {
        _hasVariables = true;
        foreach (var variable in weights?.Variables ?? [])
        {
            var name = variable.Description.LeafName;
            held.Add(name, new() { Value = variable.Array, Name = variable.Name, FullName = path.Length == 0 ? name : $"{scope}/{name}" });
        }
    }

    /// <summary>Adds a layer's variables; none if they are not to be written.</summary>
    public void AddLayer(LayerDescription layer, LayerToWrite? weights)
    {
        _hasVariables = layer.Variables.Count > 0;
        var cells = new List<string>();
        foreach (var variable in weights?.Variables ?? [])
        {
            var parts = variable.Description.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
            var holder = Enumerable.Range(0, parts.Length).Aggregate(held, (holder, i) => holder.Child(AttributeOf(layer.Kind, parts, i, cells)));
            holder.Add(Keras2Attributes.OfVariable(layer.Kind, variable.Description.LeafName), new() { Value = variable.Array, Name = variable.Name, FullName = $"{scope}/{variable.Description.ScopedName}" });
        }
    }

    /// <summary>Gives the layers in lists their numbers: those with weights among themselves, and all among all.</summary>
    public void Number()
    {
        var (all, withWeights) = (0, 0);
        foreach (var (item, isInList) in _inner)
        {
            item.Number();
            if (!isInList)
                continue;
            if (item.HasVariables)
                held.Add(string.Create(CultureInfo.InvariantCulture, $"layer_with_weights-{withWeights++}"), item.Object);
            held.Add(string.Create(CultureInfo.InvariantCulture, $"layer-{all++}"), item.Object);
        }
    }

    // Keras 2 numbers cells that a layer has several of.
    private static string AttributeOf(string kind, string[] parts, int index, List<string> cells)
    {
        if (index == 0 || parts[index - 1] != Cells)
            return index == 0 ? Keras2Attributes.OfPart(kind, parts[0]) : parts[index];
        if (!cells.Contains(parts[index]))
            cells.Add(parts[index]);
        return cells.IndexOf(parts[index]).ToString(CultureInfo.InvariantCulture);
    }
}
