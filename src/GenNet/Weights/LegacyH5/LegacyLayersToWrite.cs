using System.Globalization;
using GenNet.Weights.KerasH5;
using GenNet.Weights.Matching;
using GenNet.Weights.Writing;

namespace GenNet.Weights.LegacyH5;

/// <summary>A layer of a legacy file that is to be written; one that is a model has the weights of all of its layers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsOwn">Whether it stands for the weights of the model itself.</param>
/// <param name="Weights">Names and arrays in order.</param>
internal sealed record LegacyLayerToWrite(string Name, bool IsOwn, IReadOnlyList<(string Name, ArrayToWrite Array)> Weights);

/// <summary>The layers that Keras 2 lists of a model, and their weights as it calls and orders them.</summary>
internal static class LegacyLayersToWrite
{
    private const string End = ":0";

    /// <summary>The layers in the order of <c>model.layers</c>, and last the model itself.</summary>
    public static IReadOnlyList<LegacyLayerToWrite> Of(WeightsToWrite weights)
    {
        var model = weights.Model;
        var groups = model.WeightGroups.Where(static group => group.Path.Length > 0).ToArray();
        var outermost = groups.Where(group => !IsOwn(group) && !Array.Exists(groups, other => other.Layer < 0 && group.Path.StartsWith(other.Path + "/", StringComparison.Ordinal))).ToArray();
        // Layers that attributes hold are listed as they were assigned.
        if (Array.Exists(outermost, static group => !KerasPaths.IsInLayers(group.Path)))
            outermost = [.. outermost.OrderBy(group => groups.Where(inner => IsWithin(inner, group) && inner.Layer >= 0).Select(static inner => inner.Layer).DefaultIfEmpty(int.MaxValue).Min())];
        var isSubclassed = Array.Exists(outermost, static group => !KerasPaths.IsInLayers(group.Path));
        var own = model.WeightGroups.Where(group => group.Path.Length == 0 && IsOwn(group)).Select(group => weights[group.Layer]).OfType<LayerToWrite>();
        return
        [
            .. outermost.Where(group => group.Layer < 0 || weights[group.Layer] is not null).Select(group => new LegacyLayerToWrite(NameOf(group, outermost), false, WeightsOf(group))),
            new("", true, Named(Ordered(own), null, Own)),
        ];

        IReadOnlyList<(string, ArrayToWrite)> WeightsOf(WeightGroupDescription group)
        {
            var inner = Array.FindAll(groups, other => IsWithin(other, group));
            // What lies in a subclassed model is called by all that is around it, there too where that is a layer of another one.
            var isByAttributes = Array.Exists(inner, other => IsOwn(other) || !KerasPaths.IsInLayers(other.Path));
            return Named(
                Ordered(inner.Select(layer => layer.Layer < 0 ? null : weights[layer.Layer]).OfType<LayerToWrite>()),
                isSubclassed ? model.KerasName + "/" : null,
                isSubclassed ? Whole : isByAttributes ? Within : Own);
        }

        // A weight of a model's own stands among the layers, and lies in the group of the model.
        bool IsOwn(WeightGroupDescription group) => group.Layer >= 0 && model.Layers[group.Layer].IsVariable;
    }

    // What nobody named Keras 2 calls input_1 where Keras 3 has input_layer.
    private static string NameOf(WeightGroupDescription group, WeightGroupDescription[] all)
    {
        if (group.Kind != "InputLayer" || AutomaticNames.Split(group.Name) is not { Stem: "input_layer", Number: var number })
            return group.Name;
        var name = string.Create(CultureInfo.InvariantCulture, $"input_{number + 1}");
        return Array.Exists(all, other => other.Name == name) ? group.Name : name;
    }

    private static bool IsWithin(WeightGroupDescription inner, WeightGroupDescription outer) => inner.Path == outer.Path || inner.Path.StartsWith(outer.Path + "/", StringComparison.Ordinal);

    // What is trained comes before what isn't, of all layers together.
    private static (LayerToWrite Layer, VariableToWrite Variable)[] Ordered(IEnumerable<LayerToWrite> layers) =>
        [.. layers.SelectMany(static layer => layer.Variables.Select(variable => (Layer: layer, Variable: variable))).OrderBy(static v => v.Variable.Description.IsState || !v.Layer.Description.Trainable)];

    // By the layer's own name; where two of a model among the layers have one, Keras 2 can't save them, and here the models around them tell them apart.
    private static IReadOnlyList<(string, ArrayToWrite)> Named((LayerToWrite Layer, VariableToWrite Variable)[] variables, string? scope, Func<LayerDescription, string> nameOf)
    {
        var names = Array.ConvertAll(variables, v => NameOf(v.Layer.Description, v.Variable.Description, scope, nameOf(v.Layer.Description)));
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Length)
            names = Array.ConvertAll(variables, v => NameOf(v.Layer.Description, v.Variable.Description, scope, Whole(v.Layer.Description)));
        return [.. names.Zip(variables, static (name, v) => (name, v.Variable.Array))];
    }

    private static string NameOf(LayerDescription layer, VariableDescription variable, string? scope, string own)
    {
        if (layer.IsVariable)
            return scope + own + End;
        // Keras 2's wrapper of timesteps has the weights of its layer for its own.
        var within = layer.Kind == "TimeDistributed" || variable.Scope.Length == 0 ? "" : variable.Scope + "/";
        return $"{scope}{own}/{within}{LeafOf(layer, variable)}{End}";
    }

    private static string Whole(LayerDescription layer) => layer.KerasName;

    private static string Own(LayerDescription layer) => layer.KerasName[(layer.KerasName.LastIndexOf('/') + 1)..];

    private static string Within(LayerDescription layer) => layer.KerasName[(layer.KerasName.IndexOf('/') + 1)..];

    private static string LeafOf(LayerDescription layer, VariableDescription variable) =>
        layer.Kind is "DepthwiseConv1D" or "DepthwiseConv2D" && variable.LeafName == "kernel" ? "depthwise_kernel" : variable.LeafName;
}
