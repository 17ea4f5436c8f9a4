using GenNet.Generators.Names;
using GenNet.Specs;

namespace GenNet.Generators.Emitting;

/// <summary>Writes what the code of a user's layer sees of a call: a property for everything that the layer has declared.</summary>
internal sealed class PassEmitter
{
    private readonly SourceWriter _writer;
    private readonly CustomLayerDefinition _layer;

    private PassEmitter(SourceWriter writer, CustomLayerDefinition layer)
    {
        _writer = writer;
        _layer = layer;
    }

    /// <summary>The type that <c>Forward</c> takes.</summary>
    public static void EmitForward(SourceWriter writer, CustomLayerDefinition layer, string accessibility)
    {
        var emitter = new PassEmitter(writer, layer);
        emitter.Open("ForwardPass", $"One call of <c>Forward</c>, for {(layer.TakesWholeBatch ? "the whole batch in training, and some rows of it at inference" : "some rows of the batch")}.", accessibility);
        emitter.EmitInputs(withGradients: false);
        emitter.EmitWeights(isBackward: false);
        emitter.Property("global::System.Span<float>", "Output", "_pass.Output", "Where the output goes, row by row. It is 0 at first.");
        emitter.EmitRest();
        writer.Close();
    }

    /// <summary>The type that <c>Backward</c> takes.</summary>
    public static void EmitBackward(SourceWriter writer, CustomLayerDefinition layer, string accessibility)
    {
        var emitter = new PassEmitter(writer, layer);
        emitter.Open("BackwardPass", $"One call of <c>Backward</c>, for {(layer.TakesWholeBatch ? "the whole batch" : "some rows of the batch")}.", accessibility);
        emitter.EmitInputs(withGradients: true);
        emitter.EmitWeights(isBackward: true);
        emitter.Property("global::System.ReadOnlySpan<float>", "Output", "_pass.Output", "The output, row by row, as <c>Forward</c> has computed it.");
        emitter.Property("global::System.Span<float>", "OutputGradient", "_pass.OutputGradient", "The gradient of the loss by the output, row by row. It may be overwritten.");
        emitter.EmitRest();
        writer.Close();
    }

    private void Open(string name, string summary, string accessibility)
    {
        _writer.Line();
        _writer.Line($"/// <summary>{summary}</summary>");
        _writer.Line(ClassBlock.GeneratedCode);
        _writer.Open($"{accessibility} readonly ref struct {name}");
        _writer.Line("private readonly global::GenNet.Layers.CustomPass _pass;");
        _writer.Line();
        _writer.Line($"internal {name}(in global::GenNet.Layers.CustomPass pass) => _pass = pass;");
        Property("int", "Rows", "_pass.Rows", "Number of batch rows that the call is for.");
        Property("bool", "Training", "_pass.Training", "Whether the layer acts as in training.");
        Property("bool", "IsTrained", "_pass.IsTrained", "Whether the layer's weights are trained: it isn't frozen.");
        Property($"{_layer.Type}.Arguments", "Arguments", $"({_layer.Type}.Arguments)_pass.Arguments", "What the model gives the layer.");
    }

    private void EmitInputs(bool withGradients)
    {
        for (var i = 0; i < _layer.Inputs.Count; i++)
        {
            var (input, name, index) = (_layer.Inputs[i], PassMembers.Of(_layer.Inputs[i].Name), SourceWriter.Number(i));
            var type = PassMembers.TypeOf(input.DType)!;
            Property(
                $"global::System.ReadOnlySpan<{type}>", name, $"_pass.Input<{type}>({index})",
                input.Name == LayerInputs.Mask ? "Which of the first input's steps count, row by row; empty where no mask came with it." : $"Input <c>{input.Name}</c>, row by row.");
            Property("global::System.ReadOnlySpan<int>", name + "Shape", $"_pass.InputShape({index})", $"Its shape, batch left out.");
            if (withGradients && input.DType == DType.Float32)
                Property("global::System.Span<float>", name + "Gradient", $"_pass.InputGradient({index})", "Where the gradient of the loss by it goes, row by row, 0 at first; empty where nobody wants it.");
        }
    }

    private void EmitWeights(bool isBackward)
    {
        for (var i = 0; i < _layer.Weights.Count; i++)
        {
            var (weight, name, index) = (_layer.Weights[i], PassMembers.Of(_layer.Weights[i]), SourceWriter.Number(i));
            var when = weight.When is null ? "" : "; empty where the arguments leave it out";
            Property("global::System.ReadOnlySpan<float>", name, $"_pass.Weight({index})", $"Weight <c>{weight.Name}</c>, of shape <c>({Text(weight.Rule)})</c>, row-major{when}.");
            if (weight.IsState && !isBackward)
                Property("global::System.Span<float>", name + "Update", $"_pass.StateUpdate({index})", "Where its new values go, the same memory; empty unless the layer acts as in training.");
            else if (!weight.IsState && isBackward)
                Property("global::System.Span<float>", name + "Gradient", $"_pass.WeightGradient({index})", "What the gradient of the loss by it is added to; empty where nobody wants it.");
        }
    }

    private void EmitRest()
    {
        Property("global::System.ReadOnlySpan<int>", "OutputShape", "_pass.OutputShape", "The output's shape, batch left out.");
        for (var i = 0; i < _layer.Saved.Count; i++)
            Property("global::System.Span<float>", PassMembers.Of(_layer.Saved[i].Name), $"_pass.Saved({SourceWriter.Number(i)})", $"Kept from <c>Forward</c> to <c>Backward</c>: <c>({Text(_layer.Saved[i].Rule)})</c> for each row.");
        for (var i = 0; i < _layer.Scratch.Count; i++)
            Property("global::System.Span<float>", PassMembers.Of(_layer.Scratch[i].Name), $"_pass.Scratch({SourceWriter.Number(i)})", $"Working memory, 0 at first: <c>({Text(_layer.Scratch[i].Rule)})</c> for each row.");
        _writer.Line();
        _writer.Line("/// <inheritdoc cref=\"global::GenNet.Layers.CustomPass.FillUniform\"/>");
        _writer.Line("public void FillUniform(global::System.Span<float> values, int row, int draw = 0) => _pass.FillUniform(values, row, draw);");
        _writer.Line();
        _writer.Line("/// <inheritdoc cref=\"global::GenNet.Layers.CustomPass.For\"/>");
        _writer.Line("public void For<TWork>(int count, scoped ref TWork work)");
        _writer.Line("    where TWork : struct, global::GenNet.IParallelWork, allows ref struct => _pass.For(count, ref work);");
    }

    private void Property(string type, string name, string value, string summary)
    {
        _writer.Line();
        _writer.Line($"/// <summary>{summary}</summary>");
        _writer.Line($"public {type} {Identifiers.Escape(name)} => {value};");
    }

    private static string Text(string rule) => rule.Replace("&", "&amp;").Replace("<", "&lt;").Replace("\n", " ");
}
