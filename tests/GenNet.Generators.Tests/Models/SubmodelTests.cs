using GenNet.Generators.Tests.Diagnostics;
using GenNet.TestSupport;
using static GenNet.Generators.Tests.Models.ModelsInCode;

namespace GenNet.Generators.Tests.Models;

/// <summary>Models among the layers of others: the same numbers, files and guard as if their layers stood in the outer class.</summary>
public sealed class SubmodelTests
{
    private const string Nested =
        """
        using GenNet;
        namespace Zoo;

        [Model]
        public partial class Backbone
        {
            [Dense(4, Activation = Activation.Tanh)] public partial Dense Shared { get; }
            [BatchNormalization] public partial BatchNormalization Norm { get; }

            internal Tensor Forward([Input(4)] Tensor features)
            {
                var once = Shared.Forward(features);
                return Norm.Forward(once + Shared.Forward(once));
            }
        }

        [Model, Input(4)]
        public partial class Tail
        {
            [Dense(3, Activation = Activation.ReLU)] public partial Dense Shrink { get; }
            [Dropout(0.5)] public partial Dropout Drop { get; }
        }

        [Model]
        public partial class Net
        {
            public partial Backbone Backbone { get; }
            [Submodel(Name = "end")] public partial Tail Tail { get; }
            [Dense(2)] public partial Dense Head { get; }

            private Tensor Forward([Input(4)] Tensor x) => Head.Forward(Tail.Forward(Backbone.Forward(Backbone.Forward(x))));
        }

        [Model]
        public partial class Flat
        {
            [Dense(4, Activation = Activation.Tanh)] public partial Dense Shared { get; }
            [BatchNormalization] public partial BatchNormalization Norm { get; }
            [Dense(3, Activation = Activation.ReLU)] public partial Dense Shrink { get; }
            [Dropout(0.5)] public partial Dropout Drop { get; }
            [Dense(2)] public partial Dense Head { get; }

            private Tensor Forward([Input(4)] Tensor x)
            {
                var a = Shared.Forward(x);
                var b = Norm.Forward(a + Shared.Forward(a));
                var c = Shared.Forward(b);
                var d = Norm.Forward(c + Shared.Forward(c));
                return Head.Forward(Drop.Forward(Shrink.Forward(d)));
            }
        }

        public static class Use
        {
            public static float[] Predict(Model model, float[] x) => model switch
            {
                Net net => net.Predict(x).Head.ToArray(),
                Flat flat => flat.Predict(x).Head.ToArray(),
                _ => throw new ArgumentException(model.ToString()),
            };

            public static float[] Kernel(Model model) => ((Net)model).GetWeights().Backbone.Shared.Kernel.Values;

            public static float[] KernelOfPart(Model model) => ((Net)model).Backbone.Shared.Kernel.Values.ToArray();

            public static void Exchange(Model model, Model backbone) => ((Net)model).Backbone.SetWeights(((Backbone)backbone).GetWeights());

            public static float[] RunAsWritten(Model model, float[] x)
            {
                var net = (Net)model;
                var input = new Tensor(GenNet.Specs.TensorShape.Of(x.Length / 4, 4), x);
                return net.Head.Forward(net.Tail.Forward(net.Backbone.Forward(net.Backbone.Forward(input)))).Values;
            }

            public static Model Part(Model model) => ((Net)model).Backbone;

            public static void PredictPart(Model model, float[] x) => ((Net)model).Backbone.Predict(x);
        }
        """;

    private static readonly CompiledModels s_models = ModelCompiler.Compile(Nested);

    private static readonly float[] s_input = [.. Enumerable.Range(0, 12).Select(static i => MathF.Sin(i))];

    [Fact]
    public void Predict_OfAModelOfModels_IsThatOfTheirLayers()
    {
        using var net = s_models.Create("Zoo.Net", seed: 7);
        using var flat = s_models.Create("Zoo.Flat", seed: 7);
        Copy(net, flat);

        Assert.Equal(Call<float[]>("Predict", flat, s_input), Call<float[]>("Predict", net, s_input));
        Assert.Equal(Call<float[]>("Predict", net, s_input), Call<float[]>("RunAsWritten", net, s_input), static (a, b) => MathF.Abs(a - b) < 1e-6f);
    }

    [Fact]
    public void Train_AModelOfModels_IsToTrainTheirLayers()
    {
        using var net = s_models.Create("Zoo.Net", seed: 7);
        using var flat = s_models.Create("Zoo.Flat", seed: 7);
        Copy(net, flat);
        foreach (var model in (Model[])[net, flat])
        {
            using var trainer = new Trainer(model, new Adam(0.01), Loss.MeanSquaredError);
            for (var step = 0; step < 3; step++)
                trainer.Step(s_input, [1f, 0, 0, 1, 1, 1]);
        }

        Assert.Equal(Values(flat), Values(net));
    }

