using System.Globalization;
using GenNet.Generators.Diagnostics;
using GenNet.Graph;
using GenNet.Operations;
using GenNet.Specs;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>
/// Builds a model's graph call by call, inferring shapes as it goes. A value that couldn't be made is <see cref="Unknown"/>; what takes it is
/// unknown in turn and not reported again.
/// </summary>
internal sealed class GraphBuilder(string model, IReadOnlyList<LayerDeclaration> layers, Reporter reporter)
{
    /// <summary>The most calls of layers and operations that a model may have.</summary>
    public const int MostCalls = 8192;

    /// <summary>Number of a value that couldn't be made.</summary>
    public const int Unknown = -2;

    private readonly GraphAssembly _graph = new();
    private readonly List<Location?> _locations = [];
    private readonly InferredLayer?[] _first = new InferredLayer?[layers.Sum(static layer => layer.LayerCount)];
    private readonly Dictionary<(int Declaration, ModelVariableSpec Operand), int> _variables = [];
    private readonly int[] _firstLayers = FirstLayers(layers);

    /// <summary>Whether there are more calls than a model may have, which has been reported then.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Inputs so far.</summary>
    public IReadOnlyList<InputNode> Inputs => _graph.Inputs;

    /// <summary>Calls so far.</summary>
    public IReadOnlyList<CallNode> Calls => _graph.Calls;

    /// <summary>Models among the layers.</summary>
    public EquatableArray<SubmodelNode> Submodels => layers
        .Select((layer, i) => layer.Submodel is { } submodel ? new SubmodelNode(layer.Label, layer.KerasName, submodel, _firstLayers[i]) { Element = layer.Element, GivenAttribute = layer.GivenAttribute, History = layer.History, EachTimestep = layer.EachTimestep, Trainable = layer.Trainable } : null)
        .OfType<SubmodelNode>().ToEquatableArray();

    /// <summary>Their calls so far.</summary>
    public EquatableArray<SubmodelCall> SubmodelCalls => _graph.SubmodelCalls.ToEquatableArray();

    /// <summary>The declaration that layer <paramref name="layer"/> comes from, one of a model's own or of one among them.</summary>
    public LayerDeclaration DeclarationOf(int layer) => layers[IndexOfDeclaration(layer)];

    /// <summary>Type of value <paramref name="value"/>.</summary>
    public TensorType TypeOf(int value) => _graph.TypeOf(value);

    /// <summary>The number of a value that may be added only now, since nothing has taken it yet.</summary>
    public int Made(int value)
    {
        var made = _graph.Made(value);
        while (_locations.Count < _graph.Calls.Count)
            _locations.Add(null);
        return made;
    }

    /// <summary>Where call <paramref name="call"/> stands.</summary>
    public Location? LocationOf(int call) => _locations[call];

    /// <summary>Where the layer that call <paramref name="call"/> calls is declared; of an operation, where it stands.</summary>
    public Location? LayerLocationOf(int call) => Calls[call].Layer is >= 0 and var layer ? DeclarationOf(layer).Location : _locations[call];

    /// <summary>Adds an input; all come before the first call.</summary>
    public int AddInput(InputNode input) => _graph.AddInput(input);

    /// <summary>Calls declaration <paramref name="index"/> with <paramref name="inputs"/>.</summary>
    /// <returns>Numbers of its results; none if it couldn't be called.</returns>
    public IReadOnlyList<int> Call(int index, IReadOnlyList<int> inputs, Location? location) => Call(index, new GivenArguments(inputs), location);

    /// <summary>Calls declaration <paramref name="index"/> as <paramref name="given"/> says.</summary>
    /// <returns>Numbers of its results; none if it couldn't be called.</returns>
    public IReadOnlyList<int> Call(int index, GivenArguments given, Location? location)
    {
        var declaration = layers[index];
        if (given.Inputs.Contains(Unknown) || !HasRoom(location))
            return [];
        if (declaration.Submodel is { } submodel)
            return Add(index, submodel, given.Inputs, declaration, location);
        return declaration.Spec is { } spec && Call(_firstLayers[index], given.Spec ?? spec, given.Inputs, declaration, location, given.ActsAtInference) is { } call
            ? [.. Enumerable.Range(call.FirstValue, call.Values.Count)]
            : [];
    }

    private CallNode? Call(int layer, LayerSpec spec, IReadOnlyList<int> inputs, LayerDeclaration declaration, Location? location, bool actsAtInference = false)
    {
        if (Add(layer, spec, inputs, declaration, location, actsAtInference) is not { } call)
            return null;
        var inferred = call.Inferred;
        if ((_first[layer] ??= inferred).Variables != inferred.Variables)
        {
            reporter.Report(
                DiagnosticDescriptors.SharedLayerShapes,
                location,
                model,
                declaration.Label,
                declaration.Kind,
                Describe(_first[layer]!.Variables),
                Describe(inferred.Variables));
            return null;
        }
        return call;
    }

    /// <summary>Weight <paramref name="index"/> of the model's own, beside tensor <paramref name="other"/>.</summary>
    public int Variable(int index, int other, Location? location)
    {
        var declaration = layers[index];
        if (other == Unknown || declaration.Spec is not ModelVariableSpec spec)
            return Unknown;
        try
        {
            var operand = spec.Beside(_graph.TypeOf(other));
            if (!_variables.TryGetValue((index, operand), out var value))
                _variables[(index, operand)] = value = Call(_firstLayers[index], operand, [], declaration, location)?.FirstValue ?? Unknown;
            return value;
        }
        catch (SpecException error)
        {
            reporter.Report(DiagnosticDescriptors.LayerInput, location, $"{model}.{declaration.Label} ({declaration.Kind})", error.Message);
            return Unknown;
        }
    }

