using GenNet.Naming;
using GenNet.Specs;

namespace GenNet.Graph;

/// <summary>
/// A model as the compiler sees it: what generator, analyzers, contract and command line share. It holds no Roslyn type and is
/// structurally equal, so that the generator's incremental steps can compare it.
/// </summary>
/// <remarks>Values are numbered: the inputs first, then the results of each call in order.</remarks>
/// <param name="Namespace">Namespace of the class; empty if it has none.</param>
/// <param name="ClassName">Name of the class.</param>
/// <param name="KerasName">Keras' name of the model.</param>
/// <param name="IsSequential">Whether the layers just follow each other in declaration order, as Keras' Sequential.</param>
/// <param name="Inputs">Inputs in order.</param>
/// <param name="Layers">Layers in declaration order, those of models among them in their place.</param>
/// <param name="Calls">Layer calls and tensor operations in the order of execution.</param>
/// <param name="Outputs">Outputs in order.</param>
public sealed record ModelSpec(
    string Namespace,
    string ClassName,
    string KerasName,
    bool IsSequential,
    EquatableArray<InputNode> Inputs,
    EquatableArray<LayerNode> Layers,
    EquatableArray<CallNode> Calls,
    EquatableArray<OutputNode> Outputs)
{
    /// <summary>The types that the class is nested in, outermost first, with dots between; empty if it is nested in none.</summary>
    public string ContainingTypes { get; init; } = "";

    /// <summary>What the class is called.</summary>
    public ModelName Name => new(Namespace, ContainingTypes, ClassName);

    /// <summary>Name with namespace and containing types, as the weight contract has it.</summary>
    public string FullName => Name.FullName;

    /// <summary>Models among the layers, in declaration order.</summary>
    public EquatableArray<SubmodelNode> Submodels { get; init; }

    /// <summary>Calls of these models in the order of execution.</summary>
    public EquatableArray<SubmodelCall> SubmodelCalls { get; init; }

    /// <summary>What makes weights of newer versions of older ones', in the order of the latter.</summary>
    public EquatableArray<MigrationNode> Migrations { get; init; }

    /// <summary>What the class is in Keras.</summary>
    public KerasForm Form { get; init; }

    /// <summary>Name of the class in Keras, where that was given.</summary>
    public string? GivenKerasClass { get; init; }

    /// <summary>Name of the class in Keras, where the model is no Sequential or Functional one.</summary>
    public string KerasClass => GivenKerasClass ?? ClassName;

    /// <summary>Whether Keras calls the layers by the attributes that hold them.</summary>
    public bool IsNamedByAttributes => Form is KerasForm.Subclassed or KerasForm.Layer;

    /// <summary>Whether it is Keras' Sequential.</summary>
    public bool IsKerasSequential => IsSequential && Form == KerasForm.Automatic;

    /// <summary>Keras' class name of the model.</summary>
    public string KerasKind => IsNamedByAttributes ? KerasClass : IsKerasSequential ? "Sequential" : "Functional";

    /// <summary>Layers and models among them as they were declared.</summary>
    public IEnumerable<LayerEntity> Entities
    {
        get
        {
            for (int layer = 0, submodel = 0; layer < Layers.Count;)
            {
                var node = submodel < Submodels.Count && Submodels[submodel].FirstLayer == layer ? Submodels[submodel++] : null;
                yield return new(layer, node);
                layer = node?.EndLayer ?? layer + 1;
            }
        }
    }

    /// <summary>The bound of the length that is known at run time only; null if all shapes are fixed. A model has one length at most: its inputs share it.</summary>
    public int? LargestLength => Inputs.FirstOrDefault(static input => input.HasRunTimeLength)?.Shape[0];

    /// <summary>Number of values: inputs and results of calls.</summary>
    public int ValueCount => Calls.Count == 0 ? Inputs.Count : Calls[Calls.Count - 1].Values.End;

    /// <summary>Type of value <paramref name="value"/> without the batch.</summary>
    public TensorType TypeOf(int value) =>
        ProducerOf(value) is { } call ? call.Inferred.Outputs[value - call.FirstValue] : Inputs[value].Type;

    /// <summary>Shape of value <paramref name="value"/> without the batch.</summary>
    public TensorShape ShapeOf(int value) => TypeOf(value).Shape;

    /// <summary>The call that yields <paramref name="value"/>; null for an input.</summary>
    public CallNode? ProducerOf(int value) => IndexOfProducer(value) is >= 0 and var call ? Calls[call] : null;

    /// <summary>The value that <paramref name="value"/> was before its type was changed: itself unless a cast yields it.</summary>
    public int BeforeCasts(int value)
    {
        while (value != CallNode.Absent && ProducerOf(value) is { Spec: CastSpec } cast)
            value = cast.Inputs[0];
        return value;
    }

    /// <summary>Keras' name of the input or layer that <paramref name="value"/> comes from, of a layer within another model with that model's; an operation's class in snake case.</summary>
    public string SourceOf(int value) => ProducerOf(value) switch
    {
        { Spec: CastSpec } cast => SourceOf(cast.Inputs[0]),
        null => Inputs[value].KerasName,
        { Layer: >= 0 } call => Layers[call.Layer].KerasName,
        var operation => SnakeCase.Of(operation.Spec.Kind),
    };

    /// <summary>Index of the call that yields <paramref name="value"/>; -1 for an input.</summary>
    public int IndexOfProducer(int value)
    {
        if (value < Inputs.Count)
            return -1;
        var (first, last) = (0, Calls.Count - 1);
        while (first < last)
        {
            var middle = (first + last + 1) / 2;
            if (Calls[middle].FirstValue <= value)
                first = middle;
            else
                last = middle - 1;
        }
        return first;
    }
}

