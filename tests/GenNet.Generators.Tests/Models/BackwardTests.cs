using GenNet.TestSupport;

namespace GenNet.Generators.Tests.Models;

/// <summary>
/// Gradients of whole graphs against central differences of step 1. All layers are linear, so a loss that is a sum of outputs is of
/// degree 2 at most in each weight and input (a layer is called twice at most), for which central differences are exact but for rounding.
/// </summary>
public sealed class BackwardTests
{
    private const double FloatRounding = 1.0 / (1 << 24);
    private const int Rows = 2;

    public static TheoryData<string, string, string> Graphs => new()
    {
        { "(Tensor P, Tensor Q)", "return (B.Forward(A.Forward(x)), C.Forward(y));", "chains" },
        { "Tensor", "var a = A.Forward(x); return B.Forward(a) + C.Forward(a) + a + y;", "a value that four calls take" },
        { "Tensor", "var a = A.Forward(x); return B.Forward(a + a) + C.Forward(y);", "a value taken twice by one call" },
        { "Tensor", "return C.Forward(B.Forward(A.Forward(x) + y) + A.Forward(y));", "a shared layer" },
        { "(Tensor P, Tensor Q)", "var a = A.Forward(x); return (a, C.Forward(B.Forward(a) + y));", "an output that is used as well" },
        { "(Tensor P, Tensor Q)", "var a = C.Forward(B.Forward(A.Forward(x) + y)); return (a, a);", "one value as two outputs" },
        { "(Tensor P, Tensor Q)", "return (C.Forward(B.Forward(A.Forward(x))) + y, y);", "an input as output" },
        { "(Tensor P, Tensor Q)", "return (Frozen.Forward(C.Forward(B.Forward(A.Forward(Frozen.Forward(x + y))))), x);", "weights above and below a frozen layer" },
        { "Tensor", "var s = Frozen.Forward(x + y); return A.Forward(s) + B.Forward(s) + C.Forward(s) + s;", "branches without weights below" },
        { "Tensor", "var s = x + y; var t = s + x; return C.Forward(B.Forward(A.Forward(t) + s)) + t;", "sums without weights below" },
        { "Tensor", "return C.Forward(B.Forward(A.Forward(Tensor.Concatenate(x, y))));", "a concatenation" },
    };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void Backward_OfAGraph_IsTheDerivative(string result, string body, string what)
    {
        var model = Compile(result, body);
        using var runner = model.Device.CreateTrainingRunner(model.Instance, new SGD());
        runner.Reserve(Rows);
        Fill(model, runner);

        runner.Forward(training: false, step: 0);
        SetLoss(model, runner);
        runner.Backward(inputGradients: true);
        var weights = runner.WeightGradients.ToArray();
        var inputs = Enumerable.Range(0, 2).Select(i => runner.InputGradient(i).ToArray()).ToArray();
        SetLoss(model, runner);
        runner.Backward(inputGradients: false);

        Assert.True(weights.SequenceEqual(runner.WeightGradients.ToArray()), $"{what}: gradients of weights depend on whether inputs' are wanted");
        foreach (var variable in model.Layers.SelectMany(static l => l.Variables))
        {
            var values = model.WeightArena.Of(variable.Description);
            for (var i = 0; i < values.Length; i++)
            {
                var expected = variable.IsTrained ? Difference(model, runner, ref values[i]) : (0.0, 0.0);
                AssertClose(expected, weights[variable.Description.Offset + i], $"{what}: {variable}[{i}]");
            }
        }
        for (var input = 0; input < 2; input++)
        {
            for (var i = 0; i < inputs[input].Length; i++)
                AssertClose(Difference(model, runner, ref runner.Input(input).Write<float>()[i]), inputs[input][i], $"{what}: input {input}[{i}]");
        }
    }