    [Fact]
    public void Names_OfLayersWithin_HaveTheModelsInFront()
    {
        using var net = s_models.Create("Zoo.Net");

        Assert.Equal(["backbone/shared", "backbone/norm", "end/shrink", "end/drop", "head"], net.Layers.Select(static l => l.Name));
        Assert.Equal(
            ["layers/functional", "layers/functional/layers/dense", "layers/sequential/layers/dense", "layers/dense"],
            new[] { "backbone", "shared", "shrink", "head" }.Select(name => net.Description.WeightGroups.Single(g => g.Name == name).Path));
        Assert.Contains("backbone/shared    Dense activation=tanh from=(x);backbone/shared;backbone/norm;backbone/shared:3", net.Description.Contract, StringComparison.Ordinal);
        Assert.Contains("// Backbone.Shared: Dense, (4,) to (4,)", s_models.GeneratedFiles["Zoo.Net.Plan.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nested.weights.h5")]
    [InlineData("nested.safetensors")]
    public void SaveWeights_OfAModelOfModels_LoadsIntoAnother(string file)
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf(file);
        using var net = s_models.Create("Zoo.Net", seed: 1);
        using var other = s_models.Create("Zoo.Net", seed: 2);

        net.SaveWeights(path);
        var report = other.LoadWeights(path);

        Assert.Empty(report.Missing);
        Assert.Equal(Values(net), Values(other));
    }

    [Theory]
    [InlineData("part.weights.h5")]
    [InlineData("part.safetensors")]
    public void SaveWeights_OfAModelWithin_LoadsIntoOneByItself(string file)
    {
        using var folder = new TemporaryFolder();
        using var net = s_models.Create("Zoo.Net", seed: 1);
        using var alone = s_models.Create("Zoo.Backbone", seed: 2);

        Call<Model>("Part", net).SaveWeights(folder.PathOf(file));
        alone.LoadWeights(folder.PathOf(file));

        Assert.Equal(Values(alone), Values(net)[..alone.Layers.Sum(static l => l.Variables.Sum(static v => v.Values.Length))]);
    }

    [Fact]
    public void Weights_OfAModelWithin_AreThoseOfTheWhole()
    {
        using var net = s_models.Create("Zoo.Net", seed: 1);
        using var alone = s_models.Create("Zoo.Backbone", seed: 2);

        Call<object?>("Exchange", net, alone);

        Assert.Equal(alone.Layers[0].Variables[0].Values.ToArray(), Call<float[]>("Kernel", net));
        Assert.Equal(alone.Layers[0].Variables[0].Values.ToArray(), Call<float[]>("KernelOfPart", net));
    }

    [Fact]
    public void Predict_WithAModelWithin_SaysWhoseItIs()
    {
        using var net = s_models.Create("Zoo.Net");
        var part = Call<Model>("Part", net);

        var error = Assert.Throws<InvalidOperationException>(() => Call<object?>("PredictPart", net, s_input));

        Assert.StartsWith("Zoo.Backbone is a layer of Zoo.Net here, and ", error.Message, StringComparison.Ordinal);
        Assert.Same(net, part.Owner);
        Assert.Throws<InvalidOperationException>(() => new Trainer(part, new SGD(), Loss.MeanSquaredError));
        Assert.Throws<InvalidOperationException>(() => part.LoadWeights("none.weights.h5"));
    }

    [Theory]
    [InlineData("GN0014", "[Model, Input(5)] public partial class A { public partial B ⟦Inner⟧ { get; } } [Model, Input(3)] public partial class B { [Dense(3)] public partial Dense D { get; } }", "takes (3,) as 'input' and is given (5,)")]
    [InlineData("GN0013", "[Model, Input(3)] public partial class A { public partial B Inner { get; } } [Model, Input(3)] public partial class B { [Dense(⟦0⟧)] public partial Dense D { get; } }", "must be at least 1")]
    [InlineData("GN0022", "[Model] public partial class A { public partial B ⟦Inner⟧ { get; } [Dense(2)] public partial Dense D { get; } Tensor Forward([Input(3)] Tensor a) => D.Forward(a); } [Model, Input(3)] public partial class B { [Dense(3)] public partial Dense D { get; } }", "Inner")]
    public void Submodel_WhenItIsWrong_IsReportedThere(string id, string source, string message) =>
        Assert.Contains(message, ModelDiagnostics.ReportsOnly(id, "using GenNet;\n" + source), StringComparison.Ordinal);

    [Fact]
    public void Submodels_ThatHoldEachOther_AreReportedAtBoth()
    {
        var diagnostics = ModelDiagnostics.Of("using GenNet; [Model, Input(3)] public partial class A { public partial B Inner { get; } } [Model, Input(3)] public partial class B { [Dense(3)] public partial Dense D { get; } public partial A Back { get; } }");

        Assert.Equal(["GN0019", "GN0019"], diagnostics.Select(static d => d.Id));
        Assert.All(diagnostics, static d => Assert.Contains("would hold itself", d.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    private static T Call<T>(string method, params object[] arguments) => ModelsInCode.Call<T>(s_models, method, arguments);
}
