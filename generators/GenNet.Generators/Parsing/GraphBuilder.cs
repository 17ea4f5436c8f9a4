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
    public const int Unknown = -2;

    private readonly GraphAssembly _graph = new();
    private readonly List<Location?> _locations = [];
    private readonly InferredLayer?[] _first = new InferredLayer?[layers.Count];

    /// <summary>Inputs so far.</summary>
    public IReadOnlyList<InputNode> Inputs => _graph.Inputs;

    /// <summary>Calls so far.</summary>
    public IReadOnlyList<CallNode> Calls => _graph.Calls;

    /// <summary>Where call <paramref name="call"/> stands.</summary>
    public Location? LocationOf(int call) => _locations[call];

    /// <summary>Where the layer that call <paramref name="call"/> calls is declared; of an operation, where it stands.</summary>
    public Location? LayerLocationOf(int call) => Calls[call].Layer is >= 0 and var layer ? layers[layer].Location : _locations[call];

    /// <summary>Adds an input; all come before the first call.</summary>
    public int AddInput(InputNode input) => _graph.AddInput(input);

    /// <summary>Calls layer <paramref name="layer"/> with <paramref name="inputs"/>.</summary>
    /// <returns>The call; null if it couldn't be made.</returns>
    public CallNode? Call(int layer, IReadOnlyList<int> inputs, Location? location)
    {
        var declaration = layers[layer];
        if (declaration.Spec is not { } spec || inputs.Contains(Unknown) || Add(layer, spec, inputs, declaration, location) is not { } call)
            return null;
        var inferred = call.Inferred;
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
            return null;
        }
        return call;
    }

    /// <summary>A tensor operation, as the layer that does the same.</summary>
    public int Operation(LayerSpec spec, IReadOnlyList<int> inputs, Location? location) =>
        inputs.Contains(Unknown) ? Unknown : Add(-1, spec, inputs, null, location)?.FirstValue ?? Unknown;

    /// <summary>The layers with their variables, once every one has been called.</summary>
    public EquatableArray<LayerNode> LayerNodes() => layers
        .Select((layer, index) => new LayerNode(layer.Name, layer.KerasName, layer.Spec!, _first[index]!.Variables))
        .ToEquatableArray();

    private static string Describe(EquatableArray<VariableSpec> variables) =>
        string.Join(", ", variables.Select(static v => $"{v.Name} {v.Shape.ToKerasString()}"));

    private CallNode? Add(int index, LayerSpec spec, IReadOnlyList<int> inputs, LayerDeclaration? layer, Location? location)
    {
        var name = $"{model}.{layer?.Name ?? "Forward"} ({spec.Kind})";
        var place = layer?.Location ?? location;
        try
        {
            var call = _graph.Call(index, spec, inputs);
            _locations.Add(location);
            return SizeRules.Check(call.Inferred, name, place, reporter) ? call : null;
        }
        catch (SpecException error)
        {
            var rule = error.Argument is null ? DiagnosticDescriptors.LayerInput : DiagnosticDescriptors.LayerArgument;
            var at = error.Argument is null ? location : layer?.Arguments.LocationOf(error.Argument) ?? location;
            reporter.Report(rule, at, name, error.InCSharp);
        }
        catch (OverflowException)
        {
            SizeRules.Refuse(name, inputs.Where(static input => input != CallNode.Absent).Select(input => _graph.TypeOf(input).Shape), place, reporter);
        }
        return null;
    }
}