    [Theory]
    [MemberData(nameof(Graphs))]
    public void Backward_OfAGraphWithAnyLayersFrozen_HasTheOthersGradientsAndInputs(string result, string body, string what)
    {
        var model = Compile(result, body);
        using var runner = model.Device.CreateTrainingRunner(model.Instance, new SGD());
        runner.Reserve(Rows);
        Fill(model, runner);
        foreach (var layer in model.Layers)
            layer.Trainable = true;
        var (all, inputs) = Gradients(model, runner, inputGradients: true);

        for (var frozen = 0; frozen < 1 << model.Layers.Count; frozen++)
        {
            for (var layer = 0; layer < model.Layers.Count; layer++)
                model.Layers[layer].Trainable = (frozen >> layer & 1) == 0;
            foreach (var wanted in (bool[])[false, true])
            {
                var (weights, ofInputs) = Gradients(model, runner, wanted);
                foreach (var variable in model.Layers.SelectMany(static l => l.Variables))
                {
                    var range = variable.Description.Offset..(variable.Description.Offset + (int)variable.Shape.ElementCount);
                    var expected = variable.IsTrained ? all[range] : new float[variable.Shape.ElementCount];
                    Assert.True(expected.SequenceEqual(weights[range]), $"{what}: {variable} with layers {frozen:b} frozen");
                }
                if (wanted)
                    Assert.Equal(inputs, ofInputs);
            }
        }
    }

    private static (float[] Weights, float[][] Inputs) Gradients(Model model, TrainingRunner runner, bool inputGradients)
    {
        runner.Forward(training: false, step: 0);
        SetLoss(model, runner);
        runner.Backward(inputGradients);
        return (runner.WeightGradients.ToArray(), inputGradients ? [.. Enumerable.Range(0, 2).Select(i => runner.InputGradient(i).ToArray())] : []);
    }

    private static Model Compile(string result, string body)
    {
        var names = new[] { "A", "B", "C" }.Select(static n => $"[Dense(3)] public partial Dense {n} {{ get; }}");
        var frozen = body.Contains("Frozen", StringComparison.Ordinal) ? "[Dense(3, Trainable = false)] public partial Dense Frozen { get; }" : "";
        return ModelCompiler.Compile(
            $$"""
            using GenNet;
            namespace Zoo;
            [Model]
            public partial class Net
            {
                {{string.Join("\n", names)}}
                {{frozen}}
                private {{result}} Forward([Input(3)] Tensor x, [Input(3)] Tensor y) { {{body}} }
            }
            """).Create(device: Device.Cpu(threads: 1));
    }

    // Small whole numbers and halves: what is computed with them is exact in float32 but for few roundings.
    private static void Fill(Model model, TrainingRunner runner)
    {
        var random = new Random(11);
        float Draw() => random.Next(-4, 5) / 4f;
        foreach (var variable in model.Layers.SelectMany(static l => l.Variables))
            variable.Assign([.. Enumerable.Range(0, (int)variable.Shape.ElementCount).Select(_ => Draw())]);
        for (var input = 0; input < 2; input++)
        {
            foreach (ref var value in runner.Input(input).Write<float>())
                value = Draw();
        }
    }

    private static void SetLoss(Model model, TrainingRunner runner)
    {
        for (var output = 0; output < model.Description.Outputs.Count; output++)
        {
            for (var i = 0; i < runner.OutputGradient(output).Length; i++)
                runner.OutputGradient(output)[i] = FactorOf(output, i);
        }
    }

    private static float FactorOf(int output, int index) => 1 + output - (0.25f * (index % 4));

    private static (double Value, double Magnitude) Difference(Model model, TrainingRunner runner, ref float value)
    {
        var before = value;
        value = before + 1;
        var (up, upMagnitude) = Loss(model, runner);
        value = before - 1;
        var (down, downMagnitude) = Loss(model, runner);
        value = before;
        return ((up - down) / 2, (upMagnitude + downMagnitude) / 2);
    }

    private static (double Value, double Magnitude) Loss(Model model, TrainingRunner runner)
    {
        runner.Forward(training: false, step: 0);
        var (sum, magnitude) = (0.0, 0.0);
        for (var output = 0; output < model.Description.Outputs.Count; output++)
        {
            for (var i = 0; i < runner.Output(output).Length; i++)
            {
                sum += (double)FactorOf(output, i) * runner.Output(output)[i];
                magnitude += Math.Abs((double)FactorOf(output, i) * runner.Output(output)[i]);
            }
        }
        return (sum, magnitude);
    }

    // Four matrix products of length 6 at most lie between a weight and the loss.
    private static void AssertClose((double Value, double Magnitude) expected, double actual, string what) =>
        Assert.True(Math.Abs(expected.Value - actual) <= 4 * 6 * FloatRounding * (expected.Magnitude + 1), $"{what}: {actual} instead of {expected.Value}");
}