/// <summary>An input.</summary>
/// <param name="Name">Its name in C#.</param>
/// <param name="KerasName">Its name in Keras.</param>
/// <param name="Shape">Its shape without the batch.</param>
/// <param name="DType">What it holds.</param>
public sealed record InputNode(string Name, string KerasName, TensorShape Shape, DType DType)
{
    /// <summary>Whether the first axis is the model's length at run time, and <see cref="Shape"/> has its bound there.</summary>
    public bool HasRunTimeLength { get; init; }

    /// <summary>What it is.</summary>
    public TensorType Type => new(Shape, DType) { HasRunTimeLength = HasRunTimeLength };
}

/// <summary>A declared layer.</summary>
/// <param name="Property">How it is reached in C#: <c>Hidden</c>, <c>Blocks[0].Dense</c>.</param>
/// <param name="KerasName">Its name in Keras, in the contract and in weight files.</param>
/// <param name="Spec">Its arguments.</param>
/// <param name="Variables">Its variables in Keras' order.</param>
public sealed record LayerNode(string Property, string KerasName, LayerSpec Spec, EquatableArray<VariableSpec> Variables)
{
    /// <summary>The property of the model itself that declares it: <c>Blocks</c> for <c>Blocks[0].Dense</c>.</summary>
    public string Declaration => LayerEntity.DeclarationIn(Property);

    /// <summary>The attribute of the Python class that holds it, where that was given.</summary>
    public KerasAttribute? GivenAttribute { get; init; }

    /// <summary>The attribute of the Python class that holds it, where the model is a subclassed one.</summary>
    public KerasAttribute Attribute => GivenAttribute ?? new(SnakeCase.Of(Declaration), Element);

    /// <summary>Whether it is a weight of the model's own, and no layer of Keras'.</summary>
    public bool IsVariable => Spec is ModelVariableSpec;

    /// <summary>What <paramref name="variable"/> is called: a weight of the model's own is called as its property.</summary>
    public string NameOf(VariableSpec variable) => IsVariable ? KerasName.Substring(KerasName.LastIndexOf('/') + 1) : variable.Name;

