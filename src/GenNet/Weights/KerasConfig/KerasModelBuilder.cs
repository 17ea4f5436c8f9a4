using GenNet.Graph;
using GenNet.Naming;
using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>Looks up GenNet's layers for a Keras graph and infers their shapes and variables.</summary>
internal sealed class KerasModelBuilder(KerasGraph graph, KerasReading reading, ICollection<string> problems)
{
    private readonly List<string> _notes = [];
    private readonly List<KerasLayerType> _otherTypes = [];

    /// <summary>The model, everything in it under its name in Keras; null if anything in it is a problem.</summary>
    public KerasModel? Build()
    {
        var models = graph.Layers.Select(ModelOf).ToArray();
        var specs = graph.Layers.Select(SpecOf).ToArray();
        var firstLayers = FirstLayers(models);
        var operations = graph.Calls.Select(call => call.Operation is { } operation ? OperationOf(operation) : null).ToArray();
        if (problems.Count > 0)
            return null;
        var assembly = new GraphAssembly();
        var results = graph.Inputs.Select(input => assembly.AddInput(new(input.Name, input.Name, input.Shape, input.DType))).ToList();
        var variables = new EquatableArray<VariableSpec>?[specs.Length];
        for (var i = 0; i < graph.Calls.Count; i++)
        {
            var call = graph.Calls[i];
            var name = NameOf(graph.Inputs.Count + i);
            if (call.Layer >= 0 && models[call.Layer] is { } model)
            {
                if (CallOf(call, model, firstLayers[call.Layer], models.Take(call.Layer).Count(static m => m is not null), name, assembly, results) is not { } submodel)
                    return null;
                results.Add(submodel.Outputs[0]);
                continue;
            }
            if (CallOf(call, operations[i] ?? specs[call.Layer]!, call.Layer < 0 ? call.Layer : firstLayers[call.Layer], name, assembly, results) is not { } node)
                return null;
            if (call.Layer >= 0 && (variables[call.Layer] ??= node.Inferred.Variables) != node.Inferred.Variables)
            {
                problems.Add($"layer '{name}' is called with inputs that need weights of different shapes");
                return null;
            }
            results.Add(node.FirstValue);
        }
        var submodels = graph.Layers.Select((layer, i) => models[i] is { } model ? new SubmodelNode(layer.Name, layer.Name, model, firstLayers[i]) : null).ToArray();
        var layers = graph.Layers.SelectMany((layer, i) => submodels[i] is { } submodel
            ? submodel.Model.Layers.Select(submodel.LayerOf)
            : [new LayerNode(layer.Name, layer.Name, specs[i]!, variables[i] ?? default)]);
        var outputs = graph.Outputs.Select(value => new OutputNode(NameOf(value), results[value]));
        return new(
            new(
                "", graph.Name, graph.Name, graph.IsSequential,
                assembly.Inputs.ToEquatableArray(), layers.ToEquatableArray(), assembly.Calls.ToEquatableArray(), outputs.ToEquatableArray())
            {
                Submodels = submodels.OfType<SubmodelNode>().ToEquatableArray(),
                SubmodelCalls = assembly.SubmodelCalls.ToEquatableArray(),
            },
            _notes)
        {
            OtherTypes = _otherTypes,
        };
    }

    private string NameOf(int value)
    {
        if (value < graph.Inputs.Count)
            return graph.Inputs[value].Name;
        var call = graph.Calls[value - graph.Inputs.Count];
        return call.Layer < 0 ? call.Operation!.Name : graph.Layers[call.Layer].Name;
    }

    // What is wrong within a model is said with its name in front.
    private ModelSpec? ModelOf(KerasLayer layer)
    {
        if (layer.Model is null)
            return null;
        var own = new List<string>();
        var model = new KerasModelBuilder(layer.Model, reading.Nested, own).Build();
        foreach (var problem in own)
            problems.Add($"model '{layer.Name}': {problem}");
        if (model is null)
            return null;
        _notes.AddRange(model.Notes.Select(note => $"model '{layer.Name}': {note}"));
        _otherTypes.AddRange(model.OtherTypes.Select(type => type with { Layer = $"{layer.Name}/{type.Layer}" }));
        return model.Spec;
    }

