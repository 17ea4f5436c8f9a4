using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Generators.Planning;

/// <summary>
/// The order of gradients: calls backwards, each turning the gradient of its output into those of its inputs. A value that several calls
/// take has its gradient from the last of them, and the others' added to it. Which of them are wanted is decided at run time, by what is frozen then: <see cref="GradientNeeds"/>.
/// </summary>
internal sealed class BackwardPlan
{
    private readonly ModelSpec _model;
    private readonly Aliases _aliases;
    private readonly ArenaAllocator _arena = new();
    private readonly Place[] _gradients;
    private readonly List<BackwardStep> _steps = [];
    private readonly List<GradientSum> _outputSums = [];

    private BackwardPlan(ModelSpec model, Aliases aliases)
    {
        _model = model;
        _aliases = aliases;
        _gradients = new Place[model.ValueCount];
        Needs = new(model);
    }

    /// <summary>What to do with gradients of outputs before the first step: an input handed on, or a value that is an output twice.</summary>
    public IReadOnlyList<GradientSum> OutputSums => _outputSums;

    /// <summary>What each gradient is wanted for.</summary>
    public GradientNeeds Needs { get; }

    /// <summary>Calls, last first.</summary>
    public IReadOnlyList<BackwardStep> Steps => _steps;

    /// <summary>Size of the arena of gradients.</summary>
    public int ArenaSize => _arena.Size;

    /// <summary>Plans the backward pass of <paramref name="model"/>.</summary>
    public static BackwardPlan Of(ModelSpec model)
    {
        var plan = new BackwardPlan(model, Aliases.InTraining(model));
        plan.StartFromOutputs();
        for (var call = model.Calls.Count - 1; call >= 0; call--)
        {
            if (!plan._aliases.IsAlias(model.Calls[call].FirstValue))
                plan.Add(call);
        }
        return plan;
    }

    private void StartFromOutputs()
    {
        for (var output = 0; output < _model.Outputs.Count; output++)
        {
            var root = _aliases.RootOf(_model.Outputs[output].Value);
            var given = new Place(PlaceKind.OutputGradient, output);
            var isFirst = _gradients[root].Kind == PlaceKind.None;
            if (isFirst)
                _gradients[root] = root < _model.Inputs.Count ? new(PlaceKind.InputGradient, root) : given;
            if (!isFirst || root < _model.Inputs.Count)
                _outputSums.Add(new(given, _gradients[root], _model.TypeOf(root), isFirst));
        }
    }

    private void Add(int call)
    {
        var node = _model.Calls[call];
        var outputs = _gradients.Skip(node.Values.Start).Take(node.Values.Count).ToArray();
        if (Needs.Of(node.FirstValue) is not { } need || Array.TrueForAll(outputs, static place => place.Kind == PlaceKind.None))
            return;
        var inputs = new List<InputGradient>();
        var sums = new List<GradientSum>();
        for (var i = 0; i < node.Inputs.Count; i++)
        {
            var root = node.Inputs[i] == CallNode.Absent ? CallNode.Absent : _aliases.RootOf(node.Inputs[i]);
            var place = GradientNeeds.IsDifferentiable(_model, node, i) && Needs.Of(root) is not null ? PlaceOf(root, sums) : default;
            inputs.Add(new(root, place));
        }
        _steps.Add(new(call, outputs, inputs, sums, need));
        foreach (var place in sums.Select(static s => s.From).Concat(outputs).Where(static p => p.Kind == PlaceKind.Gradient))
            _arena.Free(place.Index);
    }

    private Place PlaceOf(int root, List<GradientSum> sums)
    {
        if (_gradients[root].Kind == PlaceKind.None)
        {
            return _gradients[root] = root < _model.Inputs.Count
                ? new(PlaceKind.InputGradient, root)
                : new(PlaceKind.Gradient, _arena.Allocate(SizeOf(root)));
        }
        var part = new Place(PlaceKind.Gradient, _arena.Allocate(SizeOf(root)));
        sums.Add(new(part, _gradients[root], _model.TypeOf(root), IsCopy: false));
        return part;
    }

    private int SizeOf(int value) => checked((int)_model.TypeOf(value).Slots);
}

/// <summary>The backward pass of one call.</summary>
/// <param name="Call">Index of the call.</param>
/// <param name="Outputs">Gradients of its outputs; nowhere for those that nothing depends on.</param>
/// <param name="Inputs">Gradients of its inputs.</param>
/// <param name="Sums">What is added up afterwards.</param>
/// <param name="Need">What it is done for.</param>
internal sealed record BackwardStep(
    int Call, IReadOnlyList<Place> Outputs, IReadOnlyList<InputGradient> Inputs, IReadOnlyList<GradientSum> Sums, GradientNeed Need);

/// <summary>The gradient of a call's input.</summary>
/// <param name="Value">Number of the value whose gradient it is; <see cref="CallNode.Absent"/> where the call takes none.</param>
/// <param name="Place">Where it goes; nowhere for masks and whole numbers.</param>
internal readonly record struct InputGradient(int Value, Place Place);

/// <summary>A gradient added to another one of the same value.</summary>
/// <param name="From">What is added.</param>
/// <param name="Into">The sum.</param>
/// <param name="Type">What both are of.</param>
/// <param name="IsCopy">Whether it is the sum's first part.</param>
internal sealed record GradientSum(Place From, Place Into, TensorType Type, bool IsCopy);
