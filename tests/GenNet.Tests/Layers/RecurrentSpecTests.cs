using GenNet.Specs;

namespace GenNet.Tests.Layers;

/// <summary>Shapes, variables and messages of the recurrent layers.</summary>
public class RecurrentSpecTests
{
    [Theory]
    [InlineData("GRU", "units=4", "5,3", "kernel 3,12; recurrent_kernel 4,12; bias 2,12")]
    [InlineData("GRU", "units=4 reset_after=false", "5,3", "kernel 3,12; recurrent_kernel 4,12; bias 12")]
    [InlineData("GRU", "units=4 use_bias=false", "5,3", "kernel 3,12; recurrent_kernel 4,12")]
    [InlineData("SimpleRNN", "units=4", "5,3", "kernel 3,4; recurrent_kernel 4,4; bias 4")]
    [InlineData("ConvLSTM1D", "filters=2 kernel_size=3", "5,6,3", "kernel 3,3,8; recurrent_kernel 3,2,8; bias 8")]
    [InlineData("ConvLSTM2D", "filters=2 kernel_size=3,2 data_format=channels_first", "5,3,6,7", "kernel 3,2,3,8; recurrent_kernel 3,2,2,8; bias 8")]
    [InlineData("ConvLSTM3D", "filters=2 kernel_size=2", "5,6,7,8,3", "kernel 2,2,2,3,8; recurrent_kernel 2,2,2,2,8; bias 8")]
    public void Variables_AreThoseOfKeras(string kind, string arguments, string input, string variables)
    {
        var inferred = Infer(kind, arguments, input);

        Assert.Equal(variables, string.Join("; ", inferred.Variables.Select(static v => $"{v.Name} {string.Join(",", v.Shape.Dimensions)}")));
        Assert.All(inferred.Variables, static v => Assert.Equal("cell", v.Path));
    }

    [Theory]
    [InlineData("GRU", "units=4", "5,3", "4")]
    [InlineData("GRU", "units=4 return_sequences=true", "5,3", "5,4")]
    [InlineData("ConvLSTM1D", "filters=2 kernel_size=3 strides=2", "5,6,3", "2,2")]
    [InlineData("ConvLSTM2D", "filters=2 kernel_size=3 padding=same strides=2 return_sequences=true", "5,6,7,3", "5,3,4,2")]
    [InlineData("ConvLSTM2D", "filters=2 kernel_size=3,2 data_format=channels_first", "5,3,6,7", "2,4,6")]
    [InlineData("ConvLSTM3D", "filters=2 kernel_size=2 dilation_rate=2", "5,6,7,8,3", "4,5,6,2")]
    public void Infer_GivesTheOutputShape(string kind, string arguments, string input, string output) =>
        Assert.Equal(output, string.Join(",", Infer(kind, arguments, input).Output.Dimensions));

    [Theory]
    [InlineData("GRU", "units=4", "5", "takes sequences of shape (timesteps, features), and the input is (5,)")]
    [InlineData("GRU", "units=4 activation=glu", "5,3", "activation is glu, which halves what it is applied to")]
    [InlineData("SimpleRNN", "units=0", "5,3", "units is 0 and must be at least 1")]
    [InlineData("GRUCell", "units=4", "5,3", "takes the values of one timestep, (features,), and the input is (5, 3)")]
    [InlineData("ConvLSTM2D", "filters=2 kernel_size=3", "5,6,3", "takes sequences of images, 4 axes with the timesteps, and the input is (5, 6, 3)")]
    [InlineData("ConvLSTM2D", "filters=2 kernel_size=8", "5,6,7,3", "kernel_size is 8 and must be at most the input's height 6")]
    [InlineData("ConvLSTM1D", "filters=2 kernel_size=3 strides=2 dilation_rate=2", "5,6,3", "dilation_rate is (2) and strides is (2), and they can't both be above 1")]
    public void Infer_OfWhatDoesNotFit_SaysWhatIsWrong(string kind, string arguments, string input, string message) =>
        Assert.StartsWith(message, Assert.Throws<SpecException>(() => Infer(kind, arguments, input)).Message);

    [Fact]
    public void RNN_OfSeveralCells_NamesAndFilesThemAsKeras()
    {
        var rnn = ((WrapperSpec)Create("RNN", "return_state=true")).Holding(
            [new(null, Create("LSTMCell", "units=4")), new(null, Create("GRUCell", "units=3")), new(null, Create("LSTMCell", "units=5"))]);

        var inferred = rnn.Infer(EquatableArray.Of<TensorType>(TensorShape.Of(6, 2)));

        Assert.Equal(["cell/cells/lstm_cell", "cell/cells/gru_cell", "cell/cells/lstm_cell_1"], inferred.Variables.Select(static v => v.Path).Distinct());
        Assert.Equal(["stacked_rnn_cells/lstm_cell", "stacked_rnn_cells/gru_cell", "stacked_rnn_cells/lstm_cell_1"], inferred.Variables.Select(static v => v.Scope).Distinct());
        Assert.Equal([5, 4, 4, 3, 5, 5], inferred.Outputs.Select(static output => output.Shape[0]));
        Assert.Equal(7, rnn.Inputs.Names.Count);
    }

    [Fact]
    public void RNN_OfWhatIsNoCell_IsRefused()
    {
        var rnn = (WrapperSpec)Create("RNN", "");

        Assert.Equal("holds cells, such as LSTMCell, and LSTM is none", Assert.Throws<SpecException>(() => rnn.Holding([new(null, Create("LSTM", "units=4"))])).Message);
        Assert.Equal(
            "holds cells, such as LSTMCell, and Dense is none",
            Assert.Throws<SpecException>(() => rnn.Holding([new(null, Create("LSTMCell", "units=4")), new(null, Create("Dense", "units=4"))])).Message);
    }

    [Fact]
    public void Content_OfAnotherPolicyThanWhatHoldsIt_IsRefused()
    {
        var each = ((WrapperSpec)Create("TimeDistributed", "")).Holding([new(null, Create("Dense", "units=4") with { DTypePolicy = DTypePolicy.BFloat16 })]);

        Assert.Equal(
            "dtype is bfloat16 for a layer and float32 for the one that holds it; give both the same",
            Assert.Throws<SpecException>(() => each.Infer(EquatableArray.Of<TensorType>(TensorShape.Of(6, 2)))).Message);
    }

    private static InferredLayer Infer(string kind, string arguments, string input) =>
        Create(kind, arguments).Infer(EquatableArray.Of<TensorType>(TensorShape.Of([.. input.Split(',').Select(int.Parse)])));

    private static LayerSpec Create(string kind, string arguments) => LayerCatalog.Create(
        kind, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static a => a.Split('=')).ToDictionary(static a => a[0], static a => Value(a[1])))!;

    private static object? Value(string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ when long.TryParse(text, out var number) => number,
        _ when text.Contains(',') => text.Split(',').Select(long.Parse).ToArray(),
        _ => text,
    };
}