    /// <summary>Its number in the list that the property is, or that of the model it belongs to; null if the property is no list.</summary>
    public int? Element { get; init; }

    /// <summary>What is declared of it in older versions of the contract.</summary>
    public LayerHistory History { get; init; } = LayerHistory.None;
}

/// <summary>One call of a layer, or a tensor operation such as <c>a + b</c>.</summary>
/// <param name="Layer">Index of the layer in <see cref="ModelSpec.Layers"/>; -1 for an operation, which has no name and no variables.</param>
/// <param name="Spec">The layer's arguments, or the operation as the layer that does the same.</param>
/// <param name="Inferred">What follows from the types of this call's inputs.</param>
/// <param name="Inputs">Numbers of the values it takes; <see cref="Absent"/> for one that it leaves out.</param>
/// <param name="FirstValue">Number of its first result; the others follow.</param>
public sealed record CallNode(
    int Layer, LayerSpec Spec, InferredLayer Inferred, EquatableArray<int> Inputs, int FirstValue)
{
    /// <summary>In place of the number of an input that is left out.</summary>
    public const int Absent = CallExpansion.Absent;

    /// <summary>Which of the calls of its layer's call it is, where that has been taken apart: <c>ForwardLayer</c>; empty for all of it.</summary>
    public string Part { get; init; } = "";

    /// <summary>What stands before the names of its variables among those of its layer: <c>forward_layer/</c>.</summary>
    public string VariablePrefix { get; init; } = "";

    /// <summary>Places of masks among its inputs that have come with others of them, and not been given.</summary>
    public EquatableArray<int> ImplicitMasks { get; init; }

    /// <summary>Whether it acts as at inference in training too: Keras' <c>training=False</c>.</summary>
    public bool ActsAtInference { get; init; }

    /// <summary>The steps that it is made for in turn.</summary>
    public StepCalls Steps { get; init; }

    /// <summary>What it does in the place of calls behind it; null for nothing.</summary>
    public CallEpilogue? Epilogue { get; init; }

    /// <summary>Whether it has come into the graph by itself, to make a mask or to change a type.</summary>
    public bool IsImplicit => Spec.IsImplicit;

    /// <summary>Numbers of its results.</summary>
    public ValueRange Values => new(FirstValue, FirstValue + Inferred.Outputs.Count);

    /// <summary>Numbers of the values that it takes.</summary>
    public IEnumerable<int> Taken => Inputs.Append(Epilogue?.Added ?? Absent).Where(static input => input != Absent);

    /// <summary>Numbers of the values that it was given: without a mask that came by itself.</summary>
    public IEnumerable<int> Given => Inputs.Where((input, i) => input != Absent && !ImplicitMasks.Contains(i));
}

/// <summary>What a call does at inference to what it has computed, in the place of calls behind it.</summary>
/// <param name="Calls">These calls, in order.</param>
/// <param name="Scaling">The one of them that scales each channel; null for none.</param>
/// <param name="Added">Number of the value that is added; <see cref="CallNode.Absent"/> for none.</param>
/// <param name="Activation">The activation.</param>
public sealed record CallEpilogue(EquatableArray<CallNode> Calls, CallNode? Scaling, int Added, Activation Activation);

/// <summary>The steps of a sequence, the first axis of a call's inputs and outputs with the batch behind it, each of which is a call that begins where the one before has ended.</summary>
/// <param name="Count">How many; 0 if the call is one for all that it is given.</param>
public readonly record struct StepCalls(int Count);

/// <summary>Numbers of values that follow each other.</summary>
/// <param name="Start">The first.</param>
/// <param name="End">The one after the last.</param>
public readonly record struct ValueRange(int Start, int End)
{
    /// <summary>How many.</summary>
    public int Count => End - Start;
}

/// <summary>An output.</summary>
/// <param name="Name">Its name in C#: the tuple element's, or the last layer's.</param>
/// <param name="Value">Number of the value.</param>
public sealed record OutputNode(string Name, int Value);
