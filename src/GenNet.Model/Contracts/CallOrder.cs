using System.Runtime.CompilerServices;
using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>One call in a contract: the value it yields, by which layer or operation, and what it takes.</summary>
internal sealed record ContractCall(
    ContractValue Value, ContractLayer? Layer, string Kind, EquatableArray<ContractArgument> Arguments, EquatableArray<ContractValue> Inputs);

/// <summary>The calls of a version, each after those whose values it takes.</summary>
internal sealed class CallOrder
{
    private static readonly ConditionalWeakTable<ContractVersion, CallOrder> s_orders = new();

    private readonly HashSet<ContractValue> _declared = [];
    private readonly List<ContractCall> _sorted = [];

    private CallOrder(ContractVersion version)
    {
        foreach (var input in version.Inputs)
            Calls[new(false, input.Name, 1)] = null;
        Sort(CallsOf(version).ToArray());
    }

    /// <summary>Values that can be computed, with the call that does; null for inputs.</summary>
    public Dictionary<ContractValue, ContractCall?> Calls { get; } = [];

    /// <summary>Calls in an order of execution, without those that wait for their own value.</summary>
    public IReadOnlyList<ContractCall> Sorted => _sorted;

    /// <summary>The calls of <paramref name="version"/>.</summary>
    public static CallOrder Of(ContractVersion version) => s_orders.GetValue(version, static version => new(version));

    /// <summary>Whether a call yields <paramref name="value"/>, be it computable or not.</summary>
    public bool Declares(ContractValue value) => _declared.Contains(value);

    private static IEnumerable<ContractCall> CallsOf(ContractVersion version)
    {
        foreach (var layer in version.Layers)
        {
            for (var i = 0; i < layer.Calls.Count; i++)
                yield return new(new(true, layer.Name, i + 1), layer, layer.Kind, layer.Arguments, layer.Calls[i]);
        }
        foreach (var operation in version.Operations)
            yield return new(new(false, operation.Name, 1), null, operation.Kind, operation.Arguments, operation.Inputs);
    }

    private void Sort(ContractCall[] calls)
    {
        var waiting = new Dictionary<ContractValue, List<int>>();
        var missing = new int[calls.Length];
        var ready = new Queue<int>();
        for (var i = 0; i < calls.Length; i++)
        {
            _declared.Add(calls[i].Value);
            foreach (var input in calls[i].Inputs.Select(static input => input.Whole).Where(input => !Calls.ContainsKey(input)))
            {
                missing[i]++;
                if (!waiting.TryGetValue(input, out var calledBy))
                    waiting[input] = calledBy = [];
                calledBy.Add(i);
            }
            if (missing[i] == 0)
                ready.Enqueue(i);
        }
        while (ready.Count > 0)
        {
            var call = calls[ready.Dequeue()];
            Calls[call.Value] = call;
            _sorted.Add(call);
            if (!waiting.TryGetValue(call.Value, out var next))
                continue;
            foreach (var i in next.Where(i => --missing[i] == 0))
                ready.Enqueue(i);
        }
    }
}
