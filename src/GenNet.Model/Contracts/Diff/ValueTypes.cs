using System.Globalization;
using System.Runtime.CompilerServices;
using GenNet.Naming;
using GenNet.Operations;
using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>What the values of a version are, batch left out: found from the contract alone, as far as its layers and operations tell.</summary>
internal sealed class ValueTypes
{
    private static readonly ConditionalWeakTable<ContractVersion, ValueTypes> s_types = new();

    private readonly Dictionary<ContractValue, TensorType> _types = [];
    private readonly Dictionary<ContractValue, Func<EquatableArray<TensorType>, InferredLayer?>> _rules = [];

    private readonly CallOrder _order;

    private ValueTypes(ContractVersion version)
    {
        _order = CallOrder.Of(version);
        foreach (var input in version.Inputs)
            _types[new(false, input.Name, 1)] = new(input.Shape, KerasEnum.TryParse<DType>(input.DType, out var type) ? type : DType.Float32) { HasRunTimeLength = input.HasRunTimeLength };
        foreach (var call in _order.Sorted)
            Add(call);
    }

    /// <summary>Those of <paramref name="version"/>.</summary>
    public static ValueTypes Of(ContractVersion version) => s_types.GetValue(version, static version => new(version));

    /// <summary>The type of <paramref name="value"/>; null if it isn't known.</summary>
    public TensorType? Of(ContractValue value) => _types.TryGetValue(value, out var type) ? type : null;

    /// <summary>Types of all that <paramref name="call"/> takes; null if one isn't known.</summary>
    public EquatableArray<TensorType>? InputsOf(ContractCall call)
    {
        var types = call.Inputs.Select(Of).ToArray();
        return Array.TrueForAll(types, static type => type is not null) ? types.Select(static type => type!.Value).ToEquatableArray() : null;
    }

    /// <summary>The nearest value before <paramref name="call"/> that is known: what layers whose rule isn't known take.</summary>
    public TensorType? NearestOf(ContractCall call)
    {
        for (var next = call; next is { Inputs.Count: > 0 };)
        {
            var input = next.Inputs[0];
            if (Of(input) is { } known)
                return known;
            next = _order.Calls.TryGetValue(input.Whole, out var before) ? before : null;
        }
        return null;
    }

    /// <summary>What would follow for <paramref name="call"/> if it took values of other types; null if they don't fit it, or the rule isn't known.</summary>
    public InferredLayer? Infer(ContractCall call, EquatableArray<TensorType> inputs) => _rules.TryGetValue(call.Value, out var rule) ? rule(inputs) : null;

    /// <summary>What an operation does to what it takes, however it is written: equal texts are equal results; null if it isn't known.</summary>
    public string? MeaningOf(ContractCall call)
    {
        if (call.Layer is not null || InputsOf(call) is not { } inputs)
            return null;
        var graph = new TypesAlone(inputs);
        return Run(call, graph, inputs) is null ? null : graph.Text;
    }

    private void Add(ContractCall call)
    {
        if (call.Layer is { IsVariable: true } own)
        {
            _types[call.Value] = new(own.Variables[0].Shape);
            return;
        }
        if (InputsOf(call) is not { } inputs || RuleOf(call, inputs) is not { } rule || rule(inputs) is not { } inferred)
            return;
        _rules[call.Value] = rule;
        _types[call.Value] = inferred.Outputs[0];
        if (inferred.Outputs.Count > 1 && LayerPrototype.Declared(call.Kind, call.Arguments) is { } spec)
        {
            for (var i = 1; i < inferred.Outputs.Count && i < spec.Outputs.Names.Count; i++)
                _types[call.Value with { Output = SnakeCase.Of(spec.Outputs.Names[i]) }] = inferred.Outputs[i];
        }
    }

    private static Func<EquatableArray<TensorType>, InferredLayer?>? RuleOf(ContractCall call, EquatableArray<TensorType> inputs)
    {
        var layer = call.Layer ?? new ContractLayer(call.Value.Name, call.Kind, false, call.Arguments, default, default);
        if (SizedLayer.Of(layer, inputs) is { } spec)
            return types => SizedLayer.Infer(spec, types);
        return call.Layer is null ? types => Run(call, new(types), types) : null;
    }

    private static InferredLayer? Run(ContractCall call, TypesAlone graph, EquatableArray<TensorType> inputs) =>
        call.Kind == SliceText.Operation ? Slice(call, graph)
        : OperationCatalog.FindKeras(call.Kind) is { } operation ? Run(operation, call.Arguments, graph, inputs)
        : null;

    private static InferredLayer? Slice(ContractCall call, TypesAlone graph)
    {
        try
        {
            return SliceText.Read(call.Arguments.FirstOrDefault(static a => a.Name == SliceText.Key)?.Value) is { } slice
                ? new(EquatableArray.Of(graph.TypeOf(graph.Add(slice, 0))), default, default)
                : null;
        }
        catch (SpecException)
        {
            return null;
        }
    }

    private static InferredLayer? Run(Operation operation, EquatableArray<ContractArgument> arguments, TypesAlone graph, EquatableArray<TensorType> inputs)
    {
        var values = arguments.ToDictionary(static a => a.Name, static a => Whole(ArgumentValue.Read(a.Value)), StringComparer.Ordinal);
        var next = 0;
        foreach (var parameter in operation.Parameters.Where(static parameter => parameter.TakesTensors))
        {
            if (parameter.Kind == OperandKind.Tensors)
                (values[parameter.Name], next) = (Enumerable.Range(next, inputs.Count - next).ToArray(), inputs.Count);
            else if (values.TryGetValue(parameter.Name, out var number))
                values[parameter.Name] = Operand.Of(Convert.ToDouble(number, CultureInfo.InvariantCulture));
            else if (next < inputs.Count)
                values[parameter.Name] = Operand.Of(next++);
        }
        try
        {
            var results = operation.Build(graph, new(values));
            return new(results.Select(graph.TypeOf).ToEquatableArray(), default, default);
        }
        catch (Exception error) when (error is SpecException or OverflowException or FormatException or InvalidCastException)
        {
            return null;
        }
    }

    private static object? Whole(object? value) => value switch
    {
        long number => checked((int)number),
        long[] numbers => Array.ConvertAll(numbers, static number => checked((int)number)),
        _ => value,
    };

    // A graph of which nothing is wanted but what its values are.
    private sealed class TypesAlone(EquatableArray<TensorType> inputs) : IOperationGraph
    {
        private readonly List<TensorType> _types = [.. inputs];
        private readonly List<string> _steps = [];

        /// <summary>The kernels that are called, with their constants.</summary>
        public string Text => string.Join("; ", _steps);

        public TensorType TypeOf(int value) => _types[value];

        public int Add(LayerSpec operation, params int[] inputs)
        {
            var inferred = operation.InferCall(inputs.Select((input, i) => operation.Entering(i, _types[input])).ToEquatableArray());
            _types.Add(inferred.Outputs[0]);
            _steps.Add($"{operation.KernelCall} {string.Join(",", inputs)} {inferred.Outputs[0]} {string.Join(" ", inferred.Constants)}");
            return _types.Count - 1;
        }

        public int Later(Func<int> add) => add();
    }
}
