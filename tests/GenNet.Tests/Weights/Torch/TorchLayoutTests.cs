using GenNet.Specs;
using GenNet.Weights;
using GenNet.Weights.Safetensors;

namespace GenNet.Tests.Weights.Torch;

/// <summary>Arrays as PyTorch's layers have them become those of Keras' layers, element by element; the formulas are those of PyTorch's documentation.</summary>
public class TorchLayoutTests
{
    [Fact]
    public void Load_OfALinear_TurnsItsMatrix()
    {
        var values = Load(new("fc", "Dense", "layers/dense", [new("kernel", TensorShape.Of(4, 3)), new("bias", TensorShape.Of(3))]), ("fc.weight", [3, 4]), ("fc.bias", [3]));
        Check(values[0], [4, 3], static k => (k[1] * 4) + k[0]);
        Check(values[1], [3], static k => k[0]);
    }

    [Fact]
    public void Load_OfALinearBehindAFlattenedImage_TakesItsRowsInTheOrderOfKeras()
    {
        var layer = new ExpectedLayer("fc", "Dense", "layers/dense", [new("kernel", TensorShape.Of(24, 3))]);
        var model = new ExpectedModel("net", [layer]) { Flattened = new(static () => new Dictionary<string, IReadOnlyList<long>> { ["fc"] = [2, 3, 4] }) };
        var values = Load(model, LoadOptions.Strict, ("fc.weight", [3, 24]));
        Check(values[0], [2, 3, 4, 3], static k => (k[3] * 24) + (k[2] * 6) + (k[0] * 3) + k[1]);
    }

    [Theory]
    [InlineData("Conv2D")]
    [InlineData("Conv2DTranspose")]
    public void Load_OfAConvolution_PutsTheWindowFirst(string kind)
    {
        var values = Load(new("conv", kind, "layers/conv", [new("kernel", TensorShape.Of(2, 3, 4, 5)), new("bias", TensorShape.Of(5))]), ("conv.weight", [5, 4, 2, 3]), ("conv.bias", [5]));
        Check(values[0], [2, 3, 4, 5], static k => (((((k[3] * 4) + k[2]) * 2) + k[0]) * 3) + k[1]);
    }

    [Fact]
    public void Load_OfADepthwiseConvolution_PartsItsOutputs()
    {
        var values = Load(new("conv", "DepthwiseConv2D", "layers/conv", [new("kernel", TensorShape.Of(2, 3, 4, 5))]), ("conv.weight", [20, 1, 2, 3]));
        Check(values[0], [2, 3, 4, 5], static k => (((((k[2] * 5) + k[3]) * 2) + k[0]) * 3) + k[1]);
    }

    [Theory]
    [InlineData("LSTM", 4)]
    [InlineData("SimpleRNN", 1)]
    public void Load_OfALayerWithTwoBiases_AddsThem(string kind, int gates)
    {
        var columns = gates * 2;
        ExpectedVariable[] variables = [new("kernel", TensorShape.Of(3, columns)), new("recurrent_kernel", TensorShape.Of(2, columns)), new("bias", TensorShape.Of(columns))];
        var values = Load(new("rnn", kind, "layers/rnn", variables), ("rnn.weight_ih_l0", [columns, 3]), ("rnn.weight_hh_l0", [columns, 2]), ("rnn.bias_ih_l0", [columns]), ("rnn.bias_hh_l0", [columns]));
        Check(values[0], [3, columns], static k => (k[1] * 3) + k[0]);
        Check(values[1], [2, columns], static k => (k[1] * 2) + k[0]);
        Check(values[2], [columns], static k => 2 * k[0]);
    }

    [Fact]
    public void Load_OfAGru_OrdersItsGates()
    {
        ExpectedVariable[] variables = [new("kernel", TensorShape.Of(3, 6)), new("recurrent_kernel", TensorShape.Of(2, 6)), new("bias", TensorShape.Of(2, 6))];
        var values = Load(new("gru", "GRU", "layers/gru", variables), ("gru.weight_ih_l0", [6, 3]), ("gru.weight_hh_l0", [6, 2]), ("gru.bias_ih_l0", [6]), ("gru.bias_hh_l0", [6]));
        Check(values[0], [3, 6], static k => (Row(k[1]) * 3) + k[0]);
        Check(values[1], [2, 6], static k => (Row(k[1]) * 2) + k[0]);
        Check(values[2], [2, 6], static k => Row(k[1]));

        // z, r, h of Keras in r, z, n of PyTorch.
        static int Row(int column) => column < 2 ? column + 2 : column < 4 ? column - 2 : column;
    }

