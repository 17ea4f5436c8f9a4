using GenNet.Generators.Diagnostics;
using GenNet.Graph;
using GenNet.Specs;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>
/// Builds a model's graph call by call, inferring shapes as it goes. A value that couldn't be made is <see cref="Unknown"/>; what takes it is
/// unknown in turn and not reported again.
/// </summary>
internal sealed class GraphBuilder(string model, IReadOnlyList<LayerDeclaration> layers, Reporter reporter)
{
    /// <summary>Number of a value that couldn't be made.</summary>
    public const int Unknown = -1;

    private readonly List<InputNode> _inputs = [];
    private readonly List<CallNode> _calls = [];
    private readonly List<Location?> _locations = [];
    private readonly InferredLayer?[] _first = new InferredLayer?[layers.Count];

    /// <summary>Inputs so far.</summary>
    public IReadOnlyList<InputNode> Inputs => _inputs;

    /// <summary>Calls so far.</summary>
    public IReadOnlyList<CallNode> Calls => _calls;

    /// <summary>Where call <paramref name="call"/> stands.</summary>
    public Location? LocationOf(int call) => _locations[call];

    /// <summary>Adds an input; all come before the first call.</summary>
    public int AddInput(InputNode input)
    {
        _inputs.Add(input);
        return _inputs.Count - 1;
    }

    /// <summary>Calls layer <paramref name="layer"/> with <paramref name="inputs"/>.</summary>
    public int Call(int layer, IReadOnlyList<int> inputs, Location? location)
    {
        var declaration = layers[layer];
        if (declaration.Spec is not { } spec || inputs.Contains(Unknown))
            return Unknown;
        var inferred = Infer(spec, inputs, declaration, location);
        if (inferred is null)
            return Unknown;
        if ((_first[layer] ??= inferred).Variables != inferred.Variables)
        {
            reporter.Report(
                DiagnosticDescriptors.SharedLayerShapes,
                location,
                model,
                declaration.Name,
                declaration.Kind,
                Describe(_first[layer]!.Variables),
                Describe(inferred.Variables));
            return Unknown;
        }
        return Add(new(layer, spec, inferred, inputs.ToEquatableArray()), location);
    }

    /// <summary>A tensor operation, as the layer that does the same.</summary>
    public int Operation(LayerSpec spec, IReadOnlyList<int> inputs, Location? location)
    {
        if (inputs.Contains(Unknown))
            return Unknown;
        var inferred = Infer(spec, inputs, null, location);
        return inferred is null ? Unknown : Add(new(-1, spec, inferred, inputs.ToEquatableArray()), location);
    }

    /// <summary>The layers with their variables, once every one has been called.</summary>
    public EquatableArray<LayerNode> LayerNodes() => layers
        .Select((layer, index) => new LayerNode(layer.Name, layer.KerasName, layer.Spec!, _first[index]!.Variables))
        .ToEquatableArray();

    private static string Describe(EquatableArray<VariableSpec> variables) =>
        string.Join(", ", variables.Select(static v => $"{v.Name} {v.Shape.ToKerasString()}"));

    private int Add(CallNode call, Location? location)
    {
        _calls.Add(call);
        _locations.Add(location);
        return _inputs.Count + _calls.Count - 1;
    }

    private InferredLayer? Infer(LayerSpec spec, IReadOnlyList<int> inputs, LayerDeclaration? layer, Location? location)
    {
        try
        {
            return spec.Infer(inputs.Select(ShapeOf).ToEquatableArray());
        }
        catch (SpecException error)
        {
            var rule = error.Argument is null ? DiagnosticDescriptors.LayerInput : DiagnosticDescriptors.LayerArgument;
            var at = error.Argument is null ? location : layer?.Arguments.LocationOf(error.Argument) ?? location;
            reporter.Report(rule, at, model, layer?.Name ?? "Forward", spec.Kind, error.Message);
        }
        catch (OverflowException)
        {
            reporter.Report(
                DiagnosticDescriptors.LayerInput, location, model, layer?.Name ?? "Forward", spec.Kind, "a size is above 2147483647 values, which is too large");
        }
        return null;
    }

    private TensorShape ShapeOf(int value) => value < _inputs.Count ? _inputs[value].Shape : _calls[value - _inputs.Count].Inferred.Output;
}
