using System.Globalization;
using GenNet.Graph;
using GenNet.Operations;
using GenNet.Specs;

namespace GenNet.Tool.Scaffolding;

/// <summary>Writes an operation as a person would: <c>x + y</c>, <c>Tensor.Transpose(x, 0, 2, 1)</c>.</summary>
internal static class OperationWriter
{
    /// <summary>The operation in C#.</summary>
    /// <param name="call">Its call.</param>
    /// <param name="inputs">Names of what it takes.</param>
    public static string Write(CallNode call, IReadOnlyList<string> inputs) => call.Spec switch
    {
        OperationSpec operation => operation.Write(inputs),
        AddSpec => string.Join(" + ", inputs),
        SubtractSpec => string.Join(" - ", inputs),
        MultiplySpec => string.Join(" * ", inputs),
        ReshapeSpec => $"Tensor.Reshape({inputs[0]}, {string.Join(", ", call.Inferred.Output.Dimensions.Prepend(-1).Select(static size => size.ToString(CultureInfo.InvariantCulture)))})",
        ConcatenateSpec { Axis: var axis } => $"Tensor.Concatenate([{string.Join(", ", inputs)}]{(axis == -1 ? "" : $", axis: {axis.ToString(CultureInfo.InvariantCulture)}")})",
        SoftmaxSpec { Axis: [-1] } => $"Tensor.Softmax({inputs[0]})",
        SoftmaxSpec { Axis: [var axis] } => $"Tensor.Softmax({inputs[0]}, axis: {axis.ToString(CultureInfo.InvariantCulture)})",
        SoftmaxSpec { Axis: var axes } => $"Tensor.Softmax({inputs[0]}, axis: [{string.Join(", ", axes.Select(static axis => axis.ToString(CultureInfo.InvariantCulture)))}])",
        ActivationSpec { Activation: Activation.GELU } => $"Tensor.Gelu({inputs[0]}, approximate: false)",
        ActivationSpec { Activation: var activation } => $"Tensor.{OperationCatalog.NameOf(activation) ?? throw new InvalidOperationException($"Tensor has no operation for {activation}.")}({inputs[0]})",
        var other => throw new InvalidOperationException($"{other.Kind} is an operation that can't be written."),
    };

    /// <summary>What its result is named after.</summary>
    public static string NameOf(CallNode call) => call.Spec switch
    {
        AddSpec => "Sum",
        SubtractSpec => "Difference",
        MultiplySpec => "Product",
        ActivationSpec { Activation: var activation } => activation.ToString(),
        PairFunctionSpec { Function: PairFunction.Add } => "Sum",
        PairFunctionSpec { Function: PairFunction.Subtract } => "Difference",
        PairFunctionSpec { Function: PairFunction.Multiply } => "Product",
        PairFunctionSpec { Function: PairFunction.Divide } => "Quotient",
        GetItemSpec => "Part",
        var other => other.Kind,
    };
}
