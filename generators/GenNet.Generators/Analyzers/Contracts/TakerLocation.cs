using GenNet.Contracts;
using GenNet.Specs;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>Where a layer that is gone is missed in <c>Forward</c>: the call that took its value, through others that are gone, or what the model returns.</summary>
internal static class TakerLocation
{
    /// <summary>The place; null without a <c>Forward</c>.</summary>
    public static Location? Of(ContractLayer removed, ModelComparison comparison, CancellationToken cancellation)
    {
        var old = comparison.Old!;
        var calls = old.Layers.SelectMany(static layer => layer.Calls.Select(call => (Value: new ContractValue(true, layer.Name, 1), Layer: (ContractLayer?)layer, Inputs: call)))
            .Concat(old.Operations.Select(static operation => (Value: new ContractValue(false, operation.Name, 1), Layer: (ContractLayer?)null, operation.Inputs))).ToArray();
        var missed = new HashSet<(bool, string)> { (true, removed.Name) };
        for (var count = 0; count < missed.Count;)
        {
            count = missed.Count;
            foreach (var (value, layer, inputs) in calls.Where(call => call.Inputs.Any(input => missed.Contains((input.IsLayer, input.Name)))))
            {
                if (layer is not null && comparison.Now.Layers.FirstOrDefault(now => now.Name == layer.Name) is { } taker)
                    return OfCall(layer, taker, comparison, cancellation);
                missed.Add((value.IsLayer, value.Name));
            }
        }
        return old.Outputs.Any(output => missed.Contains((output.IsLayer, output.Name))) ? ForwardLocation.OfResult(comparison.Type, cancellation) : null;
    }

    private static Location? OfCall(ContractLayer old, ContractLayer now, ModelComparison comparison, CancellationToken cancellation) =>
        ChangeFixes.NodeOf(now.Name, comparison) is { } node && LayerPlace.Of(node, comparison.Type) is { } place
            ? ForwardLocation.OfCall(place, new(ChangeKind.ConnectionChanged, ChangeSeverity.Behaviour, old, now) { Description = "" }, cancellation)
            : null;
}
