using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>An input in a contract: <c>(image)  InputLayer dtype=float32 shape=28,28,1</c>.</summary>
/// <param name="Name">Its name in Keras.</param>
/// <param name="DType">Keras' name of its element type.</param>
/// <param name="Shape">Its dimensions without the batch.</param>
public sealed record ContractInput(string Name, string DType, TensorShape Shape)
{
    /// <summary>Key of the argument that says that the first dimension is the largest length, <c>variable_length=true</c>.</summary>
    internal const string VariableLength = "variable_length";

    /// <summary>Whether the first dimension is the largest of the lengths that calls may have.</summary>
    public bool HasRunTimeLength { get; init; }

    /// <summary>The class name it has in the text, as in Keras.</summary>
    public const string Kind = "InputLayer";
}

/// <summary>A tensor operation in a contract: <c>(add_1)  Add from=norm1,conv1</c>.</summary>
/// <param name="Name">A name within this version.</param>
/// <param name="Kind">Keras' class name of the layer that does the same.</param>
/// <param name="Arguments">That layer's arguments.</param>
/// <param name="Inputs">What it takes.</param>
public sealed record ContractOperation(
    string Name, string Kind, EquatableArray<ContractArgument> Arguments, EquatableArray<ContractValue> Inputs);

/// <summary>A value that is taken or returned.</summary>
/// <param name="IsLayer">Whether a layer yields it; else it is an input or a tensor operation, written in parentheses.</param>
/// <param name="Name">Name of what yields it.</param>
/// <param name="Call">Which call of a shared layer, from 1: <c>code:2</c> is the second.</param>
/// <param name="Output">Which of several outputs of the call: <c>encoder[hidden_state]</c>; null for the first.</param>
public readonly record struct ContractValue(bool IsLayer, string Name, int Call, string? Output = null)
{
    /// <summary>The call's first output, under which the whole call is known.</summary>
    public ContractValue Whole => this with { Output = null };

    /// <inheritdoc/>
    public override string ToString() => ContractText.Value(this);
}
