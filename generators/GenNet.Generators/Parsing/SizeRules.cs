using System.Globalization;
using System.Numerics;
using GenNet.Generators.Diagnostics;
using GenNet.Graph;
using GenNet.Specs;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>All memory can be counted in 32 bits, in float32 values: each tensor, the weights, and values and gradients of one batch row.</summary>
internal static class SizeRules
{
    private const int Most = int.MaxValue;

    // What every tensor's place may be moved by.
    private const int Alignment = 16;

    /// <summary>Checks an input.</summary>
    /// <returns>Whether it can be counted.</returns>
    public static bool Check(InputNode input, Location? location, Reporter reporter) =>
        Check(CountOf(input.Type), $"Input '{input.Name}' of shape {input.Shape.ToKerasString()}", "make it smaller", location, reporter);

    /// <summary>Checks variables and output of a call.</summary>
    /// <returns>Whether each can be counted.</returns>
    public static bool Check(InferredLayer call, string layer, Location? location, Reporter reporter)
    {
        const string Smaller = "make the layer, or what comes before it, smaller";
        foreach (var variable in call.Variables)
        {
            if (!Check(CountOf(new TensorType(variable.Shape, variable.DType)), $"{layer}: its {variable.Name} of shape {variable.Shape.ToKerasString()}", Smaller, location, reporter))
                return false;
        }
        foreach (var output in call.Outputs)
        {
            if (!Check(CountOf(output), $"{layer}: its output of shape {output.Shape.ToKerasString()}", Smaller, location, reporter))
                return false;
        }
        return true;
    }

    /// <summary>Reports a call of which not even the sizes can be counted.</summary>
    public static void Refuse(string layer, IEnumerable<TensorShape> inputs, Location? location, Reporter reporter) => reporter.Report(
        DiagnosticDescriptors.TooLarge,
        location,
        $"{layer}: what it keeps of its input of shape {string.Join(" and ", inputs.Select(static shape => shape.ToKerasString()))}",
        "more",
        "make the layer, or what comes before it, smaller");

    /// <summary>Checks all weights, values and gradients of <paramref name="model"/> together; each tensor can be counted.</summary>
    public static void CheckTotals(ModelSpec model, Func<int, Location?> locationOfLayer, Func<int, Location?> locationOfCall, Reporter reporter)
    {
        var layers = model.Layers.Select((layer, index) => new Part(
            $"{layer.Property}, of variables {string.Join(", ", layer.Variables.Select(static v => v.Shape.ToKerasString()))},",
            Sum(layer.Variables.Select(static v => CountOf(new TensorType(v.Shape, v.DType)) + Alignment)),
            locationOfLayer(index)));
        Check(layers, $"{model.ClassName}: the whole of its weights", reporter);
        Check(Calls(model, locationOfCall, "output", static call => Sum(call.Inferred.Outputs.Select(static output => CountOf(output) + Alignment)) + call.Inferred.SavedPerRow + Alignment),
            $"{model.ClassName}: the whole of its values between layers, in one batch row,", reporter);
        Check(Calls(model, locationOfCall, "input", call => Sum(call.Taken.Select(input => CountOf(model.TypeOf(input)) + Alignment))),
            $"{model.ClassName}: the whole of its gradients between layers, in one batch row,", reporter);
    }

    private static IEnumerable<Part> Calls(ModelSpec model, Func<int, Location?> locationOfCall, string what, Func<CallNode, BigInteger> count) => model.Calls.Select((call, index) => new Part(
        $"the {what} of {(call.Layer >= 0 ? model.Layers[call.Layer].Property : call.Spec.Kind)}", count(call), locationOfCall(index)));

    private static void Check(IEnumerable<Part> parts, string what, Reporter reporter)
    {
        var all = parts.ToArray();
        if (all.Length == 0)
            return;
        var largest = all.OrderByDescending(static part => part.Count).First();
        Check(Sum(all.Select(static part => part.Count)), what, $"{largest.Name} has {Number(largest.Count)} of them; make the largest smaller", largest.Location, reporter);
    }

    private static bool Check(BigInteger count, string what, string instead, Location? location, Reporter reporter)
    {
        if (count <= Most)
            return true;
        reporter.Report(DiagnosticDescriptors.TooLarge, location, what, Number(count), instead);
        return false;
    }

    private static BigInteger CountOf(TensorShape shape) => shape.Dimensions.Aggregate(BigInteger.One, static (count, size) => count * size);

    // As many float32 values as take the same memory, rounded up.
    private static BigInteger CountOf(TensorType type) => ((CountOf(type.Shape) * type.DType.Size()) + sizeof(float) - 1) / sizeof(float);

    private static BigInteger Sum(IEnumerable<BigInteger> counts) => counts.Aggregate(BigInteger.Zero, BigInteger.Add);

    private static string Number(BigInteger count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>What a total is made of.</summary>
    private sealed record Part(string Name, BigInteger Count, Location? Location);
}
