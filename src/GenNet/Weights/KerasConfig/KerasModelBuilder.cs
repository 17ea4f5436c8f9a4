using System.Text.Json;
using GenNet.Contracts;
using GenNet.Graph;
using GenNet.Naming;
using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>Looks up GenNet's layers for a Keras graph and infers their shapes and variables, as far as that goes.</summary>
internal sealed class KerasModelBuilder
{
    private readonly KerasGraph _graph;
    private readonly KerasReading _reading;
    private readonly ICollection<string> _problems;
    private readonly List<string> _notes = [];
    private readonly List<KerasLayerType> _otherTypes = [];
    private readonly List<KerasGap> _gaps = [];

    // Inputs and calls whose shapes are a guess: a layer before them is to be written.
    private readonly HashSet<int> _guessed = [];
    private readonly KerasModelBuilder?[] _builders;
    private readonly SubmodelNode?[] _submodels;
    private readonly int[] _firstLayers;
    private readonly LayerSpec?[] _layers;
    private readonly KerasSpecs _specs;
    private readonly GraphAssembly _assembly = new();
    private readonly CallNode?[] _calls;
    private readonly List<IReadOnlyList<int>?> _results = [];
    private readonly ILookup<int, CallNode> _callsByLayer;

    /// <summary>Reads all layers and calls.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="reading">What for.</param>
    /// <param name="problems">Takes what has no counterpart, a line a layer; it may hold some already, of a graph whose calls can't be read.</param>
    public KerasModelBuilder(KerasGraph graph, KerasReading reading, ICollection<string> problems)
    {
        (_graph, _reading, _problems) = (graph, reading, problems);
        _builders = [.. graph.Layers.Select(BuilderOf)];
        _firstLayers = FirstLayers();
        _submodels = [.. graph.Layers.Select(SubmodelOf)];
        _specs = new(reading, problems, _notes, _otherTypes, _gaps);
        _layers = [.. graph.Layers.Select(SpecOf)];
        _calls = new CallNode?[graph.Calls.Count];
        foreach (var input in graph.Inputs)
            _results.Add([_assembly.AddInput(new(input.Name, input.Name, input.Shape, input.DType) { HasRunTimeLength = input.HasRunTimeLength })]);
        for (var i = 0; i < _calls.Length; i++)
        {
            var call = graph.Calls[i];
            var name = NameOf(graph.Inputs.Count + i);
            if ((call.Layer >= 0 && _layers[call.Layer] is GapSpec { Output: null }) || IsGuessed(call))
                _guessed.Add(graph.Inputs.Count + i);
            if (call.Operation is not null && KerasPadding.Is(call, graph))
            {
                // The Embedding may come after it.
                _results.Add([]);
                continue;
            }
            if (call.Operation is { } operation)
            {
                _results.Add(OperationOf(call, operation));
                continue;
            }
            if (_submodels[call.Layer] is { } submodel)
            {
                _results.Add(CallOf(call, submodel, name) is { } inner ? [inner.Outputs[0]] : null);
                continue;
            }
            var spec = _layers[call.Layer];
            _calls[i] = spec is null ? null : CallOf(call, spec, name);
            _results.Add(_calls[i] is { } node ? [.. Enumerable.Range(node.FirstValue, node.Spec.Outputs.Returned)] : null);
        }
        _callsByLayer = _calls.OfType<CallNode>().ToLookup(static call => call.Layer);
        CheckShared();
        if (_problems.Count == 0)
            CheckOutputs();
    }

    /// <summary>Names of all layers, those of models among them under these models' names.</summary>
    public IEnumerable<string> LayerNames => _graph.Layers.SelectMany((layer, i) =>
        _builders[i] is { } inner ? inner.LayerNames.Select(name => $"{layer.ScopeName}/{name}") : [layer.Name]);

    /// <summary>Layers with a policy of types that GenNet doesn't have.</summary>
    public IReadOnlyList<KerasLayerType> OtherTypes => _otherTypes;

    private int LayerCount => _builders.Sum(static inner => inner?.LayerCount ?? 1);

    /// <summary>The model, everything in it under its name in Keras; null if anything in it is a problem.</summary>
    public KerasModel? Build()
    {
        if (_problems.Count > 0)
            return null;
        var layers = _graph.Layers.SelectMany((layer, i) => _submodels[i] is { } submodel
            ? submodel.Model.Layers.Select(submodel.LayerOf)
            : [new LayerNode(layer.Name, layer.Name, _layers[i]!, VariablesOf(i))]);
        // Before calls are listed: an output that nothing else takes is added now.
        var outputs = _graph.Outputs.Select(value => new OutputNode(NameOf(value), _assembly.Made(ValueOf(value)!.Value))).ToEquatableArray();
        return new(
            new(
                "", _graph.Name, _graph.Name, _graph.IsSequential,
                _assembly.Inputs.ToEquatableArray(), layers.ToEquatableArray(), _assembly.Calls.ToEquatableArray(), outputs)
            {
                Submodels = _submodels.OfType<SubmodelNode>().ToEquatableArray(),
                SubmodelCalls = _assembly.SubmodelCalls.ToEquatableArray(),
            },
            _notes)
        {
            OtherTypes = _otherTypes,
            Gaps = _gaps,
        };
    }

