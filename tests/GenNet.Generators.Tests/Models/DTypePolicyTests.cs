using GenNet.TestSupport;
using Half16 = System.Half;

namespace GenNet.Generators.Tests.Models;

/// <summary>What layers compute in and have their variables in: compute type and variable type apart, as Keras' policies say.</summary>
public sealed class DTypePolicyTests
{
    private const double Half = 1.0 / 2048;
    private const double BFloat16 = 1.0 / 256;

    [Theory]
    [InlineData("Float16", DType.Float16, "Half", Half)]
    [InlineData("BFloat16", DType.BFloat16, "float", BFloat16)]
    [InlineData("MixedFloat16", DType.Float32, "Half", Half)]
    [InlineData("MixedBFloat16", DType.Float32, "float", BFloat16)]
    [InlineData("Float64", DType.Float64, "double", 1e-15)]
    public void Predict_UnderAPolicy_IsWithinTheTypesRounding(string policy, DType variables, string type, double rounding)
    {
        using var model = Mlp(policy, type);
        double[] input = [0.3, -1.2, 0.7, 1.9, -0.1, 0.4];

        var outputs = Predict(model, input);

        Assert.All(model.Layers.SelectMany(static layer => layer.Variables), variable => Assert.Equal(variables, variable.DType));
        var expected = Reference(model, input);
        Assert.Equal(expected.Length, outputs.Length);
        Assert.InRange(expected.Zip(outputs, static (a, b) => Math.Abs(a - b)).Max(), 0, 8 * rounding);
        // And no nearer than the type allows: what is computed is the type's.
        if (policy != "Float64")
            Assert.All(outputs, value => Assert.Equal(value, type == "Half" ? (double)(Half16)value : (float)value));
    }

    [Theory]
    [InlineData("Float16", "Half")]
    [InlineData("BFloat16", "float")]
    [InlineData("MixedFloat16", "Half")]
    [InlineData("Float64", "double")]
    public void Weights_WhenReadAndSet_AreTheSameBits(string policy, string type)
    {
        dynamic net = Mlp(policy, type);
        double[] input = [0.3, -1.2, 0.7, 1.9, -0.1, 0.4];
        var before = Predict((Model)net, input);
        dynamic weights = net.GetWeights();
        dynamic other = Activator.CreateInstance(((Model)net).GetType(), 9UL, Device.Cpu())!;
        Assert.NotEqual(before, Predict((Model)other, input));
        net.SetWeights(other.GetWeights());
        Assert.Equal(Predict((Model)other, input), Predict((Model)net, input));

        net.SetWeights(weights);

        Assert.Equal(before, Predict((Model)net, input));
    }

