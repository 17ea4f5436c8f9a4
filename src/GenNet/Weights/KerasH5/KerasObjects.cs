using GenNet.Specs;
using GenNet.Weights.Writing;

namespace GenNet.Weights.KerasH5;

/// <summary>The objects that Keras 3 saves of a model, in its order.</summary>
internal static class KerasObjects
{
    // What a StackedRNNCells calls its list.
    private const string ListOfCells = "cells";

    /// <summary>Those of weights that are to be written: the model itself, and every layer of theirs with what lies in it.</summary>
    public static IEnumerable<KerasObject> Of(WeightsToWrite weights)
    {
        var model = weights.Model;
        // A weight of a model's own lies in the group of that model.
        var own = model.WeightGroups.Where(IsOwn).Where(group => weights[group.Layer] is not null).ToLookup(static group => group.Path, group => weights[group.Layer]!.Variables[0], StringComparer.Ordinal);
        yield return ObjectOf("", model.KerasName, own[""]);
        foreach (var group in model.WeightGroups.Where(group => !IsOwn(group)))
        {
            if (group.Layer >= 0 && weights[group.Layer] is null)
                continue;
            var variables = group.Layer < 0 ? own[group.Path] : weights[group.Layer]!.Variables;
            yield return ObjectOf(group.Path, group.Name, variables.Where(static v => v.Description.Path.Length == 0 || v.Description.AlsoAt is { Length: 0 }));
            var inner = variables.SelectMany(static v => InnerObjects(v.Description)).Concat(group.Layer < 0 ? [] : model.Layers[group.Layer].InnerObjects).DistinctBy(static item => item.Path);
            foreach (var (path, name) in inner.OrderBy(static item => AttributeIn(item.Path).StartsWith('_')).ThenBy(static item => AttributeIn(item.Path), StringComparer.Ordinal))
                yield return ObjectOf($"{group.Path}/{path}", name, variables.Where(v => v.Description.Path == path || v.Description.AlsoAt == path), inner: path);
        }

        bool IsOwn(WeightGroupDescription group) => group.Layer >= 0 && model.Layers[group.Layer].IsVariable;
    }

    // Every object that the path leads through, each with its own name: forward_layer, called forward_lstm, and forward_layer/cell, called lstm_cell. A list of cells is no object.
    private static IEnumerable<InnerObject> InnerObjects(VariableDescription variable)
    {
        var names = variable.Scope.Split('/');
        var parts = variable.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (int depth = 1, name = 0; depth <= parts.Length; depth++)
        {
            if (parts[depth - 1] != ListOfCells)
                yield return new(string.Join('/', parts[..depth]), name < names.Length ? names[name++] : "");
        }
    }

    // Keras visits attributes by the alphabet, those with an underscore last, and what lies in one in its order.
    private static string AttributeIn(string path) => path.IndexOf('/') is >= 0 and var slash ? path[..slash] : path;

    // What lies there once more has its own name there, without that of the layer that it belongs to.
    private static KerasObject ObjectOf(string path, string name, IEnumerable<VariableToWrite> variables, string inner = "") =>
        new(path, name, [.. variables.Select(static v => v.Array)]) { VariableNames = [.. variables.Select(v => v.Description.Path == inner ? v.Description.Name : v.Description.LeafName)] };
}
