using System.Globalization;
using GenNet.Graph;

namespace GenNet.Generators.Emitting;

/// <summary>Calls that are made for the steps of a sequence in turn, in a loop.</summary>
internal static class StepCode
{
    private const string Step = "step";

    /// <summary>Begins the loop, if there is one.</summary>
    public static void Open(SourceWriter writer, CallNode call)
    {
        if (call.Steps.Count > 0)
            writer.Open($"for (var {Step} = 0; {Step} < {SourceWriter.Number(call.Steps.Count)}; {Step}++)");
    }

    /// <summary>Ends it.</summary>
    public static void Close(SourceWriter writer, CallNode call)
    {
        if (call.Steps.Count > 0)
            writer.Close();
    }

    /// <summary>The pass that the kernel is given.</summary>
    public static string Pass(CallNode call) => (call.Steps.Count > 0 ? $"pass.OfStep({Step})" : CallArguments.Pass(call)) + (call.ActsAtInference ? ".AtInference" : "");

    /// <summary>The part of value <paramref name="value"/>, or of its gradient, that is the step's.</summary>
    /// <param name="model">The model.</param>
    /// <param name="call">The call.</param>
    /// <param name="value">Number of the value.</param>
    /// <param name="expression">All of it in C#.</param>
    public static string Of(ModelSpec model, CallNode call, int value, string expression)
    {
        if (call.Steps.Count == 0 || value == CallNode.Absent || expression == "default")
            return expression;
        var bytes = model.TypeOf(value).Bytes / call.Steps.Count;
        return PartOf(expression, bytes);
    }

    /// <summary>The part of what a call keeps that is the step's.</summary>
    /// <param name="call">The call.</param>
    /// <param name="floats">All that it keeps of a row, in float32 values.</param>
    /// <param name="expression">All of it in C#.</param>
    public static string OfSaved(CallNode call, int floats, string expression) =>
        call.Steps.Count > 0 ? PartOf(expression, (long)floats / call.Steps.Count * sizeof(float)) : expression;

    /// <summary>The place of the step's part of what a call keeps whatever the batch.</summary>
    public static string OfFixed(CallNode call, int floats, int offset) => call.Steps.Count > 0
        ? $"{SourceWriter.Number(offset)} + ({Step} * {SourceWriter.Number(floats / call.Steps.Count)})"
        : SourceWriter.Number(offset);

    private static string PartOf(string expression, long bytes) => $"pass.StepOf({expression}, {Step}, bytes: {bytes.ToString(CultureInfo.InvariantCulture)})";
}
