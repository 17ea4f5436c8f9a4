using System.Text.Json;
using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>A Keras model as its config has it, before GenNet's layers are looked up: inputs, layers by name, and their calls in an order that can run.</summary>
/// <param name="Name">Name of the model.</param>
/// <param name="IsSequential">Whether it is a Sequential.</param>
/// <param name="Inputs">Its inputs in order.</param>
/// <param name="Layers">Its layers in the config's order, without inputs and operations.</param>
/// <param name="Calls">Calls in order.</param>
/// <param name="Outputs">The values that are its outputs.</param>
internal sealed record KerasGraph(
    string Name,
    bool IsSequential,
    IReadOnlyList<KerasInput> Inputs,
    IReadOnlyList<KerasLayer> Layers,
    IReadOnlyList<KerasCall> Calls,
    IReadOnlyList<KerasValue> Outputs);

/// <summary>A layer.</summary>
/// <param name="Name">Its name in Keras.</param>
/// <param name="Object">Its class and config.</param>
/// <param name="Model">The graph, of a model among the layers.</param>
internal sealed record KerasLayer(string Name, KerasObject Object, KerasGraph? Model = null)
{
    /// <summary>Whether the model is applied to each timestep: the layer is a TimeDistributed that holds it.</summary>
    public bool EachTimestep { get; init; }

    /// <summary>What stands before the names of the model's layers.</summary>
    public string ScopeName => EachTimestep ? $"{Name}/{Model!.Name}" : Name;

    /// <summary>Shape of what its first call yields, without the batch, where calls that take it tell; null if not, or not all of it.</summary>
    public TensorShape? Output { get; init; }
}

/// <summary>A call of a layer or an operation.</summary>
/// <param name="Layer">Index of the layer; -1 for an operation of <c>keras.ops</c>.</param>
/// <param name="Operation">The operation, where it is one.</param>
/// <param name="Inputs">What it takes.</param>
internal sealed record KerasCall(int Layer, KerasLayer? Operation, IReadOnlyList<KerasCallInput> Inputs)
{
    /// <summary>What an operation's call is given, as its config has it.</summary>
    public JsonElement Json { get; init; }

    /// <summary>The number that an operation takes beside a tensor.</summary>
    public double? Number { get; init; }

    /// <summary>Truth values that it is given by name.</summary>
    public IReadOnlyList<KerasSetting> Settings { get; init; } = [];
}

/// <summary>A value that a call takes.</summary>
/// <param name="Argument">Name of the argument, as <c>mask</c>; null for the ones given by position. Those of a list have one name.</param>
/// <param name="Value">The value.</param>
internal sealed record KerasCallInput(string? Argument, KerasValue Value)
{
    /// <summary>Its number in the list that the argument is; 0 if it is none.</summary>
    public int Index { get; init; }
}

/// <summary>A value: an input, or an output of a call.</summary>
/// <param name="Source">Number of the input or call, the inputs first.</param>
/// <param name="Output">Which of the call's outputs.</param>
internal readonly record struct KerasValue(int Source, int Output = 0);

/// <summary>An input.</summary>
/// <param name="Name">Its name in Keras.</param>
/// <param name="Shape">Its shape without the batch.</param>
/// <param name="DType">What it holds.</param>
internal sealed record KerasInput(string Name, TensorShape Shape, DType DType)
{
    /// <summary>Whether the first dimension is a length that each call says, and <see cref="Shape"/> has the largest one.</summary>
    public bool HasRunTimeLength { get; init; }
}