    /// <summary>The layers that have a counterpart, each by itself.</summary>
    public IEnumerable<KerasReadLayer> ReadLayers()
    {
        for (var i = 0; i < _layers.Length; i++)
        {
            var (name, layer) = (_graph.Layers[i].Name, _graph.Layers[i]);
            foreach (var inner in _builders[i]?.ReadLayers() ?? [])
                yield return inner with { Layer = (layer.EachTimestep ? inner.Layer.OnTimesteps() : inner.Layer) with { Name = $"{layer.ScopeName}/{inner.Layer.Name}" } };
            if (_layers[i] is not { } spec)
                continue;
            var types = CallsOf(i).Select(call => call.Inputs.Select(TypeOf).ToEquatableArray()).ToArray();
            yield return new(ContractLayer.Of(name, spec, types, VariablesOf(i), [.. CallsOf(i).Select(static call => call.Spec)]), types.Length == 0 ? null : types[0][0].Shape.Rank);
        }
    }

    private IEnumerable<CallNode> CallsOf(int layer) => _callsByLayer[_firstLayers[layer]];

    private EquatableArray<VariableSpec> VariablesOf(int layer) => CallsOf(layer).FirstOrDefault()?.Inferred.Variables ?? default;

    private TensorType TypeOf(int value) => value == CallNode.Absent ? TensorType.None : _assembly.TypeOf(value);

    private void CheckShared()
    {
        foreach (var shared in _callsByLayer.Where(static calls => calls.Key >= 0))
        {
            if (shared.Select(static call => call.Inferred.Variables).Distinct().Count() > 1)
                _problems.Add($"layer '{_graph.Layers[Array.BinarySearch(_firstLayers, shared.Key)].Name}' is called with inputs that need weights of different shapes");
        }
    }

    private void CheckOutputs()
    {
        foreach (var output in _graph.Outputs.Where(output => ValueOf(output) is null))
            _problems.Add($"output {output.Output} of '{NameOf(output.Source)}' is an output of the model, and in GenNet it yields {_results[output.Source]!.Count}");
    }

    // Null where there is none: of a call that can't be read, or as GenNet's layer yields fewer.
    private int? ValueOf(KerasValue value) => _results[value.Source] is { } results && (uint)value.Output < (uint)results.Count ? results[value.Output] : null;

    // Of an output that isn't the first, the layer's name and the output's.
    private string NameOf(KerasValue value) => value.Output == 0
        ? NameOf(value.Source)
        : $"{NameOf(value.Source)}_{(_calls[value.Source - _graph.Inputs.Count] is { } call ? SnakeCase.OfArgument(call.Spec.Outputs.Names[value.Output]) : value.Output)}";

    private string NameOf(int value)
    {
        if (value < _graph.Inputs.Count)
            return _graph.Inputs[value].Name;
        var call = _graph.Calls[value - _graph.Inputs.Count];
        return call.Layer < 0 ? call.Operation!.Name : _graph.Layers[call.Layer].Name;
    }

    // What is wrong within a model is said with its name in front.
    private KerasModelBuilder? BuilderOf(KerasLayer layer)
    {
        if (layer.Model is null)
            return null;
        var own = new List<string>();
        var builder = new KerasModelBuilder(layer.Model, _reading.Nested, own);
        foreach (var problem in own)
            _problems.Add($"model '{layer.Name}': {problem}");
        return builder;
    }

    private int[] FirstLayers()
    {
        var first = new int[_builders.Length];
        for (var i = 1; i < first.Length; i++)
            first[i] = first[i - 1] + (_builders[i - 1]?.LayerCount ?? 1);
        return first;
    }

    private SubmodelNode? SubmodelOf(KerasLayer layer, int index)
    {
        if (_builders[index]?.Build() is not { } model)
            return null;
        _gaps.AddRange(model.Gaps.Select(gap => gap with { Layer = $"{layer.Name}/{gap.Layer}" }));
        _notes.AddRange(model.Notes.Select(note => $"model '{layer.Name}': {note}"));
        _otherTypes.AddRange(model.OtherTypes.Select(type => type with { Layer = $"{layer.Name}/{type.Layer}" }));
        return new(layer.Name, layer.Name, model.Spec, _firstLayers[index]) { EachTimestep = layer.EachTimestep, Trainable = !layer.EachTimestep || layer.Object.Entry("trainable").ValueKind != JsonValueKind.False };
    }

