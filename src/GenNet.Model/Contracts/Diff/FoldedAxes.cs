using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>
/// Finds what an input of other sides does to weights that still fit. Where a Flatten, Reshape or Concatenate makes one axis of several, as many elements stand in it in another order; the first
/// weights along that axis mean something else then. An axis that no weights lie along may be of any size: sides of a convolutional network, timesteps of a recurrent one.
/// </summary>
internal sealed class FoldedAxes
{
    private readonly ValueTypes _types;
    private readonly CallOrder _order;
    private readonly List<ContractLayer> _readers = [];

    // Axes of values whose elements stand in another order; none where that can't be told of one.
    private readonly Dictionary<ContractValue, int[]> _moved = [];

    private FoldedAxes(ContractVersion old, ContractVersion now, LayerMatching matching)
    {
        (_types, _order) = (ValueTypes.Of(now), CallOrder.Of(now));
        var folds = PairsOf(old, now, matching).Select(static pair => (pair.Old, pair.Now, Moved: pair.Now.MovedFrom(pair.Old))).Where(static fold => fold.Moved is not null).ToDictionary(static fold => fold.Now.Call.Value);
        if (folds.Count == 0)
            return;
        foreach (var call in _order.Sorted)
        {
            Follow(call);
            if (folds.TryGetValue(call.Value, out var fold))
                _moved[call.Value] = fold.Moved!;
        }
        if (_readers.Count > 0)
            Description = string.Join(", ", folds.Values.Select(static fold => $"{NameOf(fold.Now.Call)} puts {fold.Now.Text} in a row and put {fold.Old.Text}"));
    }

    /// <summary>The layers whose weights mean something else, in an order of execution.</summary>
    public IReadOnlyList<ContractLayer> Readers => _readers;

    /// <summary>What stands in another order, and where.</summary>
    public string Description { get; } = "";

    /// <summary>What another shape of an input does; null if it does nothing, or there is none.</summary>
    public static FoldedAxes? Of(ContractVersion old, ContractVersion now, LayerMatching matching) =>
        old.Inputs.Count == now.Inputs.Count && old.Inputs.Zip(now.Inputs, static (before, after) => before.Shape != after.Shape).Contains(true)
        && new FoldedAxes(old, now, matching) is { Readers.Count: > 0 } found ? found : null;

    // Layers that both versions have, and operations of one name; then those that came and those that went, one after the other.
    private static List<(AxisFold Old, AxisFold Now)> PairsOf(ContractVersion old, ContractVersion now, LayerMatching matching)
    {
        var pairs = new List<(AxisFold Old, AxisFold Now)>();
        var before = FoldsOf(old).ToList();
        var others = new List<AxisFold>();
        foreach (var fold in FoldsOf(now))
        {
            var name = fold.Call.Layer is null ? fold.Call.Value.Name : matching.OldName(fold.Call.Layer.Name);
            if (before.Find(other => other.Call.Value == fold.Call.Value with { Name = name ?? "" }) is { } same && before.Remove(same))
                pairs.Add((same, fold));
            else
                others.Add(fold);
        }
        pairs.AddRange(before.Zip(others, static (was, isNow) => (was, isNow)));
        return pairs;
    }

    private static IEnumerable<AxisFold> FoldsOf(ContractVersion version) => CallOrder.Of(version).Sorted.Select(call => AxisFold.Of(call, ValueTypes.Of(version))).OfType<AxisFold>();

    // Each axis that moved is made twice as long: what becomes longer with it lies along it.
    private void Follow(ContractCall call)
    {
        var moved = call.Inputs.Select(input => _moved.TryGetValue(input, out var axes) ? axes : null).ToArray();
        if (Array.TrueForAll(moved, static axes => axes is null))
            return;
        if (_types.InputsOf(call) is not { } inputs || Array.Exists(moved, static axes => axes is { Length: 0 }) || _types.Infer(call, inputs) is not { } usual || Longer(call, inputs, moved) is not { } longer)
        {
            // It isn't known, or takes this size alone.
            _moved[call.Value] = [];
            if (call.Layer is { Variables.Count: > 0 } layer)
                _readers.Add(layer);
            return;
        }
        if (call.Layer is { } reader && !longer.Variables.Select(static v => v.Shape).SequenceEqual(usual.Variables.Select(static v => v.Shape)))
            _readers.Add(reader);
        else if (longer.Output.Rank == usual.Output.Rank && Enumerable.Range(0, usual.Output.Rank).Where(axis => longer.Output[axis] != usual.Output[axis]).ToArray() is { Length: > 0 } further)
            _moved[call.Value] = further;
    }

    private InferredLayer? Longer(ContractCall call, EquatableArray<TensorType> inputs, int[]?[] moved)
    {
        var fromEnd = new HashSet<int>(moved.SelectMany((axes, i) => (axes ?? []).Select(axis => inputs[i].Shape.Rank - axis)));
        var types = inputs.Select((type, i) => moved[i] is { } axes ? Longer(type, axes) : OwnVariable(call.Inputs[i]) is null ? type
            : Longer(type, [.. Enumerable.Range(0, type.Shape.Rank).Where(axis => type.Shape[axis] > 1 && fromEnd.Contains(type.Shape.Rank - axis))])).ToArray();
        // A weight of the model's own that lies along the axis.
        _readers.AddRange(Enumerable.Range(0, types.Length).Where(i => moved[i] is null && types[i] != inputs[i]).Select(i => OwnVariable(call.Inputs[i])!));
        return _types.Infer(call, types.ToEquatableArray());
    }

    private ContractLayer? OwnVariable(ContractValue value) => _order.Calls.TryGetValue(value, out var made) && made?.Layer is { IsVariable: true } own ? own : null;

    private static TensorType Longer(TensorType type, int[] axes) =>
        type with { Shape = TensorShape.Of([.. type.Shape.Dimensions.Select((size, axis) => axes.Contains(axis) ? 2 * size : size)]) };

    private static string NameOf(ContractCall call) => call.Layer is { } layer ? $"'{layer.Name}'" : call.Kind;
}
