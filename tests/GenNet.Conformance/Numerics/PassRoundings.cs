using GenNet.Graph;

namespace GenNet.Conformance.Numerics;

/// <summary>
/// float32 roundings of a pass through a model. Of a deep chain the worst case says nothing, so roundings count as independent: a sum of n
/// terms is off by √n of them (Higham and Mary, 2019), and the calls' errors add up as squares do. Four standard deviations are allowed.
/// </summary>
internal static class PassRoundings
{
    private const double StandardDeviations = 4;

    /// <summary>Those of a batch of <paramref name="rows"/> rows.</summary>
    public static double Of(ModelSpec spec, int rows) => Of(spec, spec.Calls, rows);

    /// <summary>Those of a batch of <paramref name="rows"/> rows on its way to a value.</summary>
    public static double To(ModelSpec spec, int value, int rows) => Of(spec, spec.Calls.TakeWhile(call => call.FirstValue <= value), rows);

    private static double Of(ModelSpec spec, IEnumerable<CallNode> calls, int rows) =>
        StandardDeviations * Math.Sqrt(calls.Where(static call => !call.IsImplicit).Sum(call => Closeness.Elementwise + (double)ReductionLength.Of(call, call.Inputs.Count == 0 ? call.Inferred.Output : spec.ShapeOf(call.Inputs[0]), rows)));
}
