using GenNet.Graph;

namespace GenNet.Generators.Planning;

/// <summary>The calls of inference on a kind of device, and where their values lie.</summary>
internal sealed class InferencePass
{
    private InferencePass(ModelSpec spec, IReadOnlyList<int> origins)
    {
        var arena = new ArenaAllocator();
        (Spec, Origins, Plan) = (spec, origins, ForwardPlan.AtInference(spec, arena));
        Size = arena.Size;
    }

    /// <summary>The model with these calls.</summary>
    public ModelSpec Spec { get; }

    /// <summary>For each call, which one it is of the expanded model.</summary>
    public IReadOnlyList<int> Origins { get; }

    /// <summary>Places of values.</summary>
    public ForwardPlan Plan { get; }

    /// <summary>Values between layers, per row.</summary>
    public int Size { get; }

    /// <summary>Each call by itself.</summary>
    public static InferencePass OfCalls(ModelSpec expanded) => new(expanded, [.. Enumerable.Range(0, expanded.Calls.Count)]);

    /// <summary>Calls with what their kernels do in the place of calls behind them.</summary>
    public static InferencePass Fused(ModelSpec expanded)
    {
        var fused = FusedModel.Of(expanded);
        return new(fused.Spec, fused.Origins);
    }
}
