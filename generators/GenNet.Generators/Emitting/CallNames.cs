using GenNet.Generators.Names;
using GenNet.Generators.Planning;
using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Generators.Emitting;

/// <summary>What the calls of a model are called in its generated code.</summary>
internal sealed class CallNames
{
    private readonly ModelSpec _model;
    private readonly HashSet<string> _locals = new(StringComparer.Ordinal) { "pass", "layer", "step" };
    private readonly string?[] _values;
    private readonly IReadOnlyList<string> _shapes;
    private IReadOnlyList<string> _scalingShapes = [];

    public CallNames(ModelSpec model)
        : this(model, null)
    {
    }

    // Of other calls with the shape structs of these.
    private CallNames(ModelSpec model, IReadOnlyList<string>? shapes)
    {
        _model = model;
        _values = [.. model.Inputs.Select(input => input.DType is DType.Float16 or DType.BFloat16 ? Identifiers.Unique(Identifiers.Camel(input.Name), _locals) : null), .. model.Calls.SelectMany(Results)];
        if (shapes is not null)
        {
            _shapes = shapes;
            return;
        }
        var own = new CallShapes(model, IdentifierOf);
        (_shapes, Shapes) = (own.Names, own.Structs);
    }

    /// <summary>The structs of constants; none of a layer alone or of other methods, which have those of their model.</summary>
    public IReadOnlyList<CallShape> Shapes { get; } = [];

    /// <summary>Names for other methods of the same plan: locals of their own, and the same structs of constants.</summary>
    public CallNames Anew() => new(_model, _shapes);

    /// <summary>Names for a layer alone, whose calls are among these.</summary>
    public CallNames Of(LayerAlone alone) => new(alone.Spec, [.. _shapes.Skip(alone.Calls.Start).Take(alone.Calls.Count)]);

    /// <summary>Names for inference, whose calls are some of these and do the work of others.</summary>
    public CallNames Of(InferencePass inference) => new(inference.Spec, [.. inference.Origins.Select(origin => _shapes[origin])])
    {
        _scalingShapes = [.. inference.Spec.Calls.Select(call => call.Epilogue?.Scaling is { } scaling ? _shapes[_model.IndexOfProducer(scaling.FirstValue)] : "")],
    };

    /// <summary>Local variable of value <paramref name="value"/>, a result of a call or an input that is another between layers.</summary>
    public string ValueOf(int value) => Identifiers.Escape(_values[value]!);

    /// <summary>A new local variable for something of value <paramref name="value"/>: <c>conv1Gradient</c>.</summary>
    public string NewNameFor(int value, string what) => Identifiers.Unique(
        (_values[value] ?? Identifiers.Camel(_model.Inputs[value].Name)) + what, _locals);

    /// <summary>The call's shape struct, which other calls may have, too.</summary>
    public string ShapeOf(int call) => _shapes[call];

    /// <summary>The shape struct of the call that scales the channels of what <paramref name="call"/> computes; empty where none does.</summary>
    public string ScalingShapeOf(int call) => _scalingShapes.Count == 0 ? "" : _scalingShapes[call];

    /// <summary><c>Conv1: Conv2D, (28, 28, 1) to (26, 26, 32)</c>.</summary>
    public string Describe(int call)
    {
        var node = _model.Calls[call];
        var inputs = string.Join(" and ", node.Given.Select(input => _model.TypeOf(input)));
        if (inputs.Length > 0)
            inputs += " ";
        var steps = node.Steps.Count > 0 ? ", step by step" : "";
        var behind = node.Epilogue is { } epilogue ? $", then {string.Join(", ", epilogue.Calls.Select(NameOf))}" : "";
        return $"{NameOf(node)}, {inputs}to {string.Join(" and ", node.Inferred.Outputs)}{steps}{behind}";
    }

    private string NameOf(CallNode call) =>
        call.Layer >= 0 ? $"{_model.Layers[call.Layer].Property}{(call.Part.Length == 0 ? "" : "." + call.Part)}: {call.Spec.Kind}" : call.Spec.Kind;

    private IEnumerable<string> Results(CallNode call)
    {
        for (var i = 0; i < call.Values.Count; i++)
            yield return Identifiers.Unique(Identifiers.Camel(IdentifierOf(call.Epilogue is { } epilogue ? epilogue.Calls[epilogue.Calls.Count - 1] : call)) + (i == 0 ? "" : Identifiers.Pascal(call.Spec.Outputs.Names[i])), _locals);
    }

    // A layer of a model among the layers has that one's name in front, and one of a list its number behind: Blocks[0].Dense is Blocks0Dense.
    private string IdentifierOf(CallNode call) => call.Layer >= 0
        ? _model.Layers[call.Layer].Property.Replace(".", "").Replace("[", "").Replace("]", "") + call.Part
        : call.Spec.Kind;
}
