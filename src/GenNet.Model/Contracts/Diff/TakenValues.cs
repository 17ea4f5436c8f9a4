using System.Globalization;
using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>
/// Says what is taken, and what was: by names, and where these read the same on both sides, with what lies behind them, step by step, until they differ: <c>Add(p, (x))</c>, <c>drop(conv1)</c>.
/// </summary>
internal static class TakenValues
{
    private const int DeepestStep = 8;

    /// <summary>Both sides' values in words.</summary>
    /// <param name="now">The present version.</param>
    /// <param name="takes">What is taken in each call.</param>
    /// <param name="old">The version before.</param>
    /// <param name="took">What was taken.</param>
    /// <param name="matching">Which layer is which.</param>
    public static (string Takes, string Took) Describe(
        ContractVersion now, EquatableArray<EquatableArray<ContractValue>> takes, ContractVersion old, EquatableArray<EquatableArray<ContractValue>> took, LayerMatching matching)
    {
        if (InnerDifference.Of(now, takes, old, took, matching) is not { } inner)
            return Differing(now, takes, old, took, matching);
        var (part, was) = Differing(now, One(inner.Now), old, One(inner.Old), matching);
        return ($"{part} in {new Side(now, false, null).List(One(inner.Within), 1)}", was);

        static EquatableArray<EquatableArray<ContractValue>> One(ContractValue value) => EquatableArray.Of(EquatableArray.Of(value));
    }

    private static (string Takes, string Took) Differing(
        ContractVersion now, EquatableArray<EquatableArray<ContractValue>> takes, ContractVersion old, EquatableArray<EquatableArray<ContractValue>> took, LayerMatching matching)
    {
        // Where all names read the same, it is what they stand for that differs.
        var (nothing, all) = (Sides(null), Sides(matching));
        for (var depth = 1; depth <= 2 * DeepestStep; depth++)
        {
            var ((after, before), step) = depth <= DeepestStep ? (nothing, depth) : (all, depth - DeepestStep);
            var (takesNow, tookThen) = (after.List(takes, step), before.List(took, step));
            if (takesNow != tookThen)
                return (takesNow, tookThen);
        }
        return (all.Now.List(takes, 1), all.Old.List(took, 1));

        (Side Now, Side Old) Sides(LayerMatching? told) => (new(now, told is not null, told), new(old, told is not null, null));
    }

    private sealed class Side(ContractVersion version, bool saysPositions, LayerMatching? matching)
    {
        private readonly CallOrder _order = CallOrder.Of(version);

        public string List(EquatableArray<EquatableArray<ContractValue>> calls, int depth) => List(calls, value => Expression(value, depth));

        // Operations have no names that say anything; layers that only act in training hand on what they take.
        private string Expression(ContractValue value, int depth)
        {
            if (!_order.Calls.TryGetValue(value.Whole, out var call) || call is null)
                return Input(value);
            if (call.Layer is { TrainingOnly: false } || (call.Layer is not null && depth < 2))
                return value + History(call.Layer.Name);
            if (depth == 0)
                return $"{call.Kind}(…)";
            var inputs = call.Inputs.Select(input => Expression(input, depth - 1)).ToArray();
            var text = call.Layer is { Name: var name } ? $"{name}({string.Join(", ", inputs)})" : OperationText.Of(call, inputs);
            return value.Output is { } output ? $"{text}[{output}]" : text;
        }

        // Inputs are given by their order, whatever they are called.
        private string Input(ContractValue value) => saysPositions && PositionOf(value) is >= 0 and var position
            ? $"{value}, input {(position + 1).ToString(CultureInfo.InvariantCulture)} of {version.Inputs.Count.ToString(CultureInfo.InvariantCulture)}" : value.ToString();

        private string History(string layer) => matching is null || matching.OldName(layer) == layer ? ""
            : matching.OldName(layer) is { } old ? $", once '{old}'," : ", which is new,";

        private int PositionOf(ContractValue value) => version.Inputs.Select(static input => input.Name).ToList().IndexOf(value.Name);

        private static string List(EquatableArray<EquatableArray<ContractValue>> calls, Func<ContractValue, string> describe) =>
            calls.Count == 0 ? "nothing" : string.Join(" and then ", calls.Select(call => string.Join(", ", call.Select(describe))));
    }
}