    private SubmodelCall? CallOf(KerasCall call, SubmodelNode submodel, string name)
    {
        if (call.Inputs.Any(input => _results[input.Value.Source] is null))
            return null;
        try
        {
            if (call.Inputs.FirstOrDefault(static input => input.Argument is not null) is { } named)
                throw new SpecException($"is called with {named.Argument}, which models among the layers don't take", named.Argument);
            if (submodel.Model.Outputs.Count > 1)
                throw new SpecException("has several outputs, which models among the layers can't have yet");
            var index = _submodels.Take(Array.IndexOf(_submodels, submodel)).OfType<SubmodelNode>().Count();
            return _assembly.Submodel(index, submodel.Model, submodel.FirstLayer, [.. call.Inputs.Select(input => Taken(input.Value))], submodel.EachTimestep);
        }
        catch (SpecException error)
        {
            _problems.Add($"model '{name}' {error.Message}");
            return null;
        }
    }

    private LayerSpec? SpecOf(KerasLayer layer)
    {
        var (name, value, _) = layer;
        return layer.Model is not null || KerasConfigReader.HasGraph(value) ? null : _specs.Of(name, value, layer.Output);
    }

    // Null also where something before it can't be read, of which it is said there.
    private IReadOnlyList<int>? OperationOf(KerasCall call, KerasLayer operation)
    {
        if (call.Inputs.Any(input => _results[input.Value.Source] is null))
            return null;
        try
        {
            return KerasOperation.Add(new OperationGraph(_assembly) { StopsMasks = true }, operation.Object, call.Json, call.Inputs.Select(input => Taken(input.Value)));
        }
        catch (Exception error) when (error is SpecException or OverflowException)
        {
            _problems.Add($"'{operation.Name}': {error.Message}");
            return null;
        }
    }

    // Null also where something before it can't be read, of which it is said there.
    private CallNode? CallOf(KerasCall call, LayerSpec spec, string name)
    {
        if (call.Inputs.Any(input => _results[input.Value.Source] is null))
            return null;
        try
        {
            var (called, actsAtInference) = Called(spec, call);
            var node = Call(call, called, [.. KerasCallArguments.Of(call, spec.Inputs, spec.Kind).Select(value => value is { } given ? Taken(given) : CallNode.Absent)], actsAtInference);
            return node.ImplicitMasks.Count > 0 || !call.Inputs.Any(input => PaddingOf(input.Value) is not null)
                ? node
                : throw new SpecException("is given the mask of an Embedding that it would not have by itself; leave mask out of the call in Keras");
        }
        catch (Exception error) when (error is SpecException or OverflowException)
        {
            _problems.Add($"layer '{name}' ({spec.Kind}): {error.Message}");
            return null;
        }
    }

    private bool IsGuessed(KerasCall call) => call.Inputs.Any(input => _guessed.Contains(input.Value.Source));

    // Where shapes are guessed, that one doesn't fit says nothing.
    private CallNode Call(KerasCall call, LayerSpec spec, IReadOnlyList<int> inputs, bool actsAtInference)
    {
        try
        {
            return _assembly.Call(_firstLayers[call.Layer], spec, inputs, actsAtInference);
        }
        catch (Exception error) when (error is SpecException or OverflowException && IsGuessed(call))
        {
            return _assembly.Call(_firstLayers[call.Layer], new BehindGapSpec(spec) { DTypePolicy = spec.DTypePolicy }, inputs, actsAtInference);
        }
    }

    // The layer with what the call says besides its inputs.
    private static (LayerSpec Spec, bool ActsAtInference) Called(LayerSpec spec, KerasCall call)
    {
        var actsAtInference = false;
        foreach (var setting in call.Settings)
        {
            if (setting.Argument != "training")
                spec = spec.Called(setting.Argument, setting.Value);
            else if (!setting.Value)
                actsAtInference = true;
            else
                throw new SpecException("is called with training=true, which acts as in training at inference too, and GenNet's calls don't; leave it out of the call in Keras", "training");
        }
        return (spec, actsAtInference);
    }

    private KerasCall? PaddingOf(KerasValue value) =>
        value.Source >= _graph.Inputs.Count && _graph.Calls[value.Source - _graph.Inputs.Count] is { Operation: not null } call && KerasPadding.Is(call, _graph) ? call : null;

    private int Taken(KerasValue value) => PaddingOf(value) is { } padding
        ? KerasPadding.MaskOf(padding, _graph, _calls)
        : ValueOf(value)
            ?? throw new SpecException($"takes output {value.Output} of '{NameOf(value.Source)}', which in GenNet yields {_results[value.Source]!.Count}");
}
