using GenNet.Contracts;
using GenNet.Generators.Tests.Diagnostics;
using GenNet.TestSupport;
using static GenNet.Generators.Tests.Models.ModelsInCode;

namespace GenNet.Generators.Tests.Models;

/// <summary>Weights of a model's own: in Forward, in training, in contract and files, alone and within another model.</summary>
public sealed class VariableTests
{
    private const string Models =
        """
        using GenNet;
        namespace Zoo;

        [Model]
        public partial class Shift
        {
            [Dense(3)] public partial Dense Dense { get; }
            [Variable(3, Initializer = Initializer.Zeros, Trainable = false)] public partial Variable Mean { get; }
            [Variable(1, 4, Initializer = Initializer.RandomNormal)] public partial Variable Offset { get; }
            [Variable(Initializer = Initializer.Ones, L2 = 0.5)] public partial Variable Scale { get; }

            internal Tensor Forward([Input(4)] Tensor x)
            {
                var y = Dense.Forward((x - Offset) * Scale);
                y -= Mean;
                return this.Scale + y;
            }
        }

        [Model]
        public partial class Net
        {
            [Repeat(1)] public partial Layers<Shift> Shifts { get; }
            [Variable(3, Name = "last")] public partial Variable Bias { get; }
            private Tensor Forward([Input(4)] Tensor x) => Shifts[0].Forward(x) + Bias;
            public float[] Eager(float[] x) => Forward(new Tensor(GenNet.Specs.TensorShape.Of(x.Length / 4, 4), x)).Values;
            public float[] Compiled(float[] x) => Predict(x).Output.ToArray();
            public float[] OffsetInWeights() => GetWeights().Shifts[0].Offset.Values;
            public void SetBias(float value) => SetWeights(GetWeights() with { Bias = new Tensor(GenNet.Specs.TensorShape.Of(3), [value, value, value]) });
            public float[] BiasNow() => Bias.Values.ToArray();
        }
        """;

    private static readonly CompiledModels s_models = ModelCompiler.Compile(Models);

    private static readonly float[] s_input = [.. Enumerable.Range(0, 20).Select(static i => MathF.Sin(i))];

    [Fact]
    public void Predict_WithVariables_EqualsForward()
    {
        dynamic net = Create(3);

        Assert.Equal((float[])net.Eager(s_input), (float[])net.Compiled(s_input), static (a, b) => MathF.Abs(a - b) < 1e-6f);
    }

    [Fact]
    public void Layers_HaveVariablesFirst_AndStateBehindThem()
    {
        using var net = s_models.Create("Zoo.Net");

        Assert.Equal(["last", "shifts_0/offset", "shifts_0/scale", "shifts_0/mean", "shifts_0/dense"], net.Layers.Select(static l => l.Name));
        Assert.Equal(
            [("", "last"), ("shifts_0", "offset"), ("shifts_0", "scale"), ("shifts_0", "mean")],
            net.Layers.SelectMany(static l => l.Variables).Take(4).Select(static v => (v.LayerName, v.Name)));
        Assert.Equal("last (3,)", net.Layers[0].Variables[0].ToString());
    }

    [Fact]
    public void Contract_HasVariablesOfTheModelBeforeItsInputs()
    {
        using var net = s_models.Create("Zoo.Net");

        Assert.Contains(
            """
            version 1 draft
                last             float32 3
                shifts_0/offset  float32 1,4
                shifts_0/scale   float32 ()
                shifts_0/mean    float32 3 state
              (x)                InputLayer dtype=float32 shape=4
              shifts_0/dense     Dense activation=linear from=(multiply_1)
                kernel           float32 4,3
                bias             float32 3
              (subtract_1)       Subtract from=(x),shifts_0/offset
              (multiply_1)       Multiply from=(subtract_1),shifts_0/scale
              (subtract_2)       Subtract from=shifts_0/dense,shifts_0/mean
              (add_1)            Add from=shifts_0/scale,(subtract_2)
              (add_2)            Add from=(add_1),last
              (outputs)          Outputs from=(add_2)
            """.ReplaceLineEndings("\n"),
            net.Description.Contract,
            StringComparison.Ordinal);
        Assert.Equal(net.Description.ContractHash, WeightContract.Parse(net.Description.Contract).Contract!.Current.Hash);
    }

