using GenNet.Contracts;
using GenNet.Graph;
using GenNet.Weights;

namespace GenNet.Tool.Deployed;

/// <summary>What a load of a model would have to fill, of a class that has not been compiled.</summary>
internal static class ExpectedModels
{
    /// <summary>Its layers with variables, as the loader has them.</summary>
    public static ExpectedModel Of(ModelSpec model, ContractVersion now)
    {
        var groups = KerasWeightPaths.Of(model).Where(static group => group.Layer >= 0).ToDictionary(static group => group.Layer);
        var places = KerasWeightPaths.Of(model).Select(static (group, place) => (group.Layer, place)).Where(static g => g.Layer >= 0).ToDictionary(static g => g.Layer, static g => g.place);
        return ExpectedModel.Of(model.FullName, [.. model.Layers.Select((layer, i) => new DeclaredLayer(
            layer.KerasName, layer.Spec.Kind, layer.IsVariable, groups.TryGetValue(i, out var group) ? group.Path : "", group?.OtherPaths ?? [], layer.History, InputRankOf(model, i),
            [.. layer.Variables.Select(v => ExpectedVariable.Of(layer.NameOf(v), v.Shape, v.DType, v.IsState, v.Path, v.Scope, v.AlsoAt))]) { KerasPlace = places.GetValueOrDefault(i) })]) with
        {
            Contract = new(() => now),
            ContractHash = now.Hash,
        };
    }

    private static int? InputRankOf(ModelSpec model, int layer) =>
        model.Calls.FirstOrDefault(call => call.Layer == layer)?.Taken.Select(value => (int?)model.ShapeOf(value).Rank).FirstOrDefault();
}
