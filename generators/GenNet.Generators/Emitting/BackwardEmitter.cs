using GenNet.Generators.Planning;
using GenNet.Specs;

namespace GenNet.Generators.Emitting;

/// <summary>Writes the backward pass.</summary>
internal sealed class BackwardEmitter
{
    private readonly SourceWriter _writer;
    private readonly CompiledModel _model;
    private readonly CallNames _names;
    private readonly KernelTarget _target;
    private readonly Dictionary<Place, string> _locals = [];
    private readonly Dictionary<GradientNeed, string> _wanted = [];

    private BackwardEmitter(SourceWriter writer, CompiledModel model, CallNames names, KernelTarget target)
    {
        _writer = writer;
        _model = model;
        _names = names;
        _target = target;
    }

    /// <summary>The method.</summary>
    public static void Emit(SourceWriter writer, CompiledModel model, CallNames names, KernelTarget target) => new BackwardEmitter(writer, model, names, target).Emit();

    private static bool IsOfMask(LayerSpec spec, string argument) =>
        spec.Inputs.Names.Where((_, place) => spec.Inputs.IsMask(place)).Append(LayerOutputs.Mask).Any(mask => argument.StartsWith(mask + "Gradient", StringComparison.Ordinal));

    private void Emit()
    {
        _writer.Line();
        _writer.Open($"{_target.Modifiers} void Backward(in {_target.Pass} pass)");
        EmitNeeds();
        EmitValues();
        foreach (var sum in _model.Backward.OutputSums)
            EmitSum(sum);
        foreach (var step in _model.Backward.Steps)
            EmitStep(step);
        _writer.Close();
    }

    private void EmitNeeds()
    {
        if (_model.Backward.Steps.Count == 0)
            return;
        _writer.Line("// Gradients are wanted where they lead to weights that are trained, or to inputs whose gradients are asked for.");
        foreach (var step in _model.Backward.Steps.Reverse())
            Declare(step.Need);
    }

    private void Declare(GradientNeed need)
    {
        if (_wanted.ContainsKey(need))
            return;
        foreach (var before in need.Before)
            Declare(before);
        var terms = need.Before.Select(before => _wanted[before]).ToList();
        if (need.Value < _model.Spec.Inputs.Count)
            terms.Add($"!pass.InputGradient({SourceWriter.Number(need.Value)}).IsNone");
        if (need.Layer is { } layer)
            terms.Add($"pass.Trains(layer: {SourceWriter.Number(layer)})");
        _wanted[need] = _names.NewNameFor(need.Value, "Wanted");
        _writer.Line($"bool {_wanted[need]} = {string.Join(" || ", terms)};");
    }

    private void EmitValues()
    {
        var plan = _model.Training;
        for (var value = 0; value < _model.Spec.ValueCount; value++)
        {
            if (plan.Places[value].Kind == PlaceKind.Activation && !plan.Aliases.IsAlias(value))
                _writer.Line($"{_target.Tensor} {_names.ValueOf(value)} = {CallArguments.Expression(plan.Places[value])};");
        }
    }

    private void EmitStep(BackwardStep step)
    {
        var node = _model.Spec.Calls[step.Call];
        _writer.Line($"// {_names.Describe(step.Call)}");
        foreach (var input in step.Inputs.Where(static i => i.Place.Kind == PlaceKind.Gradient))
            Declare(input, step.Need);
        string PartOf(int value, string expression) => StepCode.Of(_model.Spec, node, value, expression);
        var outputs = Enumerable.Range(node.FirstValue, node.Values.Count).Select(value => PartOf(value, ValueOf(value))).ToArray();
        var gradients = CallArguments.Outputs(node, [.. step.Outputs.Select((place, i) => PartOf(node.FirstValue + i, Expression(place)))], "Gradient")
            .Concat(CallArguments.Inputs(node, [.. step.Inputs.Select(i => PartOf(i.Value, Expression(i.Place)))], "Gradient"))
            .Where(argument => !IsOfMask(node.Spec, argument));
        _writer.Open($"if ({_wanted[step.Need]})");
        _target.EmitLayer(_writer, node);
        StepCode.Open(_writer, node);
        _writer.Call(
            $"{_target.Kernel(node)}{node.Spec.KernelCall.TypeArguments(_names.ShapeOf(step.Call))}.Backward",
            CallArguments.Inputs(node, [.. node.Inputs.Select(value => PartOf(value, ValueOf(value)))]).Prepend(StepCode.Pass(node)),
            CallArguments.Variables(node, _model.Weights),
            CallArguments.Outputs(node, outputs).Concat(CallArguments.Saved(_model, step.Call)),
            gradients,
            CallArguments.VariableGradients(node, _model.Weights));
        StepCode.Close(_writer, node);
        foreach (var sum in step.Sums)
            EmitSum(sum);
        _writer.Close();
    }

    // None where it isn't wanted; what is wanted by the same as the whole step needn't ask again.
    private void Declare(InputGradient input, GradientNeed step)
    {
        var (name, need) = (_names.NewNameFor(input.Value, "Gradient"), _model.Backward.Needs.Of(input.Value)!);
        _locals[input.Place] = name;
        var place = CallArguments.Expression(input.Place);
        _writer.Line($"{_target.Tensor} {name} = {(need == step ? place : $"{_wanted[need]} ? {place} : default")};");
    }

    private void EmitSum(GradientSum sum)
    {
        var (method, into) = sum.IsCopy ? ("Copy<float>", "to") : ("Accumulate", "into");
        _writer.Line($"{_target.Values}.{method}({CallArguments.Whole(sum.Type)}, from: {Expression(sum.From)}, {into}: {Expression(sum.Into)}, perRow: {CallArguments.Row(sum.Type).Slots});");
    }

    private string ValueOf(int value) => ForwardEmitter.ValueOf(_names, _model.Training, value);

    private string Expression(Place place) => _locals.TryGetValue(place, out var name) ? name : CallArguments.Expression(place);
}
