using GenNet.Graph;
using GenNet.Naming;

namespace GenNet.Generators.Emitting;

/// <summary>Writes <c>Predict</c> and the <c>Prediction</c> that it returns.</summary>
internal static class PredictionEmitter
{
    /// <summary>The members.</summary>
    public static void Emit(SourceWriter writer, ModelSpec model)
    {
        var outputs = model.Outputs.Select(static o => PascalCase.Of(o.Name)).ToArray();
        EmitPrediction(writer, model, outputs);
        EmitPredict(writer, model, outputs);
        EmitPredictInto(writer, model, outputs);
    }

    private static void EmitPrediction(SourceWriter writer, ModelSpec model, string[] outputs)
    {
        writer.Line();
        writer.Line("/// <summary>What the model answers; valid until its next prediction.</summary>");
        writer.Line(ClassBlock.GeneratedCode);
        writer.Open($"public readonly ref struct {GeneratedMembers.Prediction}");
        var taken = new HashSet<string>(StringComparer.Ordinal) { "rows" };
        var parameters = outputs.Select(o => Identifiers.Escape(Identifiers.Unique(Identifiers.Camel(o), taken))).ToArray();
        var typed = parameters.Select(static p => "global::System.ReadOnlySpan<float> " + p);
        writer.Open($"internal {GeneratedMembers.Prediction}(int rows, {string.Join(", ", typed)})");
        writer.Line($"this.{GeneratedMembers.Rows} = rows;");
        for (var i = 0; i < outputs.Length; i++)
            writer.Line($"this.{Identifiers.Escape(outputs[i])} = {parameters[i]};");
        writer.Close();
        writer.Line();
        writer.Line("/// <summary>Number of batch rows.</summary>");
        writer.Line($"public int {GeneratedMembers.Rows} {{ get; }}");
        for (var i = 0; i < outputs.Length; i++)
        {
            writer.Line();
            writer.Line($"/// <summary>Row by row, values of shape {model.ShapeOf(model.Outputs[i].Value).ToKerasString()}.</summary>");
            writer.Line($"public global::System.ReadOnlySpan<float> {Identifiers.Escape(outputs[i])} {{ get; }}");
        }
        writer.Line();
        writer.Line("/// <summary>Number of rows and shapes.</summary>");
        var shapes = string.Join(", ", model.Outputs.Select((o, i) => $"{outputs[i]} {model.ShapeOf(o.Value).ToKerasString()}"));
        writer.Line($"public override string ToString() => string.Create(global::System.Globalization.CultureInfo.InvariantCulture, $\"Prediction of {{Rows}} rows: {shapes}\");");
        writer.Close();
    }

    private static void EmitPredict(SourceWriter writer, ModelSpec model, string[] outputs)
    {
        writer.Line();
        writer.Line("/// <summary>Runs the model at inference, over one row or many.</summary>");
        DescribeInputs(writer, model);
        writer.Line("/// <returns>The outputs, in memory that the next prediction uses again.</returns>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A length isn't a whole number of rows, or the inputs' rows differ.</exception>");
        writer.Line(ClassBlock.GeneratedCode);
        writer.Open($"public {GeneratedMembers.Prediction} {GeneratedMembers.Predict}({string.Join(", ", InputParameters(model))})");
        var rows = Run(writer, model, []);
        writer.Line($"return new({string.Join(", ", new[] { rows }.Concat(outputs.Select(static (_, i) => $"base.StagedOutput({SourceWriter.Number(i)})")))});");
        writer.Close();
    }

    private static void EmitPredictInto(SourceWriter writer, ModelSpec model, string[] outputs)
    {
        var names = outputs.Length == 1 ? ["output"] : outputs.Select(Identifiers.Camel).ToArray();
        var taken = new HashSet<string>(model.Inputs.Select(static i => i.Name), StringComparer.Ordinal);
        names = [.. names.Select(name => Identifiers.Unique(name, taken))];
        writer.Line();
        writer.Line("/// <summary>Runs the model at inference, over one row or many, into memory of the caller.</summary>");
        DescribeInputs(writer, model);
        for (var i = 0; i < outputs.Length; i++)
        {
            writer.Line(
                $"/// <param name=\"{names[i]}\">Takes {outputs[i]}: as many rows, of shape {model.ShapeOf(model.Outputs[i].Value).ToKerasString()}.</param>");
        }
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A length isn't a whole number of rows, or the rows differ.</exception>");
        writer.Line(ClassBlock.GeneratedCode);
        var parameters = InputParameters(model).Concat(names.Select(static n => $"global::System.Span<float> {Identifiers.Escape(n)}"));
        var head = $"public void {GeneratedMembers.Predict}({string.Join(", ", parameters)})";
        if (model.Inputs.Count == 1 && outputs.Length == 1)
        {
            writer.Line($"{head} => base.RunInference({Identifiers.Escape(model.Inputs[0].Name)}, {Identifiers.Escape(names[0])});");
            return;
        }
        writer.Open(head);
        Run(writer, model, names);
        for (var i = 0; i < outputs.Length; i++)
            writer.Line($"base.StagedOutput({SourceWriter.Number(i)}).CopyTo({Identifiers.Escape(names[i])});");
        writer.Close();
    }

    private static string Run(SourceWriter writer, ModelSpec model, IEnumerable<string> outputs)
    {
        var rows = Identifiers.Unique("rows", new(model.Inputs.Select(static i => i.Name).Concat(outputs), StringComparer.Ordinal));
        for (var i = 0; i < model.Inputs.Count; i++)
            writer.Line($"{(i == 0 ? $"int {rows} = " : "")}base.StageInput({SourceWriter.Number(i)}, {Identifiers.Escape(model.Inputs[i].Name)});");
        var index = 0;
        foreach (var output in outputs)
            writer.Line($"base.RequireOutput({SourceWriter.Number(index++)}, {rows}, {Identifiers.Escape(output)});");
        writer.Line($"base.RunInference({rows});");
        return rows;
    }

    private static void DescribeInputs(SourceWriter writer, ModelSpec model)
    {
        foreach (var input in model.Inputs)
            writer.Line($"/// <param name=\"{input.Name}\">Row by row, values of shape {input.Shape.ToKerasString()}.</param>");
    }

    private static IEnumerable<string> InputParameters(ModelSpec model) =>
        model.Inputs.Select(static i => $"global::System.ReadOnlySpan<float> {Identifiers.Escape(i.Name)}");
}
