using GenNet.TestSupport;

namespace GenNet.Generators.Tests.Models;

/// <summary>Inputs and outputs of other types than float32: each has its own in the caller's memory, and is cast where a layer computes with it.</summary>
public sealed class TypedInputTests
{
    private const int Rows = 3;

    [Fact]
    public void Predict_OfAnIntInput_TakesInts()
    {
        dynamic net = Compile("[Model, Input(4, DType = DType.Int32)] public partial class Net { [Embedding(9, 2)] public partial Embedding Words { get; } [Flatten] public partial Flatten Flat { get; }", "int", "float");

        var expected = Weights((Model)net);
        int[] ids = [8, 0, 3, 3, 1, 2, 7, 8, 5, 5, 5, 6];

        Assert.Equal(ids.SelectMany(id => expected[(2 * id)..((2 * id) + 2)]), (float[])net.Run(ids));
    }

    [Fact]
    public void Predict_OfALongInput_TakesIdsThatNoFloatHolds()
    {
        const int Large = (1 << 24) + 1;
        dynamic net = Compile($"[Model, Input(1, DType = DType.Int64)] public partial class Net {{ [Embedding({Large + 1}, 1)] public partial Embedding Words {{ get; }}", "long", "float");
        var values = Weights((Model)net);

        Assert.Equal([values[Large], values[Large - 1]], (float[])net.Run(new long[] { Large, Large - 1 }));
    }

    [Theory]
    [InlineData("Int32", "int")]
    [InlineData("Int64", "long")]
    [InlineData("Bool", "bool")]
    [InlineData("Float64", "double")]
    public void Predict_OfALayerThatComputes_CastsAsKeras(string dtype, string type)
    {
        const string Dense = "[Dense(2)] public partial Dense D { get; }";
        dynamic typed = Compile($"[Model, Input(3, DType = DType.{dtype})] public partial class Net {{ {Dense}", type, "float");
        dynamic single = Compile($"[Model, Input(3)] public partial class Net {{ {Dense}", "float", "float");
        float[] values = [1, 0, 1, 0, 0, 1, 1, 1, 1];

        Assert.Equal((float[])single.Run(values), (float[])typed.Run((dynamic)Convert(values, type)));
    }

    [Theory]
    [InlineData("Int32", "int")]
    [InlineData("Int64", "long")]
    [InlineData("Bool", "bool")]
    public void Predict_OfLayersThatMove_KeepsTheType(string dtype, string type)
    {
        dynamic net = ModelCompiler.Compile(
            $$"""
            using GenNet;
            [Model]
            public partial class Net
            {
                [Flatten(DataFormat = DataFormat.ChannelsFirst)] public partial Flatten Flat { get; }
                Tensor Forward([Input(2, 2, 3, DType = DType.{{dtype}})] Tensor a, [Input(1, DType = DType.{{dtype}})] Tensor b) => Tensor.Concatenate(Flat.Forward(a), b);
                public {{type}}[] Run({{type}}[] a, {{type}}[] b) => Predict(a, b).Output.ToArray();
            }
            """).Create();
        float[] a = [.. Enumerable.Range(0, Rows * 12).Select(static i => (float)(i % 5 == 0 ? 0 : i))];
        float[] b = [7, 0, 9];
        float[] expected = [.. Enumerable.Range(0, Rows).SelectMany(row => Enumerable.Range(0, 6).SelectMany(at => new[] { a[(12 * row) + at], a[(12 * row) + 6 + at] }).Append(b[row]))];

        Assert.Equal((object)Convert(expected, type), (object)net.Run((dynamic)Convert(a, type), (dynamic)Convert(b, type)));
    }

    [Theory]
    [InlineData("Float16", "Half")]
    [InlineData("BFloat16", "float")]
    public void Predict_OfNumbersOf16Bits_ComputesWithThem(string dtype, string type)
    {
        dynamic net = ModelCompiler.Compile(
            $$"""
            using GenNet;
            [Model]
            public partial class Net
            {
                [Dense(2)] public partial Dense D { get; }
                [Flatten(DType = DTypePolicy.{{dtype}})] public partial Flatten Flat { get; }
                (Tensor Flat, Tensor D) Forward([Input(3, DType = DType.{{dtype}})] Tensor a) { var flat = Flat.Forward(a); return (flat, D.Forward(flat)); }
                public ({{type}}[], float[]) Run({{type}}[] a) { var p = Predict(a); return (p.Flat.ToArray(), p.D.ToArray()); }
            }
            """).Create(seed: 2);
        dynamic single = Compile("[Model, Input(3)] public partial class Net { [Dense(2)] public partial Dense D { get; }", "float", "float");
        ((Model)single).Layers[0].Variables[0].Assign(Weights((Model)net));
        float[] values = [0.1f, -3.3f, 100, 0, 1e-4f, 1];
        float[] rounded = [.. values.Select(v => type == "Half" ? (float)(Half)v : BitConverter.UInt32BitsToSingle((BitConverter.SingleToUInt32Bits(v) + 0x7FFF + ((BitConverter.SingleToUInt32Bits(v) >> 16) & 1)) & 0xFFFF0000))];

        var result = net.Run(type == "Half" ? (dynamic)Array.ConvertAll(values, static v => (Half)v) : values);

        Assert.Equal(rounded, type == "Half" ? Array.ConvertAll((Half[])result.Item1, static v => (float)v) : (float[])result.Item1);
        Assert.Equal((float[])single.Run(rounded), (float[])result.Item2);
    }

