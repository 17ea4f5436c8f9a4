using System.Globalization;
using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>A layer in a contract.</summary>
/// <param name="Name">Its name in Keras and in weight files.</param>
/// <param name="Kind">Keras' class name.</param>
/// <param name="TrainingOnly">Whether it does nothing at inference, as Dropout: <c>training</c> in the text.</param>
/// <param name="Arguments">The arguments that change what its weights mean: those of <see cref="ArgumentRole.Behaviour"/>.</param>
/// <param name="Calls">What each call of it takes; more than one if it is shared, none if it is never called.</param>
/// <param name="Variables">Its variables in Keras' order.</param>
public sealed record ContractLayer(
    string Name,
    string Kind,
    bool TrainingOnly,
    EquatableArray<ContractArgument> Arguments,
    EquatableArray<EquatableArray<ContractValue>> Calls,
    EquatableArray<ContractVariable> Variables)
{
    /// <summary>Class of a weight of the model's own, which stands among the layers.</summary>
    internal const string VariableKind = "Variable";

    /// <summary>The argument that says what a layer computes in, where that isn't float32.</summary>
    public const string ComputeType = "compute_dtype";

    /// <summary>The argument that says to how many axes of timesteps a layer is applied by each of them, where there are any: of a model in a TimeDistributed.</summary>
    public const string TimeDistributed = "time_distributed";

    /// <summary>Comments and empty lines before it.</summary>
    public EquatableArray<string> Comments { get; init; }

    /// <summary>Number of its line in the file, from 1; 0 if it comes from a model.</summary>
    public int Line { get; init; }

    /// <summary>Whether it is a weight of the model's own: a line of its own before all layers, <c>offset  float32 10</c>.</summary>
    public bool IsVariable { get; init; }

    /// <summary>What the class declares of it in older versions; no part of the text.</summary>
    public LayerHistory History { get; init; } = LayerHistory.None;

    /// <summary>The name of the list that the layer, or the model that it belongs to, is an element of: names of its elements are made of it and a number. Null if it is in none; no part of the text.</summary>
    public string? List { get; init; }

    /// <summary>The activation that the layer is, whatever it is called, by Keras' name; null if it is none that has one.</summary>
    public string? Activation => FunctionForm.ActivationOf(Kind, Arguments);

    /// <summary>The number that <see cref="TimeDistributed"/> says among <paramref name="arguments"/>; 0 if it isn't there.</summary>
    internal static int TimeAxesOf(IEnumerable<ContractArgument> arguments) =>
        arguments.FirstOrDefault(static a => a.Name == TimeDistributed) is { } axes && int.TryParse(axes.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The layer as one that is applied to one more axis of timesteps, as all layers of a model in a TimeDistributed are.</summary>
    public ContractLayer OnTimesteps() => this with
    {
        Arguments = Arguments.Where(static a => a.Name is not (TimeDistributed or ComputeType))
            .Append(new(TimeDistributed, ArgumentValue.Of(TimeAxesOf(Arguments) + 1).Contract))
            .Concat(Arguments.Where(static a => a.Name == ComputeType)).ToEquatableArray(),
    };

    /// <summary>A layer by itself, without what it takes.</summary>
    /// <param name="name">Its name in Keras.</param>
    /// <param name="spec">Its class and arguments.</param>
    /// <param name="inputs">The inputs of each of its calls; none if they aren't known, and then arguments that only these give a meaning are left out.</param>
    /// <param name="variables">Its variables.</param>
    /// <param name="calls">The layer as its calls have it.</param>
    public static ContractLayer Of(
        string name, LayerSpec spec, IReadOnlyList<EquatableArray<TensorType>> inputs, EquatableArray<VariableSpec> variables, IReadOnlyList<LayerSpec> calls) => new(
        name, spec.Kind, false,
        BehaviourArguments.OfLayer(spec, inputs).Where(a => inputs.Count > 0 || !BehaviourArguments.DependsOnShapes(a.Name)).Concat(BehaviourArguments.OfCalls(calls)).ToEquatableArray(),
        default,
        variables.Select(static v => ContractVariable.Of(v)).ToEquatableArray());

    /// <summary>A weight of the model's own.</summary>
    /// <param name="name">Its name, with that of the model around it: <c>offset</c>, <c>encoder/offset</c>.</param>
    /// <param name="variable">What it is.</param>
    internal static ContractLayer OfVariable(string name, ContractVariable variable) => new(
        name, VariableKind, false, default, EquatableArray.Of(EquatableArray<ContractValue>.Empty), EquatableArray.Of(variable with { Name = name.Substring(name.LastIndexOf('/') + 1) }))
    {
        IsVariable = true,
    };

    /// <summary>Name of a variable of it in messages: <c>dense/kernel</c>; of a weight of the model's own <c>offset</c>.</summary>
    internal string NameOf(string variable) => IsVariable ? Name : $"{Name}/{variable}";

    internal ContractLayer WithCommentsOf(ContractLayer other) => this with
    {
        Comments = other.Comments,
        Variables = Variables
            .Select(v => v with { Comments = other.Variables.FirstOrDefault(o => o.Name == v.Name)?.Comments ?? default })
            .ToEquatableArray(),
    };
}

/// <summary>A variable in a contract.</summary>
/// <param name="Name">Keras' name.</param>
/// <param name="DType">Keras' name of its element type: <c>float32</c>.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="IsState">Whether it is never trained, as a moving average.</param>
public sealed record ContractVariable(string Name, string DType, TensorShape Shape, bool IsState)
{
    /// <summary>Comments and empty lines before it.</summary>
    public EquatableArray<string> Comments { get; init; }

    /// <summary>Number of its line in the file, from 1; 0 if it comes from a model.</summary>
    public int Line { get; init; }

    /// <summary><paramref name="variable"/> as a contract has it.</summary>
    internal static ContractVariable Of(VariableSpec variable) => new(variable.Name, KerasEnum.Name(variable.DType), variable.Shape, variable.IsState);

    /// <summary>Whether <paramref name="other"/> has the same name, element type and shape.</summary>
    public bool Fits(ContractVariable other) => Name == other.Name && DType == other.DType && Shape == other.Shape;

    /// <summary>Type and shape as in the text: <c>float32 3,3,1,32</c>.</summary>
    public string Description => DType + " " + ContractText.Shape(Shape);
}

/// <summary>An argument in a contract.</summary>
/// <param name="Name">Keras' name.</param>
/// <param name="Value">Its value, written as <see cref="ArgumentValue.Contract"/>.</param>
public sealed record ContractArgument(string Name, string Value);