    [Fact]
    public void Files_HaveVariablesInTheGroupOfTheirModel()
    {
        using var net = s_models.Create("Zoo.Net");

        Assert.Equal(
            ["", "layers/shift", "layers/shift", "layers/shift", "layers/shift/dense"],
            Enumerable.Range(0, 5).Select(layer => net.Description.WeightGroups.Single(g => g.Layer == layer).Path));
    }

    [Theory]
    [InlineData("own.weights.h5")]
    [InlineData("own.safetensors")]
    public void SaveWeights_WithVariables_LoadsIntoAnother(string file)
    {
        var folder = Directory.CreateTempSubdirectory("gennet");
        try
        {
            using var net = s_models.Create("Zoo.Net", seed: 1);
            using var other = s_models.Create("Zoo.Net", seed: 2);
            ((dynamic)net).SetBias(7f);

            net.SaveWeights(Path.Combine(folder.FullName, file));
            var report = other.LoadWeights(Path.Combine(folder.FullName, file));

            Assert.Equal(6, report.Loaded.Count);
            Assert.Empty(report.Unused);
            Assert.Equal(Values(net), Values(other));
            Assert.Equal([7f, 7f, 7f], (float[])((dynamic)other).BiasNow());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Weights_OfVariables_AreTensors()
    {
        using var net = s_models.Create("Zoo.Net", seed: 1);

        Assert.Equal(net.Layers[1].Variables[0].Values.ToArray(), (float[])((dynamic)net).OffsetInWeights());
    }

    [Fact]
    public void Train_WithVariables_ChangesThemByTheirGradients()
    {
        const float Step = 1e-2f;
        using var net = s_models.Create("Zoo.Net", seed: 1);
        var targets = new float[15];
        var variables = net.Layers.SelectMany(static l => l.Variables).ToArray();
        var before = variables.Select(static v => v.Values.ToArray()).ToArray();
        var expected = variables.Select((v, i) => Enumerable.Range(0, v.Values.Length).Select(at => Slope(net, v, at, targets)).ToArray()).ToArray();

        using (var trainer = new Trainer(net, new SGD(Step), Loss.MeanSquaredError))
            trainer.Step(s_input, targets);

        for (var i = 0; i < variables.Length; i++)
        {
            var gradients = variables[i].Name == "mean" ? new float[3] : expected[i];
            Assert.Equal(before[i].Zip(gradients, (w, g) => w - (Step * g)), variables[i].Values.ToArray(), static (a, b) => MathF.Abs(a - b) < 2e-4f);
        }
    }

    [Fact]
    public void Train_WithAFrozenVariable_LeavesItAlone()
    {
        using var net = s_models.Create("Zoo.Net", seed: 1);
        net.Layers[0].Trainable = false;
        var before = net.Layers.Take(2).Select(static l => l.Variables[0].Values.ToArray()).ToArray();

        using (var trainer = new Trainer(net, new SGD(0.1), Loss.MeanSquaredError))
            trainer.Step(s_input, new float[15]);

        Assert.Equal(before[0], net.Layers[0].Variables[0].Values.ToArray());
        Assert.NotEqual(before[1], net.Layers[1].Variables[0].Values.ToArray());
    }

    [Theory]
    [InlineData("GN0022", "[Variable(3)] public partial Variable ⟦Offset⟧ { get; } Tensor Forward([Input(3)] Tensor x) => Out.Forward(x);", "Variable 'Net.Offset' is never used in Forward")]
    [InlineData("GN0013", "[Variable(⟦0⟧)] public partial Variable Offset { get; } Tensor Forward([Input(3)] Tensor x) => Out.Forward(x - Offset);", "Shape is (0,) and must have sizes of at least 1")]
    [InlineData("GN0013", "[Variable(3, ⟦Initializer = Initializer.Orthogonal⟧)] public partial Variable Offset { get; } Tensor Forward([Input(3)] Tensor x) => Out.Forward(x - Offset);", "needs at least two axes")]
    [InlineData("GN0011", "[Variable(3)] public partial Dense ⟦Offset⟧ { get; } Tensor Forward([Input(3)] Tensor x) => Out.Forward(x);", "must be of type 'Variable'")]
    [InlineData("GN0014", "[Variable(2, 3)] public partial Variable Offset { get; } Tensor Forward([Input(3)] Tensor x) => Out.Forward(x - ⟦Offset⟧);", "has shape (2, 3), more axes than the tensor")]
    [InlineData("GN0014", "[Variable(4)] public partial Variable Offset { get; } Tensor Forward([Input(3)] Tensor x) => Out.Forward(x ⟦-⟧ Offset);", "have different sizes along an axis")]
    [InlineData("GN0024", "[Variable(3)] public partial Variable Offset { get; } Tensor Forward([Input(3)] Tensor x) => Out.Forward(x - Offset) + Out.Forward(⟦Offset⟧);", "it is a weight of the model")]
    [InlineData("GN0020", "[Variable(3)] public partial Variable Offset { get; } Tensor Forward([Input(3)] Tensor x) => Out.Forward(x - Offset) + (Offset * ⟦Offset⟧);", "")]
    [InlineData("GN0019", "public partial Variable ⟦Offset⟧ { get; } Tensor Forward([Input(3)] Tensor x) => Out.Forward(x);", "add [Variable(…)] with its shape")]
    [InlineData("GN0015", "[Variable(3), Dense(2)] public partial Variable ⟦Offset⟧ { get; } Tensor Forward([Input(3)] Tensor x) => Out.Forward(x);", "2 layer attributes")]
    public void Variable_WhenItIsWrong_IsReportedThere(string id, string members, string message)
    {
        var source = $"using GenNet;\n[Model] public partial class Net {{ [Dense(3)] public partial Dense Out {{ get; }} {members} }}";
        if (id == "GN0020")
            Assert.All(ModelDiagnostics.Of(source.Replace("⟦", "", StringComparison.Ordinal).Replace("⟧", "", StringComparison.Ordinal)), static d => Assert.Equal("GN0020", d.Id));
        else
            Assert.Contains(message, ModelDiagnostics.ReportsOnly(id, source), StringComparison.Ordinal);
    }

    [Fact]
    public void Variable_InAModelWithoutForward_IsRefused() => Assert.Contains(
        "declare 'Tensor Forward",
        ModelDiagnostics.ReportsOnly("GN0022", "using GenNet;\n[Model, Input(3)] public partial class Net { [Variable(3)] public partial Variable ⟦Offset⟧ { get; } [Dense(2)] public partial Dense Out { get; } }"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("float32 10", "float32 12", ChangeKind.ShapeChanged, "offset", "offset is float32 12 and was float32 10")]
    [InlineData("float32 10", "float32 10 state", null, "", "")]
    public void Contract_WithAVariableThatChanges_SaysSo(string before, string now, ChangeKind? kind, string name, string text)
    {
        var changes = ContractDiff.Compare(Version("offset", before), Version("offset", now));

        if (kind is null)
        {
            Assert.Empty(changes);
            return;
        }
        var change = Assert.Single(changes);
        Assert.Equal((kind, text), (change.Kind, change.Description));
        Assert.Equal([name], change.Names);
    }

    [Fact]
    public void Contract_WithAVariableThatIsRenamed_SaysSo()
    {
        var change = Assert.Single(ContractDiff.Compare(Version("offset", "float32 10"), Version("shift", "float32 10")));

        Assert.Equal(ChangeKind.LayerRenamed, change.Kind);
    }

    private static ContractVersion Version(string name, string variable) => WeightContract.Parse(
        $"gennet-weights 2\nmodel M\nversion 1\n    {name} {variable}\n  (x)  InputLayer dtype=float32 shape=10\n  (add_1)  Add from=(x),{name}\n  (outputs)  Outputs from=(add_1)\n").Contract!.Current;

    private static Model Create(ulong seed) => s_models.Create("Zoo.Net", seed);

    // The loss of the trainer, penalties included, by central differences.
    private static float Slope(Model net, Variable variable, int at, float[] targets)
    {
        const float Delta = 1e-2f;
        var values = variable.Values.ToArray();
        float LossAt(float delta)
        {
            var moved = (float[])values.Clone();
            moved[at] += delta;
            variable.Assign(moved);
            float[] output = ((dynamic)net).Compiled(s_input);
            return output.Zip(targets, static (a, b) => (a - b) * (a - b)).Average() + (variable.Name == "scale" ? 0.5f * moved[at] * moved[at] : 0);
        }
        var slope = (LossAt(Delta) - LossAt(-Delta)) / (2 * Delta);
        variable.Assign(values);
        return slope;
    }
}
