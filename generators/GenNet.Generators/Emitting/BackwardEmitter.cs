using GenNet.Generators.Planning;
using GenNet.Specs;

namespace GenNet.Generators.Emitting;

/// <summary>Writes the backward pass.</summary>
internal sealed class BackwardEmitter
{
    private const string WantsInputs = "inputGradients";

    private readonly SourceWriter _writer;
    private readonly CompiledModel _model;
    private readonly CallNames _names;
    private readonly Dictionary<Place, string> _locals = [];

    private BackwardEmitter(SourceWriter writer, CompiledModel model, CallNames names)
    {
        _writer = writer;
        _model = model;
        _names = names;
    }

    /// <summary>The method.</summary>
    public static void Emit(SourceWriter writer, CompiledModel model, CallNames names) => new BackwardEmitter(writer, model, names).Emit();

    // What goes to a model input directly is none where nobody wants it; a place in the arena must be made none.
    private static bool IsConditional(InputGradient input) => input is { OnlyForModelInputs: true, Place.Kind: PlaceKind.Gradient };

    private static bool IsOfMask(string argument) =>
        argument.StartsWith(LayerInputs.Mask + "Gradient", StringComparison.Ordinal) || argument.StartsWith(LayerOutputs.Mask + "Gradient", StringComparison.Ordinal);

    private void Emit()
    {
        var steps = _model.Backward.Steps;
        _writer.Line();
        _writer.Open("public override void Backward(in Pass pass)");
        if (steps.Any(static s => s.OnlyForModelInputs || s.Inputs.Any(IsConditional)))
        {
            var wanted = _model.Spec.Inputs.Select(static (_, i) => $"!pass.InputGradient({SourceWriter.Number(i)}).IsNone");
            _writer.Line($"bool {WantsInputs} = {string.Join(" || ", wanted)};");
        }
        EmitValues();
        foreach (var sum in _model.Backward.OutputSums)
            EmitSum(sum);
        foreach (var step in steps.Where(static s => !s.OnlyForModelInputs))
            EmitStep(step);
        if (steps.Any(static s => s.OnlyForModelInputs))
        {
            _writer.Open($"if ({WantsInputs})");
            foreach (var step in steps.Where(static s => s.OnlyForModelInputs))
                EmitStep(step);
            _writer.Close();
        }
        _writer.Close();
    }

    private void EmitValues()
    {
        var (plan, first) = (_model.Training, _model.Spec.Inputs.Count);
        for (var value = first; value < _model.Spec.ValueCount; value++)
        {
            if (plan.Places[value].Kind == PlaceKind.Activation && !plan.Aliases.IsAlias(value))
                _writer.Line($"TensorRef {_names.ValueOf(value)} = {CallArguments.Expression(plan.Places[value])};");
        }
    }

    private void EmitStep(BackwardStep step)
    {
        var node = _model.Spec.Calls[step.Call];
        _writer.Line($"// {_names.Describe(step.Call)}");
        foreach (var input in step.Inputs.Where(static i => i.Place.Kind == PlaceKind.Gradient))
            Declare(input, IsConditional(input) && !step.OnlyForModelInputs);
        var outputs = Enumerable.Range(node.FirstValue, node.Values.Count).Select(ValueOf).ToArray();
        var gradients = CallArguments.Outputs(node, [.. step.Outputs.Select(Expression)], "Gradient")
            .Concat(CallArguments.Inputs(node, [.. step.Inputs.Select(i => Expression(i.Place))], "Gradient"))
            .Where(static argument => !IsOfMask(argument));
        _writer.Call(
            $"{node.Spec.Kind}Kernel<{_names.ShapeOf(step.Call)}>.Backward",
            CallArguments.Inputs(node, [.. node.Inputs.Select(ValueOf)]).Prepend("pass"),
            CallArguments.Variables(node, _model.Weights),
            CallArguments.Outputs(node, outputs).Concat(CallArguments.Saved(_model, step.Call)),
            gradients,
            CallArguments.VariableGradients(node, _model.Weights));
        foreach (var sum in step.Sums)
            EmitSum(sum);
    }

    private void Declare(InputGradient input, bool isConditional)
    {
        var name = _names.NewGradientOf(input.Value);
        _locals[input.Place] = name;
        var place = CallArguments.Expression(input.Place);
        _writer.Line($"TensorRef {name} = {(isConditional ? $"{WantsInputs} ? {place} : default" : place)};");
    }

    private void EmitSum(GradientSum sum)
    {
        var (method, into) = sum.IsCopy ? ("Copy", "to") : ("Accumulate", "into");
        _writer.Line($"Values.{method}(pass, from: {Expression(sum.From)}, {into}: {Expression(sum.Into)}, perRow: {SourceWriter.Number(sum.PerRow)});");
    }

    private string ValueOf(int value) => ForwardEmitter.ValueOf(_names, _model.Training, value);

    private string Expression(Place place) => _locals.TryGetValue(place, out var name) ? name : CallArguments.Expression(place);
}