    private static int[] FirstLayers(ModelSpec?[] models)
    {
        var first = new int[models.Length];
        for (var i = 1; i < first.Length; i++)
            first[i] = first[i - 1] + (models[i - 1]?.Layers.Count ?? 1);
        return first;
    }

    private LayerSpec? SpecOf(KerasLayer layer)
    {
        var (name, value, _) = layer;
        if (KerasConfigReader.HasGraph(value))
            return null;
        if (!value.IsKerasOwn)
            problems.Add($"layer '{name}' is of class {value.ClassName}, which is not Keras' own; write that part by hand");
        else if (!LayerCatalog.Kinds.Contains(value.ClassName))
            problems.Add($"layer '{name}' is of class {value.ClassName}, which GenNet doesn't have");
        else
            return Create(name, value);
        return null;
    }

    private LayerSpec? Create(string name, KerasObject value)
    {
        var (notes, refused) = (new List<string>(), new List<string>());
        var arguments = KerasArguments.Read(value, reading, notes, refused);
        if (reading.IsComparison && KerasArguments.TypeName(value.Entry("dtype")) is not "float32" and var type)
            _otherTypes.Add(new(name, type));
        LayerSpec? spec = null;
        try
        {
            spec = LayerCatalog.Create(value.ClassName, arguments);
        }
        catch (SpecException error)
        {
            refused.Add(error.Message);
        }
        foreach (var note in notes)
            _notes.Add($"layer '{name}' ({value.ClassName}): {note}");
        foreach (var problem in refused)
            problems.Add($"layer '{name}' ({value.ClassName}): {problem}");
        return spec;
    }

    private LayerSpec? OperationOf(KerasLayer operation)
    {
        try
        {
            return KerasOperation.Read(operation.Object);
        }
        catch (SpecException error)
        {
            problems.Add($"'{operation.Name}': {error.Message}");
            return null;
        }
    }

    private CallNode? CallOf(KerasCall call, LayerSpec spec, int layer, string name, GraphAssembly assembly, List<int> results)
    {
        try
        {
            return assembly.Call(layer, spec, [.. Arguments(call, spec).Select(value => results[value])]);
        }
        catch (Exception error) when (error is SpecException or OverflowException)
        {
            problems.Add($"layer '{name}' ({spec.Kind}): {error.Message}");
            return null;
        }
    }

    private SubmodelCall? CallOf(KerasCall call, ModelSpec model, int firstLayer, int submodel, string name, GraphAssembly assembly, List<int> results)
    {
        try
        {
            if (call.Inputs.FirstOrDefault(static input => input.Argument is not null) is { } named)
                throw new SpecException($"is called with {named.Argument}, which models among the layers don't take", named.Argument);
            if (model.Outputs.Count > 1)
                throw new SpecException("has several outputs, which models among the layers can't have yet");
            return assembly.Submodel(submodel, model, firstLayer, [.. call.Inputs.Select(input => results[input.Value])]);
        }
        catch (SpecException error)
        {
            problems.Add($"model '{name}' {error.Message}");
            return null;
        }
    }

    // Values in the order of the layer's inputs, whatever order the call names them in.
    private static IEnumerable<int> Arguments(KerasCall call, LayerSpec spec)
    {
        var byPosition = call.Inputs.Where(static i => i.Argument is null).Select(static i => i.Value).ToList();
        var names = spec.Inputs.Names.ToList();
        foreach (var named in call.Inputs.Where(static i => i.Argument is not null))
        {
            if (names.IndexOf(PascalCase.Camel(named.Argument!)) is not (>= 0 and var place) || place != byPosition.Count || spec.Inputs.IsVariadic)
                throw new SpecException($"is called with {named.Argument}, which GenNet's {spec.Kind} doesn't take", named.Argument);
            byPosition.Add(named.Value);
        }
        if (byPosition.Count < spec.Inputs.Required || (!spec.Inputs.IsVariadic && byPosition.Count > names.Count))
            throw new SpecException($"takes {spec.Inputs.Required} inputs and is called with {byPosition.Count}");
        return byPosition;
    }
}