    [Fact]
    public void Load_OfALayerOfBothDirections_TellsThemByTheirEnding()
    {
        ExpectedVariable[] variables =
        [
            .. ((string[])["forward_layer", "backward_layer"]).SelectMany(static role => (ExpectedVariable[])
                [new(role + "/kernel", TensorShape.Of(3, 8), role + "/cell"), new(role + "/recurrent_kernel", TensorShape.Of(2, 8), role + "/cell"), new(role + "/bias", TensorShape.Of(8), role + "/cell")]),
        ];
        var values = Load(
            new("bi", "Bidirectional", "layers/bi", variables),
            ("bi.weight_ih_l0", [8, 3]), ("bi.weight_hh_l0", [8, 2]), ("bi.bias_ih_l0", [8]), ("bi.bias_hh_l0", [8]),
            ("bi.weight_ih_l0_reverse", [8, 3]), ("bi.weight_hh_l0_reverse", [8, 2]), ("bi.bias_ih_l0_reverse", [8]), ("bi.bias_hh_l0_reverse", [8]));
        Check(values[3], [3, 8], static k => (k[1] * 3) + k[0]);
    }

    [Fact]
    public void Load_OfAttention_PartsTheCommonMatrix()
    {
        ExpectedVariable[] variables =
        [
            .. ((string[])["query", "key", "value"]).SelectMany(static name => (ExpectedVariable[])[new(name + "/kernel", TensorShape.Of(6, 2, 3)), new(name + "/bias", TensorShape.Of(2, 3))]),
            new("attention_output/kernel", TensorShape.Of(2, 3, 6)), new("attention_output/bias", TensorShape.Of(6)),
        ];
        var values = Load(new("mha", "MultiHeadAttention", "layers/mha", variables), ("mha.in_proj_weight", [18, 6]), ("mha.in_proj_bias", [18]), ("mha.out_proj.weight", [6, 6]), ("mha.out_proj.bias", [6]));
        for (var part = 0; part < 3; part++)
        {
            var first = part * 6;
            Check(values[2 * part], [6, 2, 3], k => ((first + (k[1] * 3) + k[2]) * 6) + k[0]);
            Check(values[(2 * part) + 1], [2, 3], k => first + (k[0] * 3) + k[1]);
        }
        Check(values[6], [2, 3, 6], static k => (k[2] * 6) + (k[0] * 3) + k[1]);
    }

    [Fact]
    public void Load_OfASlopeAChannel_HasItAtEveryPlace() =>
        Check(Load(new("act", "PReLU", "layers/p_re_lu", [new("alpha", TensorShape.Of(1, 1, 5))]), ("act.weight", [5]))[0], [5], static k => k[0]);

    [Fact]
    public void Load_OfAMatrixOfAnotherSize_NamesBothShapesAsKerasHasThem()
    {
        var error = Assert.Throws<WeightLoadException>(() => Load(new("fc", "Dense", "layers/dense", [new("kernel", TensorShape.Of(4, 3))]), ("fc.weight", [3, 5])));
        Assert.Contains("fc/kernel is (4, 3) float32 in the model and (5, 3) F32 in the file, at fc.weight", error.Message);
    }

    [Fact]
    public void Load_OfAMatrixThatIsTurned_IsRefused() =>
        Assert.Throws<WeightLoadException>(() => Load(new("fc", "Dense", "layers/dense", [new("kernel", TensorShape.Of(4, 3))]), ("fc.weight", [4, 3])));

    [Fact]
    public void Load_OfNamesUnderTwoPrefixes_AsksWhichIsMeant()
    {
        var error = Assert.Throws<WeightFileException>(() => Load(Dense("fc"), ("model.fc.weight", [3, 4]), ("model.fc.bias", [3]), ("ema.fc.weight", [3, 4]), ("ema.fc.bias", [3])));
        Assert.Contains("names of the model stand in it under \"ema.\" and \"model.\"", error.Message);
    }

    [Fact]
    public void Load_OfNamesBesideThePrefix_LeavesThem() => Load(Dense("fc"), ("model.fc.weight", [3, 4]), ("model.fc.bias", [3]), ("criterion.weight", [7]));

    [Fact]
    public void Load_OfALayerThatTheModelDoesNotHave_IsRefused()
    {
        var error = Assert.Throws<WeightLoadException>(() => Load(Dense("fc"), ("fc.weight", [3, 4]), ("fc.bias", [3]), ("fc2.weight", [3, 3])));
        Assert.Contains("fc2.weight", error.Message);
    }