    [Theory]
    [InlineData("Float16", "Half")]
    [InlineData("BFloat16", "float")]
    [InlineData("MixedBFloat16", "float")]
    [InlineData("Float64", "double")]
    public void SaveWeights_UnderAPolicy_LoadsTheSameBits(string policy, string type)
    {
        var folder = Directory.CreateTempSubdirectory("gennet");
        try
        {
            using var model = Mlp(policy, type);
            double[] input = [0.3, -1.2, 0.7, 1.9, -0.1, 0.4];
            var before = Predict(model, input);
            foreach (var suffix in (string[])[".weights.h5", ".safetensors"])
            {
                var path = Path.Combine(folder.FullName, "net" + suffix);
                model.SaveWeights(path);
                using var other = Mlp(policy, type, seed: 9);
                var report = other.LoadWeights(path);
                Assert.Empty(report.Converted);
                Assert.True(report.IsComplete, report.ToString());
                Assert.Equal(before, Predict(other, input));
                Assert.Null(other.CheckWeights(path).Refusal);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Assign_UnderAPolicy_IsSeenByTheNextPrediction()
    {
        using var model = ModelCompiler.Compile(
            "using GenNet; [Model(DType = DTypePolicy.MixedFloat16), Input(1)] public partial class Net { [Dense(1)] public partial Dense D { get; } public double[] Run(double[] x) => Array.ConvertAll(Predict(Array.ConvertAll(x, static v => (float)v)).D.ToArray(), static v => (double)v); }").Create();
        var kernel = model.Layers[0].Variables[0];

        kernel.Assign([1.0001f]);
        var rounded = Predict(model, [1]);
        kernel.Assign([3f]);

        Assert.Equal([1.0], rounded);
        Assert.Equal(3f, kernel.Values[0]);
        Assert.Equal([3.0], Predict(model, [1]));
    }

    [Fact]
    public void Layers_OfDifferentPolicies_CastWhatTheyAreGiven()
    {
        var compiled = ModelCompiler.Compile(
            """
            using GenNet;
            [Model(DType = DTypePolicy.MixedFloat16)]
            public partial class Net
            {
                [Dense(2)] public partial Dense A { get; }
                [Dense(2, DType = DTypePolicy.Float64)] public partial Dense B { get; }
                [Dense(2, DType = DTypePolicy.Float32)] public partial Dense C { get; }
                (Tensor A, Tensor B, Tensor C, Tensor Sum) Forward([Input(2)] Tensor x) { var a = A.Forward(x); var b = B.Forward(a); var c = C.Forward(b); return (a, b, c, a + c); }
                public (Half[], double[], float[], float[]) Run(float[] x) { var p = Predict(x); return (p.A.ToArray(), p.B.ToArray(), p.C.ToArray(), p.Sum.ToArray()); }
            }
            """);
        dynamic net = compiled.Create(seed: 4);

        (Half16[] a, double[] b, float[] c, float[] sum) = ((Half16[], double[], float[], float[]))net.Run(new float[] { 0.5f, -0.25f });

        Assert.Equal([DType.Float16, DType.Float64, DType.Float32, DType.Float32], ((Model)net).Description.Outputs.Select(static o => o.DType));
        Assert.Equal([DType.Float32, DType.Float32, DType.Float64, DType.Float64, DType.Float32, DType.Float32], ((Model)net).Layers.SelectMany(static l => l.Variables).Select(static v => v.DType));
        Assert.Equal(a.Zip(c, static (x, y) => (float)x + y), sum);
        var kernel = ((Model)net).Layers[1].Variables[0].Elements<double>().ToArray();
        Assert.Equal(((double)a[0] * kernel[0]) + ((double)a[1] * kernel[2]), b[0], 1e-15);
        Assert.Contains("compute_dtype=float64", ((Model)net).Description.Contract, StringComparison.Ordinal);
    }

    [Fact]
    public void Submodel_OfAnotherPolicy_KeepsItsOwn()
    {
        dynamic net = ModelCompiler.Compile(
            """
            using GenNet;
            [Model(DType = DTypePolicy.Float16), Input(2)]
            public partial class Inner { [Dense(3)] public partial Dense D { get; } }
            [Model]
            public partial class Net
            {
                public partial Inner Body { get; }
                [Dense(1)] public partial Dense Out { get; }
                (Tensor Body, Tensor Out) Forward([Input(2)] Tensor x) { var body = Body.Forward(x); return (body, Out.Forward(body)); }
                public (Half[], float[]) Run(float[] x) { var p = Predict(x); return (p.Body.ToArray(), p.Out.ToArray()); }
            }
            """).Create("Net", seed: 6);

        (Half16[] body, float[] output) = ((Half16[], float[]))net.Run(new float[] { 0.3f, -0.7f });

        Assert.Equal([DType.Float16, DType.Float16, DType.Float32, DType.Float32], ((Model)net).Layers.SelectMany(static l => l.Variables).Select(static v => v.DType));
        var kernel = ((Model)net).Layers[1].Variables[0].Values.ToArray();
        Assert.Equal(body.Zip(kernel, static (x, k) => (float)x * k).Sum(), output[0], 1e-6);
    }

    [Fact]
    public void BatchNormalization_InFloat16_NormalizesInFloat32()
    {
        using var model = ModelCompiler.Compile(
            "using GenNet; [Model(DType = DTypePolicy.Float16), Input(2)] public partial class Net { [BatchNormalization] public partial BatchNormalization N { get; } public double[] Run(double[] x) => Array.ConvertAll(Predict(Array.ConvertAll(x, static v => (float)v)).N.ToArray(), static v => (double)v); }").Create();
        model.Layers[0].Variables[2].Assign([1000f, 2000f]);

        var output = Predict(model, [1001, 2004]);

        Assert.Equal(1 / Math.Sqrt(1.001), output[0], 1e-3);
        Assert.Equal(4 / Math.Sqrt(1.001), output[1], 4e-3);
    }

    [Fact]
    public void Forward_LayerByLayer_EqualsPredictUnderEveryPolicy()
    {
        foreach (var (policy, type) in ((string, string)[])[("Float16", "Half"), ("BFloat16", "float"), ("Float64", "double"), ("MixedFloat16", "Half")])
        {
            dynamic net = Mlp(policy, type);
            double[] input = [0.3, -1.2, 0.7, 1.9, -0.1, 0.4];

            Tensor eager = net.Forward(Tensor.Of(Specs.TensorShape.Of(2, 3), input));

            Assert.Equal(Predict((Model)net, input), type == "double" ? eager.Elements<double>() : Array.ConvertAll(eager.Values, static v => (double)v));
        }
    }

    [Theory]
    [InlineData("MixedFloat16", "layer 'a' has the policy mixed_float16, and training in it needs loss scaling, which GenNet doesn't have yet")]
    [InlineData("Float16", "layer 'a' has the policy float16, and GenNet trains in float32")]
    [InlineData("MixedBFloat16", "layer 'a' has the policy mixed_bfloat16, and GenNet trains in float32")]
    [InlineData("Float64", "layer 'a' has the policy float64, and GenNet trains in float32")]
    public void Trainer_UnderAPolicy_IsRefusedByName(string policy, string message)
    {
        using var model = Mlp(policy, policy == "Float64" ? "double" : policy.EndsWith("BFloat16", StringComparison.Ordinal) ? "float" : "Half");

        Assert.Contains(message, Assert.Throws<NotSupportedException>(() => new Trainer(model, new SGD(), Loss.MeanSquaredError)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_UnderAPolicy_MeasuresInFloat32()
    {
        using var model = Mlp("MixedFloat16", "Half");
        var data = Dataset.From(2, new[] { 0.3f, -1.2f, 0.7f, 1.9f, -0.1f, 0.4f }, new[] { 1f, 0, 0, 1 });

        var output = Predict(model, [0.3f, -1.2f, 0.7f, 1.9f, -0.1f, 0.4f]);

        Assert.Equal(
            output.Zip((double[])[1, 0, 0, 1], static (a, b) => (a - b) * (a - b)).Average(),
            model.Evaluate(data, Loss.MeanSquaredError)["loss"], 1e-6);
    }

    private static Model Mlp(string policy, string type, ulong seed = 3)
    {
        var input = policy is "Float16" or "BFloat16" or "Float64" ? $", DType = DType.{policy}" : "";
        var given = policy switch { "Float16" => "Half", "Float64" => "double", _ => "float" };
        return ModelCompiler.Compile(
            $$"""
            using GenNet;
            [Model(DType = DTypePolicy.{{policy}}), Input(3{{input}})]
            public partial class Net
            {
                [Dense(5, Activation = Activation.ReLU)] public partial Dense A { get; }
                [Dropout(0.5)] public partial Dropout Drop { get; }
                [Dense(2, Activation = Activation.Softmax)] public partial Dense B { get; }
                public double[] Run(double[] x) => Array.ConvertAll(Of(Array.ConvertAll(x, static v => ({{given}})v)), static v => (double)v);
                private {{type}}[] Of({{given}}[] x) => Predict(x).B.ToArray();
            }
            """).Create(seed: seed);
    }

    private static double[] Predict(Model model, double[] input) => (double[])model.GetType().GetMethod("Run")!.Invoke(model, [input])!;

    // The same layers in float64, from the variables as they are.
    private static double[] Reference(Model model, double[] input)
    {
        var variables = model.Layers.SelectMany(static layer => layer.Variables).Select(static variable => variable.ToTensor())
            .Select(static tensor => tensor.DType == DType.Float64 ? tensor.Elements<double>() : Array.ConvertAll(tensor.Values, static v => (double)v)).ToArray();
        var result = new List<double>();
        for (var row = 0; row < input.Length / 3; row++)
        {
            var hidden = Dense(input[(3 * row)..((3 * row) + 3)], variables[0], variables[1]).Select(static v => Math.Max(v, 0)).ToArray();
            var e = Dense(hidden, variables[2], variables[3]).Select(Math.Exp).ToArray();
            result.AddRange(e.Select(v => v / e.Sum()));
        }
        return [.. result];
    }

    private static double[] Dense(double[] input, double[] kernel, double[] bias) =>
        [.. bias.Select((b, unit) => b + input.Select((v, i) => v * kernel[(i * bias.Length) + unit]).Sum())];
}
