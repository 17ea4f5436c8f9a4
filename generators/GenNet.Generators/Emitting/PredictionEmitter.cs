using GenNet.Generators.Names;
using GenNet.Graph;
using GenNet.Naming;
using GenNet.Specs;

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

    /// <summary>The type that hands the caller's memory of several inputs and outputs to the library; nothing where there is one of each.</summary>
    public static void EmitCall(SourceWriter writer, ModelSpec model)
    {
        if (IsSingle(model))
            return;
        var inputs = model.Inputs.Select(static (input, i) => (Type: GeneratedMembers.ReadOnlySpan(input.DType), Name: $"input{SourceWriter.Number(i)}")).ToArray();
        var outputs = model.Outputs.Select((output, i) => (Type: GeneratedMembers.Span(TypeOf(model, output)), Name: $"output{SourceWriter.Number(i)}")).ToArray();
        var parameters = inputs.Concat(outputs).Select(static p => $"{p.Type} {p.Name}");
        writer.Line();
        GeneratedNamespace.Open(writer);
        writer.Line(ClassBlock.GeneratedCode);
        writer.Open($"file readonly ref struct {GeneratedNamespace.Call}({string.Join(", ", parameters)}) : IInferenceCall");
        foreach (var (type, name) in inputs.Concat(outputs))
            writer.Line($"private readonly {type} _{name} = {name};");
        writer.Line();
        EmitAccess(writer, "Input", inputs.Length, i => inputs[i].Name);
        writer.Line();
        EmitAccess(writer, "Output", outputs.Length, i => outputs[i].Name);
        writer.Close();
        writer.Close();
    }

    private static void EmitPrediction(SourceWriter writer, ModelSpec model, string[] outputs)
    {
        writer.Line();
        writer.Line("/// <summary>What the model answers: valid until the next prediction that the same thread makes with the same instance.</summary>");
        writer.Line(ClassBlock.GeneratedCode);
        writer.Open($"public readonly ref struct {GeneratedMembers.Prediction}");
        var taken = new HashSet<string>(StringComparer.Ordinal) { "rows" };
        var parameters = outputs.Select(o => Identifiers.Escape(Identifiers.Unique(Identifiers.Camel(o), taken))).ToArray();
        var typed = parameters.Select((p, i) => $"{GeneratedMembers.ReadOnlySpan(TypeOf(model, model.Outputs[i]))} {p}");
        var length = model.LargestLength is null ? null : Identifiers.Unique("length", taken);
        writer.Open($"internal {GeneratedMembers.Prediction}(int rows, {(length is null ? "" : $"int {length}, ")}{string.Join(", ", typed)})");
        writer.Line($"this.{GeneratedMembers.Rows} = rows;");
        if (length is not null)
            writer.Line($"this.{GeneratedMembers.Length} = {length};");
        for (var i = 0; i < outputs.Length; i++)
            writer.Line($"this.{Identifiers.Escape(outputs[i])} = {parameters[i]};");
        writer.Close();
        writer.Line();
        writer.Line("/// <summary>Number of batch rows.</summary>");
        writer.Line($"public int {GeneratedMembers.Rows} {{ get; }}");
        if (length is not null)
        {
            writer.Line();
            writer.Line("/// <summary>Number of timesteps.</summary>");
            writer.Line($"public int {GeneratedMembers.Length} {{ get; }}");
        }
        for (var i = 0; i < outputs.Length; i++)
        {
            writer.Line();
            writer.Line($"/// <summary>Row by row, values of shape {ShapeOf(model.TypeOf(model.Outputs[i].Value))}.</summary>");
            writer.Line($"public {GeneratedMembers.ReadOnlySpan(TypeOf(model, model.Outputs[i]))} {Identifiers.Escape(outputs[i])} {{ get; }}");
        }
        writer.Line();
        writer.Line("/// <summary>Number of rows and shapes.</summary>");
        var shapes = string.Join(", ", model.Outputs.Select((o, i) => $"{outputs[i]} {ShapeOf(model.TypeOf(o.Value))}"));
        var of = length is null ? "" : " of length {Length}";
        writer.Line($"public override string ToString() => string.Create(global::System.Globalization.CultureInfo.InvariantCulture, $\"Prediction of {{Rows}} rows{of}: {shapes}\");");
        writer.Close();
    }

    private static void EmitPredict(SourceWriter writer, ModelSpec model, string[] outputs)
    {
        var taken = new HashSet<string>(model.Inputs.Select(static i => i.Name), StringComparer.Ordinal);
        var rows = Identifiers.Unique("rows", taken);
        var length = LengthParameter(model, taken);
        var names = outputs.Select(output => Identifiers.Unique(Identifiers.Camel(output), taken)).ToArray();
        writer.Line();
        writer.Line($"/// <summary>Runs the model at inference, over one row or many. {Threads(model)}</summary>");
        DescribeInputs(writer, model, length);
        writer.Line("/// <returns>The outputs, in memory that the calling thread's next prediction of this instance uses again.</returns>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A length isn't a whole number of rows, the rows differ, or they are too many.</exception>");
        DescribeDisposed(writer);
        writer.Line(ClassBlock.GeneratedCode);
        writer.Open($"public {GeneratedMembers.Prediction} {GeneratedMembers.Predict}({string.Join(", ", InputParameters(model, length))})");
        writer.Line($"int {rows} = base.CountRows(0, {Identifiers.Escape(model.Inputs[0].Name)}{And(length)});");
        for (var i = 0; i < outputs.Length; i++)
        {
            var type = TypeOf(model, model.Outputs[i]);
            writer.Line($"{GeneratedMembers.Span(type)} {Identifiers.Escape(names[i])} = base.BorrowOutput<{type.CSharpName()}>({SourceWriter.Number(i)}, {rows}{And(length)});");
        }
        Run(writer, model, names, length, taken);
        writer.Line($"return new({rows}{And(length)}, {string.Join(", ", names.Select(Identifiers.Escape))});");
        writer.Close();
    }

    private static void EmitPredictInto(SourceWriter writer, ModelSpec model, string[] outputs)
    {
        var taken = new HashSet<string>(model.Inputs.Select(static i => i.Name), StringComparer.Ordinal);
        var length = LengthParameter(model, taken);
        var names = (outputs.Length == 1 ? ["output"] : outputs.Select(Identifiers.Camel)).Select(name => Identifiers.Unique(name, taken)).ToArray();
        writer.Line();
        writer.Line($"/// <summary>Runs the model at inference, over one row or many, into memory of the caller. {Threads(model)}</summary>");
        DescribeInputs(writer, model, length);
        for (var i = 0; i < outputs.Length; i++)
        {
            writer.Line(
                $"/// <param name=\"{names[i]}\">Takes {outputs[i]}: as many rows, of shape {ShapeOf(model.TypeOf(model.Outputs[i].Value))}.</param>");
        }
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A length isn't a whole number of rows, or the rows differ.</exception>");
        DescribeDisposed(writer);
        writer.Line(ClassBlock.GeneratedCode);
        var parameters = InputParameters(model, length).Concat(names.Select((n, i) => $"{GeneratedMembers.Span(TypeOf(model, model.Outputs[i]))} {Identifiers.Escape(n)}"));
        var head = $"public void {GeneratedMembers.Predict}({string.Join(", ", parameters)})";
        if (IsSingle(model))
        {
            writer.Line($"{head} => base.RunInference({Arguments(model, names)}{And(length)});");
            return;
        }
        writer.Open(head);
        Run(writer, model, names, length, taken);
        writer.Close();
    }

    private static void Run(SourceWriter writer, ModelSpec model, string[] outputs, string? length, HashSet<string> taken)
    {
        var arguments = Arguments(model, outputs);
        if (IsSingle(model))
        {
            writer.Line($"base.RunInference({arguments}{And(length)});");
            return;
        }
        var call = Identifiers.Unique("call", taken);
        writer.Line($"global::{GeneratedNamespace.Name}.{GeneratedNamespace.Call} {call} = new({arguments});");
        writer.Line($"base.RunInference(ref {call}{And(length)});");
    }

    private static void EmitAccess(SourceWriter writer, string method, int count, Func<int, string> name)
    {
        writer.Line($"public HostTensor {method}(int index) => index switch");
        writer.Line("{");
        writer.Indent();
        for (var i = 0; i < count; i++)
            writer.Line($"{SourceWriter.Number(i)} => HostTensor.Of(_{name(i)}),");
        writer.Line("_ => throw new global::System.ArgumentOutOfRangeException(nameof(index)),");
        writer.Outdent();
        writer.Line("};");
    }

    private static string Arguments(ModelSpec model, string[] outputs) =>
        string.Join(", ", model.Inputs.Select(static i => i.Name).Concat(outputs).Select(Identifiers.Escape));

    private static bool IsSingle(ModelSpec model) => model.Inputs.Count == 1 && model.Outputs.Count == 1;

    private static void DescribeDisposed(SourceWriter writer) =>
        writer.Line("/// <exception cref=\"global::System.ObjectDisposedException\">The model is disposed.</exception>");

    private static void DescribeInputs(SourceWriter writer, ModelSpec model, string? length)
    {
        foreach (var input in model.Inputs)
            writer.Line($"/// <param name=\"{input.Name}\">Row by row, values of shape {ShapeOf(input.Type)}.</param>");
        if (length is not null)
            writer.Line($"/// <param name=\"{length}\">Timesteps of each row, 1 to {SourceWriter.Number(model.LargestLength!.Value)}.</param>");
    }

    private static IEnumerable<string> InputParameters(ModelSpec model, string? length) =>
        model.Inputs.Select(static i => $"{GeneratedMembers.ReadOnlySpan(i.DType)} {Identifiers.Escape(i.Name)}").Concat(length is null ? [] : [$"int {length}"]);

    private static DType TypeOf(ModelSpec model, OutputNode output) => model.TypeOf(output.Value).DType;

    private static string? LengthParameter(ModelSpec model, HashSet<string> taken) => model.LargestLength is null ? null : Identifiers.Unique("length", taken);

    private static string Threads(ModelSpec model) => model.Calls.Any(static call => call.Inferred.Carried.Count > 0)
        ? "Layers go on from the states that the last call has left: all calls have as many rows until <c>ResetStates</c>, and one runs at a time."
        : "Any number of threads may do so at once.";

    private static string And(string? length) => length is null ? "" : $", {length}";

    private static string ShapeOf(TensorType type) => type.HasRunTimeLength
        ? $"({string.Join(", ", type.Shape.Dimensions.Skip(1).Select(SourceWriter.Number).Prepend("length"))})"
        : type.Shape.ToKerasString();
}
