using GenNet.TestSupport;

namespace GenNet.Generators.Tests.Models;

/// <summary>Inference computes with a convolution what stands behind it, where nobody else takes what lies between.</summary>
public sealed class FusedInferenceTests
{
    [Theory]
    [InlineData("A.Forward(Norm.Forward(Conv.Forward(x)))", "Conv: Conv2D, (6, 5, 3) to (6, 5, 8), then Norm: BatchNormalization, A: Activation")]
    [InlineData("Clipped.Forward(Norm.Forward(Conv.Forward(x)))", "Conv: Conv2D, (6, 5, 3) to (6, 5, 8), then Norm: BatchNormalization, Clipped: ReLU")]
    [InlineData("Norm.Forward(Unbiased.Forward(x))", "Unbiased: Conv2D, (6, 5, 3) to (6, 5, 8), then Norm: BatchNormalization")]
    [InlineData("Clipped.Forward(Other.Forward(x) + Norm.Forward(Conv.Forward(x)))", "Conv: Conv2D, (6, 5, 3) to (6, 5, 8), then Norm: BatchNormalization, Add, Clipped: ReLU", "Other: Conv2D, (6, 5, 3) to (6, 5, 8)\n")]
    [InlineData("Sum.Forward(Plain.Forward(Conv.Forward(x)), Other.Forward(x))", "Other: Conv2D, (6, 5, 3) to (6, 5, 8), then Sum: Add", "Conv: Conv2D, (6, 5, 3) to (6, 5, 8), then Plain: BatchNormalization")]
    [InlineData("A.Forward(Grouped.Forward(Conv.Forward(x)) + Conv.Forward(x))", "Conv: Conv2D, (6, 5, 3) to (6, 5, 8), then Add, A: Activation", "Conv: Conv2D, (6, 5, 3) to (6, 5, 8)\n")]
    [InlineData("Clipped.Forward(Norm.Forward(Depthwise.Forward(Conv.Forward(x))))", "Depthwise: DepthwiseConv2D, (6, 5, 8) to (6, 5, 8), then Norm: BatchNormalization, Clipped: ReLU")]
    [InlineData("Clipped.Forward(Conv.Forward(x) + Depthwise.Forward(Conv.Forward(x)))", "Depthwise: DepthwiseConv2D, (6, 5, 8) to (6, 5, 8), then Add, Clipped: ReLU")]
    [InlineData("Clipped.Forward(Grouped.Forward(Conv.Forward(x)))", "Grouped: Conv2D, (6, 5, 8) to (6, 5, 8), then Clipped: ReLU")]
    [InlineData("Clipped.Forward(Norm.Forward(Active.Forward(x)))", "Norm: BatchNormalization, (6, 5, 8) to (6, 5, 8), then Clipped: ReLU")]
    // Of what somebody else takes, or what comes in another order, nothing is fused.
    [InlineData("Norm.Forward(Conv.Forward(x)) + Once.Forward(x)", "Norm: BatchNormalization, (6, 5, 8) to (6, 5, 8)\n")]
    [InlineData("Norm.Forward(A.Forward(Conv.Forward(x)))", "Norm: BatchNormalization, (6, 5, 8) to (6, 5, 8)\n")]
    [InlineData("Leaky.Forward(Conv.Forward(x))", "Leaky: ReLU, (6, 5, 8) to (6, 5, 8)\n")]
    [InlineData("OfRows.Forward(Conv.Forward(x))", "OfRows: BatchNormalization, (6, 5, 8) to (6, 5, 8)\n")]
    [InlineData("Norm.Forward(Active.Forward(x))", "Norm: BatchNormalization, (6, 5, 8) to (6, 5, 8)\n")]
    [InlineData("Row.Forward(x) + Conv.Forward(x)", "Add, (1, 5, 8) and (6, 5, 8) to (6, 5, 8)\n")]
    public void Predict_OfLayersBehindAConvolution_IsWhatLayersYieldOneByOne(string expression, params string[] comments)
    {
        var twice = expression.StartsWith("Norm.Forward(Conv.Forward(x)) + Once", StringComparison.Ordinal);
        var models = ModelCompiler.Compile(
            $$"""
            using GenNet;

            [Model]
            public partial class FusedNet
            {
            {{string.Join("\n", Declarations.Where(d => expression.Contains($"{d.Name}.Forward", StringComparison.Ordinal)).Select(static d => $"    [{d.Attribute}] public partial {d.Type} {d.Name} {{ get; }}"))}}

                private Tensor Forward([Input(6, 5, 3)] Tensor x)
                {
                    {{(twice ? "var conv = Conv.Forward(x); return Norm.Forward(conv) + Once.Forward(x) + conv;" : $"return {expression};")}}
                }

                public float[] Eager(Tensor x) => Forward(x).Values;

                public float[] Compiled(Tensor x)
                {
                    var output = new float[x.Shape[0] * 6 * 5 * 8];
                    Predict(x.Values, output);
                    return output;
                }
            }
            """);
        var model = models.Create(seed: 3);
        var random = new Random(5);
        foreach (var variable in model.Layers.SelectMany(static layer => layer.Variables))
            variable.Assign([.. variable.Values.ToArray().Select(_ => (random.NextSingle() * 2) - (variable.Name == "moving_variance" ? -0.5f : 0.7f))]);
        var input = Tensor.Of(Specs.TensorShape.Of(3, 6, 5, 3), Enumerable.Range(0, 3 * 6 * 5 * 3).Select(_ => (random.NextSingle() * 2) - 1).ToArray());
        dynamic net = model;

        float[] eager = net.Eager(input);
        float[] output = net.Compiled(input);

        for (var i = 0; i < output.Length; i++)
            Assert.Equal(eager[i], output[i], 2e-5f * (1 + Math.Abs(eager[i])));
        var plan = models.GeneratedFiles.Single(static file => file.Key.EndsWith("Plan.g.cs", StringComparison.Ordinal)).Value.ReplaceLineEndings("\n");
        var inference = plan[plan.IndexOf("void Infer(", StringComparison.Ordinal)..plan.IndexOf("void ForwardTraining(", StringComparison.Ordinal)];
        foreach (var comment in comments)
            Assert.Contains("// " + comment, inference, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, string Type, string Attribute)> Declarations =>
    [
        ("Conv", "Conv2D", "Conv2D(8, 3, Padding = Padding.Same)"),
        ("Unbiased", "Conv2D", "Conv2D(8, 1, UseBias = false)"),
        ("Other", "Conv2D", "Conv2D(8, 1)"),
        ("Once", "Conv2D", "Conv2D(8, 1)"),
        ("Row", "Conv2D", "Conv2D(8, new[] { 6, 1 })"),
        ("Active", "Conv2D", "Conv2D(8, 1, Activation = Activation.Tanh)"),
        ("Grouped", "Conv2D", "Conv2D(8, 3, Padding = Padding.Same, Groups = 2)"),
        ("Depthwise", "DepthwiseConv2D", "DepthwiseConv2D(3, Padding = Padding.Same)"),
        ("Norm", "BatchNormalization", "BatchNormalization"),
        ("Plain", "BatchNormalization", "BatchNormalization(Scale = false, Center = false)"),
        ("OfRows", "BatchNormalization", "BatchNormalization(Axis = 1)"),
        ("Sum", "Add", "Add"),
        ("A", "ActivationLayer", "Activation(Activation.Tanh)"),
        ("Clipped", "ReLU", "ReLU(MaxValue = 6)"),
        ("Leaky", "ReLU", "ReLU(NegativeSlope = 0.1)"),
    ];
}