    [Fact]
    public void Predict_WhenAMaskIsAnInput_TakesBools()
    {
        dynamic net = ModelCompiler.Compile(
            """
            using GenNet;
            [Model]
            public partial class Net
            {
                [Softmax] public partial Softmax S { get; }
                Tensor Forward([Input(4)] Tensor a, [Input(4, DType = DType.Bool)] Tensor m) => S.Forward(a, mask: m);
                public float[] Run(float[] a, bool[] m) => Predict(a, m).S.ToArray();
            }
            """).Create();

        Assert.Equal([0.5f, 0, 0.5f, 0], (float[])net.Run(new float[] { 1, 2, 1, 3 }, new[] { true, false, true, false }));
    }

    [Fact]
    public void Predict_WhenAnInputIsAnOutput_CopiesOfAnyRowSize()
    {
        dynamic net = ModelCompiler.Compile(
            """
            using GenNet;
            [Model]
            public partial class Net
            {
                [Dense(1)] public partial Dense D { get; }
                (Tensor Sum, Tensor Same) Forward([Input(3, DType = DType.Bool)] Tensor a) => (D.Forward(a), a);
                public bool[] Run(bool[] a) { var same = new bool[a.Length]; Predict(a, new float[a.Length / 3], same); return same; }
            }
            """).Create();
        bool[] values = [true, false, true, false, false, true, true, true, false];

        Assert.Equal(values, (bool[])net.Run(values));
    }

    [Fact]
    public void Fit_OfAnIntInput_TrainsOnADatasetOfInts()
    {
        using var net = Compile("[Model, Input(2, DType = DType.Int32)] public partial class Net { [Embedding(3, 2)] public partial Embedding Words { get; } [Flatten] public partial Flatten Flat { get; } [Dense(1)] public partial Dense Out { get; }", "int", "float");
        using var trainer = new Trainer(net, new Adam(0.05), Loss.MeanSquaredError);
        var data = Dataset.From(4, new[] { 0, 1, 1, 2, 2, 0, 1, 1 }, new[] { 0f, 1, 2, 3 });

        var history = trainer.Fit(data, epochs: 200, batchSize: 3, verbose: false, validation: data, cancellationToken: TestContext.Current.CancellationToken);

        Assert.InRange(history["val_loss"][^1], 0, 0.01);
        Assert.True(double.IsFinite(trainer.Step(HostTensor.Of<int>([0, 1]), new float[] { 1 })));
    }

    [Fact]
    public void Fit_WithAnotherTypeThanTheInputs_SaysWhichItTakes()
    {
        using var net = Compile("[Model, Input(2, DType = DType.Int32)] public partial class Net { [Embedding(3, 2)] public partial Embedding Words { get; }", "int", "float");
        using var trainer = new Trainer(net, new SGD(), Loss.MeanSquaredError);

        var fit = Assert.Throws<ArgumentException>(() => trainer.Fit(Dataset.From(1, new float[2], new float[4]), verbose: false, cancellationToken: TestContext.Current.CancellationToken));
        var step = Assert.Throws<ArgumentException>(() => trainer.Step(new float[2], new float[4]));

        Assert.Equal("Net: input 'input' has values of int32, and was given float: give them as int, or declare the input with DType = DType.Float32.", fit.Message);
        Assert.Equal(fit.Message, step.Message);
    }

    [Fact]
    public void Class_WhenAddsWholeNumbers_AddsThemAsSuch()
    {
        using var net = Compile(
            "[Model] public partial class Net { [Flatten] public partial Flatten Flat { get; } Tensor Forward([Input(2, DType = DType.Int32)] Tensor a) => Flat.Forward(a + a);", "int", "int");

        Assert.Equal([6, 33554434], (int[])net.GetType().GetMethod("Run")!.Invoke(net, [new[] { 3, 16777217 }])!);
    }

    // Spans can't be had dynamically.
    private static float[] Weights(Model model) => model.Layers.SelectMany(static layer => layer.Variables).First().Values.ToArray();

    private static Array Convert(float[] values, string type) => type switch
    {
        "int" => Array.ConvertAll(values, static v => (int)v),
        "long" => Array.ConvertAll(values, static v => (long)v),
        "bool" => Array.ConvertAll(values, static v => v != 0),
        "double" => Array.ConvertAll(values, static v => (double)v),
        _ => values,
    };

    // The output is a property called as the last layer.
    private static Model Compile(string begin, string input, string output)
    {
        var last = begin[..begin.LastIndexOf(" {", StringComparison.Ordinal)].Split(' ')[^1];
        return ModelCompiler.Compile($"using GenNet; {begin} public {output}[] Run({input}[] values) => Predict(values).{last}.ToArray(); }}").Create(seed: 5);
    }
}
