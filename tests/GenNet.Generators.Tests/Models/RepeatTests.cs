using GenNet.Generators.Tests.Diagnostics;
using GenNet.TestSupport;
using static GenNet.Generators.Tests.Models.ModelsInCode;

namespace GenNet.Generators.Tests.Models;

/// <summary>Lists of layers and of models: the same numbers, files and guard as if each had a property of its own.</summary>
public sealed class RepeatTests
{
    private const string Repeated =
        """
        using GenNet;
        namespace Zoo;

        [Model]
        public partial class Block
        {
            [Dense(4, Activation = Activation.Tanh)] public partial Dense Dense { get; }
            [BatchNormalization] public partial BatchNormalization Norm { get; }

            internal Tensor Forward([Input(4)] Tensor x) => Norm.Forward(Dense.Forward(x)) + x;
        }

        [Model, Input(4)]
        public partial class Tower
        {
            [Repeat(2)] public partial Layers<Block> Blocks { get; }
        }

        [Model]
        public partial class Net
        {
            [Repeat(3), Dense(4, Activation = Activation.ReLU)] public partial Layers<Dense> Hidden { get; }
            [Repeat(2), Submodel(Name = "stage")] public partial Layers<Block> Blocks { get; }
            public partial Tower Tower { get; }
            [Dense(2)] public partial Dense Head { get; }

            private Tensor Forward([Input(4)] Tensor x)
            {
                foreach (var layer in Hidden) x = layer.Forward(x);
                foreach (var block in this.Blocks)
                {
                    var y = block.Forward(x);
                    x += y;
                }
                return Head.Forward(Tower.Forward(Blocks[^1].Forward(x)));
            }
        }

        [Model]
        public partial class Flat
        {
            [Dense(4, Activation = Activation.ReLU)] public partial Dense H0 { get; }
            [Dense(4, Activation = Activation.ReLU)] public partial Dense H1 { get; }
            [Dense(4, Activation = Activation.ReLU)] public partial Dense H2 { get; }
            public partial Block B0 { get; }
            public partial Block B1 { get; }
            public partial Block T0 { get; }
            public partial Block T1 { get; }
            [Dense(2)] public partial Dense Head { get; }

            private Tensor Forward([Input(4)] Tensor x)
            {
                x = H2.Forward(H1.Forward(H0.Forward(x)));
                x = x + B0.Forward(x);
                x = x + B1.Forward(x);
                return Head.Forward(T1.Forward(T0.Forward(B1.Forward(x))));
            }
        }

        [Model, Input(10)]
        public partial class Chain
        {
            [Repeat(3), Dense(16)] public partial Layers<Dense> Hidden { get; }
        }

        public static class Use
        {
            public static float[] Predict(Model model, float[] x) => model switch
            {
                Net net => net.Predict(x).Head.ToArray(),
                Flat flat => flat.Predict(x).Head.ToArray(),
                Chain chain => chain.Predict(x).Hidden.ToArray(),
                _ => throw new ArgumentException(model.ToString()),
            };

            public static float[] RunAsWritten(Model model, float[] x)
            {
                var net = (Net)model;
                var input = new Tensor(GenNet.Specs.TensorShape.Of(x.Length / 4, 4), x);
                foreach (var layer in net.Hidden) input = layer.Forward(input);
                foreach (var block in net.Blocks) input = input + block.Forward(input);
                return net.Head.Forward(net.Tower.Forward(net.Blocks[^1].Forward(input))).Values;
            }

            public static float[] Kernel(Model model) => ((Net)model).GetWeights().Blocks[1].Dense.Kernel.Values;

            public static float[] KernelOfLayer(Model model) => ((Net)model).Blocks[1].Dense.Kernel.Values.ToArray();

            public static void Swap(Model model)
            {
                var net = (Net)model;
                var weights = net.GetWeights();
                net.SetWeights(weights with { Blocks = [weights.Blocks[1], weights.Blocks[0]] });
            }

            public static void SetFew(Model model)
            {
                var weights = ((Net)model).GetWeights();
                ((Net)model).SetWeights(weights with { Tower = weights.Tower with { Blocks = [weights.Tower.Blocks[0]] } });
            }

            public static string Text(Model model) => ((Net)model).Blocks.ToString();
        }
        """;

