using System.Globalization;
using GenNet.Graph;
using GenNet.Naming;
using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>Writes a model down as a version of a contract.</summary>
internal sealed class ContractBuilder(ModelSpec model)
{
    private readonly ContractValue[] _values = new ContractValue[model.ValueCount];
    private readonly HashSet<string> _otherNames = new(StringComparer.Ordinal);

    public ContractVersion Build()
    {
        NameValues();
        return new ContractVersion(
            1,
            IsDraft: true,
            model.Inputs.Select(static i => new ContractInput(i.KerasName, KerasEnum.Name(i.DType), i.Shape) { HasRunTimeLength = i.HasRunTimeLength }).ToEquatableArray(),
            model.Layers.Select((_, index) => Layer(index)).OrderBy(static layer => !layer.IsVariable).ToEquatableArray(),
            model.Calls.Where(static call => call.Layer < 0 && !call.IsImplicit).Select(Operation).ToEquatableArray(),
            model.Outputs.Select(o => _values[o.Value]).ToEquatableArray()).With(model.Migrations) with
        {
            // Weights of its own are those of a subclassed model.
            Form = model.IsNamedByAttributes && !(model.Form == KerasForm.Subclassed && model.Layers.Any(static layer => layer.IsVariable && !layer.KerasName.Contains('/'))) ? model.Form : KerasForm.Automatic,
        };
    }

    private void NameValues()
    {
        for (var i = 0; i < model.Inputs.Count; i++)
        {
            _values[i] = new(false, model.Inputs[i].KerasName, 1);
            _otherNames.Add(model.Inputs[i].KerasName);
        }
        var calls = new int[model.Layers.Count];
        foreach (var call in model.Calls.Where(static call => !call.IsImplicit))
        {
            var value = call.Layer >= 0 && model.Layers[call.Layer].IsVariable ? new ContractValue(true, model.Layers[call.Layer].KerasName, 1)
                : call.Layer >= 0
                ? new ContractValue(true, model.Layers[call.Layer].KerasName, ++calls[call.Layer])
                : new(false, NewName(SnakeCase.Of(call.Spec.Kind)), 1);
            for (var i = 0; i < call.Inferred.Outputs.Count; i++)
                _values[call.FirstValue + i] = i == 0 ? value : value with { Output = SnakeCase.Of(call.Spec.Outputs.Names[i]) };
        }
    }

    private string NewName(string kind)
    {
        for (var number = 1; ; number++)
        {
            var name = kind + "_" + number.ToString(CultureInfo.InvariantCulture);
            if (_otherNames.Add(name))
                return name;
        }
    }

    private ContractLayer Layer(int index)
    {
        var layer = model.Layers[index];
        if (layer.IsVariable)
            return ContractLayer.OfVariable(layer.KerasName, VariableOf(layer, layer.Variables[0])) with { History = layer.History, List = ListOf(layer) };
        var calls = model.Calls.Where(call => call.Layer == index).ToArray();
        return new(
            layer.KerasName,
            layer.Spec.Kind,
            calls.Length > 0 && calls.All(static call => call.Inferred.Identity == Identity.Inference),
            BehaviourArguments.OfLayer(layer.Spec, Types(calls)).Concat(BehaviourArguments.OfCalls([.. calls.Select(static call => call.Spec)])).ToEquatableArray(),
            calls.Select(Inputs).ToEquatableArray(),
            layer.Variables.Select(v => VariableOf(layer, v)).ToEquatableArray())
        {
            History = layer.History,
            List = ListOf(layer),
        };
    }

    private static string? ListOf(LayerNode layer) => layer.Element is null ? null : FormerNames.ListOf(layer.KerasName.Split('/')[0]);

    private static ContractVariable VariableOf(LayerNode layer, VariableSpec variable) =>
        ContractVariable.Of(variable) with { Name = layer.NameOf(variable) };

    private ContractOperation Operation(CallNode call) =>
        new(_values[call.FirstValue].Name, call.Spec.Kind, BehaviourArguments.Of(call.Spec, Types([call])), Inputs(call));

    private EquatableArray<ContractValue> Inputs(CallNode call) => call.Given.Select(i => _values[model.BeforeCasts(i)]).ToEquatableArray();

    private EquatableArray<TensorType>[] Types(IEnumerable<CallNode> calls) => calls.Select(call => call.Inputs.Select(TypeOf).ToEquatableArray()).ToArray();

    private TensorType TypeOf(int value) => value == CallNode.Absent ? TensorType.None : model.TypeOf(value);
}
