using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Generators.Planning;

/// <summary>
/// What the gradient of each value is wanted for: weights, at the value's call or before it, that are trained at the time, and gradients of the model's inputs that somebody asks for. Both
/// are known at run time only; which of them a value depends on is known here.
/// </summary>
internal sealed class GradientNeeds
{
    private readonly GradientNeed?[] _needs;

    public GradientNeeds(ModelSpec model)
    {
        _needs = new GradientNeed?[model.ValueCount];
        for (var input = 0; input < model.Inputs.Count; input++)
            _needs[input] = model.Inputs[input].DType == DType.Float32 ? new(input, layer: null, []) : null;
        foreach (var call in model.Calls)
        {
            var need = NeedOf(model, call);
            for (var value = call.Values.Start; value < call.Values.End; value++)
                _needs[value] = need;
        }
    }

    /// <summary>What the gradient of <paramref name="value"/> is wanted for; null if it is for nothing. Values with the same needs have the same instance.</summary>
    public GradientNeed? Of(int value) => _needs[value];

    /// <summary>Whether input <paramref name="index"/> of <paramref name="call"/> has a gradient: masks, numbers of other types than float32 and what is left out have none.</summary>
    public static bool IsDifferentiable(ModelSpec model, CallNode call, int index) =>
        call.Inputs[index] != CallNode.Absent && !call.Spec.Inputs.IsMask(index) && model.TypeOf(call.Inputs[index]).DType == DType.Float32;

    private GradientNeed? NeedOf(ModelSpec model, CallNode call)
    {
        var before = Enumerable.Range(0, call.Inputs.Count)
            .Where(i => !call.Spec.StopsGradient && IsDifferentiable(model, call, i))
            .Select(i => _needs[call.Inputs[i]])
            .OfType<GradientNeed>()
            .Distinct()
            .ToArray();
        int? layer = call.Inferred.Variables.Any(static v => !v.IsState) ? call.Layer : null;
        return (layer, before) switch
        {
            (null, []) => null,
            (null, [var only]) => only,
            _ => new(call.FirstValue, layer, before),
        };
    }
}

/// <summary>What a gradient is wanted for.</summary>
/// <param name="value">The value that it begins with: an input of the model, or the first result of a call.</param>
/// <param name="layer">The layer whose weights it serves while that isn't frozen; null if it serves none of its own.</param>
/// <param name="before">What gradients of values before it are wanted for, and this one, therefore, too.</param>
internal sealed class GradientNeed(int value, int? layer, IReadOnlyList<GradientNeed> before)
{
    /// <summary>The value that it begins with.</summary>
    public int Value => value;

    /// <summary>The layer whose weights it serves.</summary>
    public int? Layer => layer;

    /// <summary>Needs of values before it.</summary>
    public IReadOnlyList<GradientNeed> Before => before;

    /// <summary>All layers whose weights it serves, each once.</summary>
    public IReadOnlyCollection<int> Layers()
    {
        // Where branches meet again and again, there are many more ways than needs.
        var (layers, seen, pending) = (new HashSet<int>(), new HashSet<GradientNeed> { this }, new Stack<GradientNeed>([this]));
        while (pending.Count > 0)
        {
            var need = pending.Pop();
            if (need.Layer is { } own)
                layers.Add(own);
            foreach (var before in need.Before.Where(seen.Add))
                pending.Push(before);
        }
        return layers;
    }
}