    private static readonly CompiledModels s_models = ModelCompiler.Compile(Repeated);

    private static readonly float[] s_input = [.. Enumerable.Range(0, 12).Select(static i => MathF.Sin(i))];

    [Fact]
    public void Predict_WithLists_IsThatOfLayersOfTheirOwn()
    {
        using var net = s_models.Create("Zoo.Net", seed: 7);
        using var flat = s_models.Create("Zoo.Flat", seed: 7);

        Assert.Equal(Values(flat), Values(net));
        Assert.Equal(Call<float[]>("Predict", flat, s_input), Call<float[]>("Predict", net, s_input));
        Assert.Equal(Call<float[]>("Predict", net, s_input), Call<float[]>("RunAsWritten", net, s_input), static (a, b) => MathF.Abs(a - b) < 1e-6f);
    }

    [Fact]
    public void Train_WithLists_IsThatOfLayersOfTheirOwn()
    {
        using var net = s_models.Create("Zoo.Net", seed: 7);
        using var flat = s_models.Create("Zoo.Flat", seed: 7);
        foreach (var model in (Model[])[net, flat])
        {
            using var trainer = new Trainer(model, new Adam(0.01), Loss.MeanSquaredError);
            for (var step = 0; step < 3; step++)
                trainer.Step(s_input, [1f, 0, 0, 1, 1, 1]);
        }

        Assert.Equal(Values(flat), Values(net));
    }