    /// <summary>Operations on tensors.</summary>
    /// <param name="name">What messages call them.</param>
    /// <param name="build">Adds them to the graph.</param>
    /// <param name="location">Where they stand.</param>
    /// <returns>Numbers of the results; <see cref="Unknown"/> if they couldn't be added, which has been reported.</returns>
    public IReadOnlyList<int> Operations(string name, Func<IOperationGraph, IReadOnlyList<int>> build, Location? location)
    {
        if (!HasRoom(location))
            return [Unknown];
        var (label, first) = ($"{model}.Forward ({name})", _graph.Calls.Count);
        try
        {
            var results = build(new OperationGraph(_graph));
            return _graph.Calls.Skip(first).All(call => SizeRules.Check(call.Inferred, label, location, reporter)) ? results : [Unknown];
        }
        catch (SpecException error)
        {
            reporter.Report(error.Argument is null ? DiagnosticDescriptors.LayerInput : DiagnosticDescriptors.LayerArgument, location, label, error.InCSharp);
        }
        catch (OverflowException)
        {
            SizeRules.Refuse(label, [], location, reporter);
        }
        finally
        {
            while (_locations.Count < _graph.Calls.Count)
                _locations.Add(location);
        }
        return [Unknown];
    }

    /// <summary>The layers with their variables, once every one has been called.</summary>
    public EquatableArray<LayerNode> LayerNodes()
    {
        var submodels = Submodels.ToDictionary(static submodel => submodel.FirstLayer);
        return layers.SelectMany((layer, index) => submodels.TryGetValue(_firstLayers[index], out var submodel)
            ? submodel.Model.Layers.Select(submodel.LayerOf)
            : [new LayerNode(layer.Label, layer.KerasName, layer.Spec!, _first[_firstLayers[index]]!.Variables) { Element = layer.Element, GivenAttribute = layer.GivenAttribute, History = layer.History }]).ToEquatableArray();
    }

    /// <summary>The declarations in the order of their first calls, which holds wherever they stand; those of one list together.</summary>
    public IReadOnlyList<LayerDeclaration> InOrderOfCalls() =>
        VariableParser.InOrder(Calls.Where(static c => c.Layer >= 0).Select(c => DeclarationOf(c.Layer).Name).Distinct().SelectMany(name => layers.Where(layer => layer.Name == name)));

    private static int[] FirstLayers(IReadOnlyList<LayerDeclaration> layers)
    {
        var first = new int[layers.Count];
        for (var i = 1; i < first.Length; i++)
            first[i] = first[i - 1] + layers[i - 1].LayerCount;
        return first;
    }

    // Loops and functions are read anew each time, and may be within each other.
    private bool HasRoom(Location? location)
    {
        if (_graph.Calls.Count <= MostCalls)
            return true;
        if (!IsFull)
            reporter.Report(DiagnosticDescriptors.LayerInput, location, $"{model}.Forward", $"is the {(MostCalls + 1).ToString(CultureInfo.InvariantCulture)}th call, and a model has at most {MostCalls.ToString(CultureInfo.InvariantCulture)}: loops are written out; let one layer do what so many do");
        IsFull = true;
        return false;
    }

    private int IndexOfDeclaration(int layer)
    {
        var index = Array.BinarySearch(_firstLayers, layer);
        return index >= 0 ? index : ~index - 1;
    }

    private IReadOnlyList<int> Add(int index, ModelSpec submodel, IReadOnlyList<int> inputs, LayerDeclaration declaration, Location? location)
    {
        try
        {
            var call = _graph.Submodel(layers.Take(index).Count(static layer => layer.Submodel is not null), submodel, _firstLayers[index], inputs, declaration.EachTimestep);
            _locations.AddRange(Enumerable.Repeat(location, call.Calls.Count));
            return call.Outputs;
        }
        catch (SpecException error)
        {
            reporter.Report(DiagnosticDescriptors.LayerInput, location, $"{model}.{declaration.Label} ({declaration.Kind})", error.Message);
            return [];
        }
    }

    private static string Describe(EquatableArray<VariableSpec> variables) =>
        string.Join(", ", variables.Select(static v => $"{v.Name} {v.Shape.ToKerasString()}"));

    private CallNode? Add(int index, LayerSpec spec, IReadOnlyList<int> inputs, LayerDeclaration? layer, Location? location, bool actsAtInference = false)
    {
        var name = $"{model}.{layer?.Label ?? "Forward"} ({spec.Kind})";
        var place = layer?.Location ?? location;
        try
        {
            var call = _graph.Call(index, spec, inputs, actsAtInference);
            // Operations that make masks have come before it.
            while (_locations.Count < _graph.Calls.Count)
                _locations.Add(location);
            return SizeRules.Check(call.Inferred, name, place, reporter) ? call : null;
        }
        catch (SpecException error)
        {
            var rule = error.Argument is null ? DiagnosticDescriptors.LayerInput : DiagnosticDescriptors.LayerArgument;
            var at = error.Argument is null ? location : layer?.LocationOf(error.Argument) ?? location;
            reporter.Report(rule, at, name, error.InCSharp);
        }
        catch (OverflowException)
        {
            SizeRules.Refuse(name, inputs.Where(static input => input != CallNode.Absent).Select(input => _graph.TypeOf(input).Shape), place, reporter);
        }
        return null;
    }
}
