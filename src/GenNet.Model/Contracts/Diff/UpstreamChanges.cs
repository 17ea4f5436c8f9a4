namespace GenNet.Contracts;

/// <summary>Finds what gave a layer values of another shape: the nearest change before it that can.</summary>
/// <param name="changes">All changes.</param>
/// <param name="old">The version before.</param>
/// <param name="now">The version now.</param>
/// <param name="moved">Present names of layers that take something else than before by themselves.</param>
internal sealed class UpstreamChanges(IReadOnlyList<ContractChange> changes, ContractVersion old, ContractVersion now, HashSet<string> moved)
{
    private readonly CallOrder _old = CallOrder.Of(old);
    private readonly CallOrder _now = CallOrder.Of(now);

    /// <summary>Index of the change that <paramref name="change"/> follows from; null if there is none.</summary>
    public int? Of(ContractChange change) =>
        Nearest(_now, change.New!, value => InputChanged(value), call => IndexOf(c => c.New?.Name == call.Layer!.Name && Reshapes(c)))
        ?? Nearest(_old, change.Old!, static _ => null, call => IndexOf(c => c.Kind == ChangeKind.LayerRemoved && c.Old!.Name == call.Layer!.Name && Reshapes(c)));

    private static int? Nearest(CallOrder order, ContractLayer layer, Func<ContractValue, int?> ofInput, Func<ContractCall, int?> ofLayer)
    {
        var seen = new HashSet<ContractValue>();
        var next = new Queue<ContractValue>(layer.Calls.SelectMany(static call => call));
        while (next.Count > 0)
        {
            var value = next.Dequeue();
            if (!seen.Add(value) || !order.Calls.TryGetValue(value.Whole, out var call))
                continue;
            if ((call is null ? ofInput(value) : call.Layer is null ? null : ofLayer(call)) is { } found)
                return found;
            foreach (var input in call?.Inputs ?? default)
                next.Enqueue(input);
        }
        return null;
    }

    private int? InputChanged(ContractValue value)
    {
        var position = now.Inputs.Select(static input => input.Name).ToList().IndexOf(value.Name);
        return position >= 0 && position < old.Inputs.Count && old.Inputs[position].Shape != now.Inputs[position].Shape
            ? IndexOf(static c => c.Kind == ChangeKind.InputsChanged)
            : null;
    }

    private bool Reshapes(ContractChange change) => change.Kind switch
    {
        ChangeKind.ShapeChanged => !VariableAxes.AllFromInput(change) || moved.Contains(change.New!.Name),
        ChangeKind.LayerAdded => !KeepsShape(change.New!),
        ChangeKind.LayerRemoved => !KeepsShape(change.Old!),
        ChangeKind.BehaviourChanged => ArgumentReshapes(change),
        ChangeKind.KindChanged or ChangeKind.ConnectionChanged => true,
        _ => false,
    };

    private static bool KeepsShape(ContractLayer layer) =>
        layer.TrainingOnly || LayerPrototype.Of(layer.Kind, layer.Arguments) is { KeepsShape: true };

    private static bool ArgumentReshapes(ContractChange change)
    {
        var before = change.Old!.Arguments.First(a => a.Name == change.Argument);
        var (was, isNow) = (
            LayerPrototype.Of(change.New!.Kind, change.New.Arguments.Select(a => a.Name == before.Name ? before : a)),
            LayerPrototype.Of(change.New.Kind, change.New.Arguments));
        return was is null || isNow is null || was.Output != isNow.Output;
    }

    private int? IndexOf(Func<ContractChange, bool> isIt)
    {
        for (var i = 0; i < changes.Count; i++)
        {
            if (isIt(changes[i]))
                return i;
        }
        return null;
    }
}