    [Fact]
    public void Names_OfAList_AreNumbered()
    {
        using var net = s_models.Create("Zoo.Net");

        Assert.Equal(
            ["hidden_0", "hidden_1", "hidden_2", "stage_0/dense", "stage_0/norm", "stage_1/dense", "stage_1/norm", "tower/blocks_0/dense", "tower/blocks_0/norm", "tower/blocks_1/dense", "tower/blocks_1/norm", "head"],
            net.Layers.Select(static l => l.Name));
        Assert.Equal(
            ["layers/dense", "layers/dense_2", "layers/functional_1/layers/dense", "layers/sequential/layers/functional_1/layers/dense"],
            new[] { 0, 2, 5, 9 }.Select(layer => net.Description.WeightGroups.Single(g => g.Layer == layer).Path));
        Assert.Contains("// Blocks[1].Dense: Dense, (4,) to (4,)", s_models.GeneratedFiles["Zoo.Net.Plan.g.cs"], StringComparison.Ordinal);
        Assert.Contains("TensorRef blocks1Dense = ", s_models.GeneratedFiles["Zoo.Net.Plan.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list.weights.h5")]
    [InlineData("list.safetensors")]
    public void SaveWeights_WithLists_LoadsIntoAnother(string file)
    {
        using var folder = new TemporaryFolder();
        using var net = s_models.Create("Zoo.Net", seed: 1);
        using var other = s_models.Create("Zoo.Net", seed: 2);

        net.SaveWeights(folder.PathOf(file));
        var report = other.LoadWeights(folder.PathOf(file));

        Assert.Empty(report.Missing);
        Assert.Equal(Values(net), Values(other));
    }

    [Fact]
    public void Weights_OfAList_AreAList()
    {
        using var net = s_models.Create("Zoo.Net", seed: 1);
        var (first, second) = (net.Layers[3].Variables[0].Values.ToArray(), net.Layers[5].Variables[0].Values.ToArray());

        Assert.Equal(second, Call<float[]>("Kernel", net));
        Assert.Equal(second, Call<float[]>("KernelOfLayer", net));
        Assert.Equal("2 × Block", Call<string>("Text", net));

        Call<object?>("Swap", net);

        Assert.Equal(first, Call<float[]>("Kernel", net));
        Assert.Equal(second, net.Layers[3].Variables[0].Values.ToArray());
    }

    [Fact]
    public void SetWeights_WithTooFewElements_ChangesNothing()
    {
        using var net = s_models.Create("Zoo.Net", seed: 1);
        var before = Values(net);

        var error = Assert.Throws<ArgumentException>(() => Call<object?>("SetFew", net));

        Assert.StartsWith("Zoo.Net: weights.Tower.Blocks has 1 elements, and the model 2 such layers.", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Values(net));
    }

    [Theory]
    [InlineData(2, 3, "blocks_2", "is new")]
    [InlineData(3, 2, "blocks_2", "is gone")]
    public void Contract_OfAListThatGrowsOrShrinks_IsOneChangeAnElement(int before, int now, string element, string what)
    {
        var changes = GenNet.Contracts.ContractDiff.Compare(VersionWith(before), VersionWith(now));

        var change = Assert.Single(changes, static change => change.Severity == GenNet.Contracts.ChangeSeverity.Breaking);
        Assert.Equal($"{element}/dense", change.Layer);
        Assert.StartsWith($"Dense {what}, and with it kernel float32 4,4, bias float32 4; with it {element}/norm {what}", change.Text, StringComparison.Ordinal);
    }

    private static GenNet.Contracts.ContractVersion VersionWith(int blocks)
    {
        using var net = ModelCompiler.Compile(
            $$"""
            using GenNet;
            [Model, Input(4)] public partial class Block { [Dense(4)] public partial Dense Dense { get; } [BatchNormalization] public partial BatchNormalization Norm { get; } }
            [Model, Input(4)] public partial class Net { [Repeat({{blocks}})] public partial Layers<Block> Blocks { get; } [Dense(2)] public partial Dense Head { get; } }
            """).Create("Net");
        return GenNet.Contracts.WeightContract.Parse(net.Description.Contract).Contract!.Current;
    }

    [Fact]
    public void List_InAModelWithoutForward_FollowsInOrder()
    {
        using var chain = s_models.Create("Zoo.Chain", seed: 1);

        Assert.Equal([10, 16, 16], chain.Layers.Select(static l => l.Variables[0].Shape[0]));
        Assert.Equal(16, Call<float[]>("Predict", chain, new float[10]).Length);
        Assert.Contains("/// <summary>Shape (10, 16), then (16, 16).</summary>", s_models.GeneratedFiles["Zoo.Chain.Weights.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GN0011", "[Repeat(2), Dense(3)] public partial Dense ⟦D⟧ { get; }", "must be of type 'Layers<Dense>' and not 'Dense'")]
    [InlineData("GN0011", "[Repeat(2), Dense(3)] public partial ⟦Layers<Flatten>⟧ D { get; }", "must be of type 'Dense'")]
    [InlineData("GN0011", "[Repeat(2)] public partial Block ⟦D⟧ { get; }", "must be of type 'Layers<Block>' and not 'Block'")]
    [InlineData("GN0013", "[Repeat(⟦0⟧), Dense(3)] public partial Layers<Dense> D { get; }", "Net.D (Repeat): Count is 0 and must be from 1 to 1000")]
    [InlineData("GN0013", "[Repeat(2, ⟦First = -1⟧), Dense(3)] public partial Layers<Dense> D { get; }", "First is -1")]
    [InlineData("GN0019", "[Dense(3)] public partial Layers<Dense> ⟦D⟧ { get; }", "say how many there are with [Repeat(…)]")]
    [InlineData("GN0019", "public partial Layers<Block> ⟦D⟧ { get; }", "say how many there are with [Repeat(…)]")]
    [InlineData("GN0019", "[Repeat(2)] public partial Layers<Dense> ⟦D⟧ { get; }", "add one, such as [Dense(…)]")]
    [InlineData("GN0017", "[Repeat(2), Dense(3)] public partial Layers<Dense> D { get; } [Dense(3)] public partial Dense ⟦D_1⟧ { get; }", "d_1")]
    public void Repeat_WhenItIsWrong_IsReportedThere(string id, string properties, string message) => Assert.Contains(
        message,
        ModelDiagnostics.ReportsOnly(id, $"using GenNet;\n[Model, Input(3)] public partial class Net {{ {properties} }}\n[Model, Input(3)] public partial class Block {{ [Dense(3)] public partial Dense A {{ get; }} }}"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("GN0020", "foreach (var d in D) x = d.Forward(x); return ⟦D[2]⟧.Forward(x);", "the list has 2 layers, [0] to [1]")]
    [InlineData("GN0020", "foreach (var d in D) x = d.Forward(x); var i = ⟦\"0\"⟧; return D[0].Forward(x);", "a tensor is")]
    [InlineData("GN0020", "return ⟦D[x.Shape[0]]⟧.Forward(x);", "write the number of the layer itself")]
    [InlineData("GN0020", "foreach (var d in D) ⟦return x;⟧ return x;", "return once, behind the loop")]
    [InlineData("GN0020", "return ⟦D.Forward(x)⟧;", "D is a list of layers")]
    [InlineData("GN0020", "⟦while (true)⟧ x = D[0].Forward(x);", "a loop is one over a list of layers")]
    [InlineData("GN0020", "⟦foreach (var d in A)⟧ x = x + x; return x;", "a loop is one over a list of layers")]
    [InlineData("GN0022", "return D[0].Forward(x);", "Layer 'Net.D[1]' is never called in Forward")]
    [InlineData("GN0014", "foreach (var d in D) x = ⟦d.Forward(Tensor.Concatenate(x, x))⟧; return x;", "")]
    public void Forward_WithAList_RefusesWhatItCantCompile(string id, string body, string message)
    {
        var property = id == "GN0022" ? "⟦D⟧" : "D";
        var kind = id == "GN0014" ? "Layers<Block>" : "Layers<Dense>";
        var attribute = id == "GN0014" ? "[Repeat(2)]" : "[Repeat(2), Dense(3)]";
        Assert.Contains(
            message,
            ModelDiagnostics.ReportsOnly(id, $"using GenNet;\n[Model] public partial class Net {{ {attribute} public partial {kind} {property} {{ get; }} [Dense(3)] public partial Dense A {{ get; }} Tensor Forward([Input(3)] Tensor x) {{ x = A.Forward(x); {body} }} }}\n[Model, Input(3)] public partial class Block {{ [Dense(3)] public partial Dense A {{ get; }} }}"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Loop_DeclaresLocalsOfItsOwn()
    {
        var models = ModelCompiler.Compile(
            """
            using GenNet;
            [Model]
            public partial class Net
            {
                [Repeat(2), Dense(3)] public partial Layers<Dense> A { get; }
                [Repeat(2), Dense(3)] public partial Layers<Dense> B { get; }
                private Tensor Forward([Input(3)] Tensor x)
                {
                    foreach (var a in A)
                    {
                        var y = a.Forward(x);
                        foreach (Dense b in B)
                            y = b.Forward(y);
                        x = y + x;
                    }
                    foreach (var a in A) { var y = a.Forward(x); x = y; }
                    return x;
                }
            }
            """);

        Assert.Equal(["a_0", "b_0", "b_1", "a_1", "b_0", "b_1", "a_0", "a_1"], Calls(models.GeneratedFiles["Net.Plan.g.cs"]));
    }

    // Layers in the order in which the plan calls them.
    private static IEnumerable<string> Calls(string plan) => plan[..plan.IndexOf("ForwardTraining", StringComparison.Ordinal)].Split('\n')
        .Where(static line => line.Contains("// ", StringComparison.Ordinal) && line.Contains(": Dense", StringComparison.Ordinal))
        .Select(static line => line.Trim()[3..].Split(':')[0].Replace("[", "_", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).ToLowerInvariant());

    private static T Call<T>(string method, params object[] arguments) => ModelsInCode.Call<T>(s_models, method, arguments);
}
