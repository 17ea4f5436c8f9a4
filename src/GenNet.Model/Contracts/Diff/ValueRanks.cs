using System.Runtime.CompilerServices;

namespace GenNet.Contracts;

/// <summary>How many axes the values of a version have, without the batch: found from the contract alone, as far as its layers tell.</summary>
internal sealed class ValueRanks
{
    private static readonly ConditionalWeakTable<ContractVersion, ValueRanks> s_ranks = new();

    private readonly Dictionary<ContractValue, int> _ranks = [];

    private ValueRanks(ContractVersion version)
    {
        foreach (var input in version.Inputs)
            _ranks[new(false, input.Name, 1)] = input.Shape.Rank;
        foreach (var call in CallOrder.Of(version).Sorted)
        {
            if (call.Inputs.Count > 0 && Of(call.Inputs[0]) is { } input && RankOf(call, input) is { } rank)
                _ranks[call.Value] = rank;
        }
    }

    /// <summary>Those of <paramref name="version"/>.</summary>
    public static ValueRanks Of(ContractVersion version) => s_ranks.GetValue(version, static version => new(version));

    /// <summary>The number of axes of <paramref name="value"/>; null if it isn't known.</summary>
    public int? Of(ContractValue value) => value.Output is null && _ranks.TryGetValue(value, out var rank) ? rank : null;

    private static int? RankOf(ContractCall call, int input)
    {
        if (call.Layer is { TrainingOnly: true } || FunctionForm.ActivationOf(call.Kind, call.Arguments) is not null)
            return input;
        var timeAxes = ContractLayer.TimeAxesOf(call.Arguments);
        if (call.Kind == "Reshape")
            return timeAxes + call.Arguments.FirstOrDefault(static a => a.Name == "target_shape")?.Value.Split(',').Length;
        if (call.Kind == "Flatten")
            return timeAxes + 1;
        return LayerPrototype.Of(call.Kind, call.Arguments) is { } prototype ? input + prototype.Output.Rank - prototype.InputRank : null;
    }
}