    [Fact]
    public void Load_OfANormalization_LeavesTheCounter()
    {
        ExpectedVariable[] variables = [new("gamma", TensorShape.Of(3)), new("beta", TensorShape.Of(3)), new("moving_mean", TensorShape.Of(3)), new("moving_variance", TensorShape.Of(3))];
        var values = Load(
            new("norm", "BatchNormalization", "layers/batch_normalization", variables),
            ("norm.weight", [3]), ("norm.bias", [3]), ("norm.running_mean", [3]), ("norm.running_var", [3]), ("norm.num_batches_tracked", []));
        Assert.All(values, static array => Check(array!, [3], static k => k[0]));
    }

    [Fact]
    public void Load_OfARecurrentLayerOfAnotherSize_LeavesBothBiasesWithIt()
    {
        ExpectedVariable[] variables = [new("kernel", TensorShape.Of(3, 8), "cell"), new("recurrent_kernel", TensorShape.Of(2, 8), "cell"), new("bias", TensorShape.Of(8), "cell")];
        var model = new ExpectedModel("net", [new("lstm", "LSTM", "layers/lstm", variables), Dense("fc")]);
        var values = Load(
            model, LoadOptions.SkipMismatch,
            ("lstm.weight_ih_l0", [12, 3]), ("lstm.weight_hh_l0", [12, 3]), ("lstm.bias_ih_l0", [12]), ("lstm.bias_hh_l0", [12]), ("fc.weight", [3, 4]), ("fc.bias", [3]));
        Check(values[3], [4, 3], static k => (k[1] * 4) + k[0]);
    }

    [Fact]
    public void Load_OfANormalizationThatScales_IntoOneThatDoesNot_NamesWhatTheFileHas()
    {
        ExpectedVariable[] variables = [new("beta", TensorShape.Of(3)), new("moving_mean", TensorShape.Of(3)), new("moving_variance", TensorShape.Of(3))];
        var error = Assert.Throws<WeightLoadException>(() => Load(
            new("norm", "BatchNormalization", "layers/batch_normalization", variables), ("norm.weight", [3]), ("norm.running_mean", [3]), ("norm.running_var", [3])));
        Assert.Contains("norm/beta (3,): the file has no beta for this layer, and weight, which the class hasn't", error.Message);
        Assert.DoesNotContain("2 layers", error.Message);
    }

    [Fact]
    public void Load_OfASequence_GoesByPosition()
    {
        var model = new ExpectedModel("net", [Dense("hidden"), new("out", "Dense", "layers/dense_1", [new("kernel", TensorShape.Of(3, 2)), new("bias", TensorShape.Of(2))])]);
        var values = Load(model, LoadOptions.Strict, ("0.weight", [3, 4]), ("0.bias", [3]), ("10.weight", [2, 3]), ("10.bias", [2]));
        Check(values[0], [4, 3], static k => (k[1] * 4) + k[0]);
        Check(values[2], [3, 2], static k => (k[1] * 3) + k[0]);
    }

    private static ExpectedLayer Dense(string name) => new(name, "Dense", "layers/dense", [new("kernel", TensorShape.Of(4, 3)), new("bias", TensorShape.Of(3))]);

    private static float[][] Load(ExpectedLayer layer, params (string Name, int[] Shape)[] arrays) => Load(new("net", [layer]), LoadOptions.Strict, arrays);

    // Every array counts its elements.
    private static float[][] Load(ExpectedModel model, LoadOptions options, params (string Name, int[] Shape)[] arrays)
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(
            arrays.ToDictionary(static a => a.Name, static a => ArrayToWrite.Of(TensorShape.Of(a.Shape), () => Enumerable.Range(0, a.Shape.Aggregate(1, static (p, n) => p * n)).Select(static i => (float)i).ToArray())),
            new Dictionary<string, string>(), stream);
        using var file = SafetensorsFile.Open(new MemoryBytes("torch.safetensors", stream.ToArray()));
        return [.. LoadedValues.Read(file, model, options).Values.Select(static values => values!)];
    }

    private static void Check(float[] values, int[] shape, Func<int[], float> expected)
    {
        var index = new int[shape.Length];
        foreach (var value in values)
        {
            Assert.Equal(expected(index), value);
            for (var axis = shape.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
                index[axis] = 0;
        }
        Assert.Equal(shape.Aggregate(1, static (p, n) => p * n), values.Length);
    }
}
