using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>Says what is taken, and what was: by names, and where these read the same on both sides, with tensor operations written out, <c>Add(p, (x))</c>.</summary>
internal static class TakenValues
{
    private const int DeepestOperation = 4;

    /// <summary>Both sides' values in words.</summary>
    /// <param name="now">The present version.</param>
    /// <param name="takes">What is taken in each call.</param>
    /// <param name="old">The version before.</param>
    /// <param name="took">What was taken.</param>
    public static (string Takes, string Took) Describe(
        ContractVersion now, EquatableArray<EquatableArray<ContractValue>> takes, ContractVersion old, EquatableArray<EquatableArray<ContractValue>> took)
    {
        var (after, before) = (List(takes, static value => value.ToString()), List(took, static value => value.ToString()));
        return after != before ? (after, before) : (WithOperations(now, takes), WithOperations(old, took));
    }

    private static string WithOperations(ContractVersion version, EquatableArray<EquatableArray<ContractValue>> calls)
    {
        var order = CallOrder.Of(version);
        return List(calls, value => Expression(order, value, DeepestOperation));
    }

    private static string Expression(CallOrder order, ContractValue value, int depth)
    {
        if (depth == 0 || !order.Calls.TryGetValue(value.Whole, out var call) || call is not { Layer: null })
            return value.ToString();
        var arguments = call.Arguments.Select(static a => $"{a.Name}={a.Value}");
        return $"{call.Kind}({string.Join(", ", call.Inputs.Select(input => Expression(order, input, depth - 1)).Concat(arguments))})";
    }

    private static string List(EquatableArray<EquatableArray<ContractValue>> calls, Func<ContractValue, string> describe) =>
        calls.Count == 0 ? "nothing" : string.Join(" and then ", calls.Select(call => string.Join(", ", call.Select(describe))));
}
