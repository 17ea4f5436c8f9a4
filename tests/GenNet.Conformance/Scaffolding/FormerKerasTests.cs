using System.Globalization;
using System.Text.Json;
using GenNet.TestSupport;
using GenNet.Tool.Scaffolding;

namespace GenNet.Conformance.Scaffolding;

/// <summary>Names, arguments and graphs of Keras 1 and 2 that Keras 3 doesn't know: what the same layer is called today.</summary>
public sealed class FormerKerasTests
{
    [Theory]
    [InlineData("""{"class_name": "Convolution2D", "config": {"name": "c", "nb_filter": 4, "nb_row": 3, "nb_col": 5, "border_mode": "same", "subsample": [2, 1], "dim_ordering": "th", "init": "he_normal", "bias": false, "W_regularizer": {"name": "WeightRegularizer", "l1": 0.0, "l2": 0.5}}}""",
        "[Conv2D(4, 3, 5, Strides = new[] { 2, 1 }, Padding = Padding.Same, DataFormat = DataFormat.ChannelsFirst, UseBias = false, KernelInitializer = Initializer.HeNormal, KernelL2 = 0.5)]")]
    [InlineData("""{"class_name": "AtrousConvolution2D", "config": {"name": "c", "nb_filter": 4, "nb_row": 3, "nb_col": 3, "atrous_rate": [2, 2]}}""", "[Conv2D(4, 3, DilationRate = 2)]")]
    [InlineData("""{"class_name": "Deconvolution2D", "config": {"name": "c", "nb_filter": 4, "nb_row": 2, "nb_col": 2, "output_shape": [null, 16, 16, 4], "subsample": [2, 2]}}""", "[Conv2DTranspose(4, 2, Strides = 2)]")]
    [InlineData("""{"class_name": "MaxPooling2D", "config": {"name": "c", "pool_size": [2, 2], "border_mode": "valid", "strides": [2, 2], "dim_ordering": "tf"}}""", "[MaxPooling2D]")]
    [InlineData("""{"class_name": "SpatialDropout2D", "config": {"name": "c", "p": 0.2, "dim_ordering": "tf"}}""", "[SpatialDropout2D(0.2)]")]
    [InlineData("""{"class_name": "GaussianNoise", "config": {"name": "c", "sigma": 0.1}}""", "[GaussianNoise(0.1)]")]
    [InlineData("""{"class_name": "ZeroPadding2D", "config": {"name": "c", "padding": [1, 2, 3, 4]}}""", "[ZeroPadding2D(1, 2, 3, 4)]")]
    [InlineData("""{"class_name": "ZeroPadding2D", "config": {"name": "c", "padding": {"top_pad": 1, "left_pad": 1}}}""", "[ZeroPadding2D(1, 0, 1, 0)]")]
    [InlineData("""{"class_name": "BatchNormalizationV1", "config": {"name": "c", "axis": [3], "mode": 0, "fused": true, "renorm": false, "virtual_batch_size": null}}""", "[BatchNormalization(")]
    [InlineData("""{"class_name": "ThresholdedReLU", "config": {"name": "c", "theta": 0.5}}""", "[ReLU(Threshold = 0.5)]")]
    [InlineData("""{"class_name": "LeakyReLU", "config": {"name": "c", "alpha": 0.1}}""", "[LeakyReLU(NegativeSlope = 0.1)]")]
    [InlineData("""{"class_name": "Activation", "config": {"name": "c", "activation": "hard_sigmoid"}}""", "[Activation(Activation.HardSigmoidKeras2)]")]
    [InlineData("""{"class_name": "Activation", "config": {"name": "c", "activation": {"class_name": "function", "config": "softmax_v2"}}}""", "[Activation(Activation.Softmax)]")]
    public void Layer_OfFormerNames_IsTodays(string layer, string attribute)
    {
        var text = Scaffold("""
            {"class_name": "Sequential", "config": [
                {"class_name": "InputLayer", "config": {"name": "x", "batch_input_shape": [null, 8, 8, 2], "input_dtype": "float32"}}, LAYER]}
            """.Replace("LAYER", layer));

        Assert.Contains(attribute, text);
    }

    [Theory]
    [InlineData("""{"class_name": "GRU", "config": {"name": "c", "units": 4}}""", "[GRU(4, ResetAfter = false)]")]
    [InlineData("""{"class_name": "GRU", "config": {"name": "c", "units": 4, "reset_after": true, "time_major": false, "implementation": 2}}""", "[GRU(4)]")]
    [InlineData("""{"class_name": "CuDNNGRU", "config": {"name": "c", "units": 4}}""", "[GRU(4)]")]
    [InlineData("""{"class_name": "CuDNNLSTM", "config": {"name": "c", "units": 4, "return_sequences": true}}""", "[LSTM(4, ReturnSequences = true)]")]
    [InlineData("""{"class_name": "LSTM", "config": {"name": "c", "output_dim": 4, "inner_activation": "hard_sigmoid", "inner_init": "orthogonal", "forget_bias_init": "zero", "consume_less": "gpu", "dropout_W": 0.1, "dropout_U": 0.2, "U_regularizer": null}}""",
        "[LSTM(4, RecurrentActivation = Activation.HardSigmoidKeras2, UnitForgetBias = false, Dropout = 0.1, RecurrentDropout = 0.2)]")]
    [InlineData("""{"class_name": "Bidirectional", "config": {"name": "c", "merge_mode": "concat", "layer": {"class_name": "CuDNNLSTM", "config": {"name": "l", "units": 4}}}}""", "[Bidirectional, LSTM(4, Name = \"forward_l\")]")]
    [InlineData("""{"class_name": "TimeDistributedDense", "config": {"name": "c", "output_dim": 4, "input_dim": 3, "input_length": 5}}""", "[Dense(4)]")]
    [InlineData("""{"class_name": "MaxPooling1D", "config": {"name": "c", "pool_length": 2, "stride": 1, "border_mode": "valid"}}""", "[MaxPooling1D(Strides = 1)]")]
    [InlineData("""{"class_name": "Convolution1D", "config": {"name": "c", "nb_filter": 4, "filter_length": 3, "subsample_length": 1, "border_mode": "same"}}""", "[Conv1D(4, 3, Padding = Padding.Same)]")]
    public void LayerOfASequence_OfFormerNames_IsTodays(string layer, string attribute)
    {
        var text = Scaffold("""
            {"class_name": "Sequential", "config": [
                {"class_name": "InputLayer", "config": {"name": "x", "batch_input_shape": [null, 5, 3]}}, LAYER]}
            """.Replace("LAYER", layer));

        Assert.Contains(attribute, text);
        ModelCompiler.Compile(text);
    }

    [Fact]
    public void HardSigmoid_OfKeras3_IsItsOwn()
    {
        var text = Scaffold("""
            {"module": "keras", "class_name": "Sequential", "config": {"name": "net", "layers": [
                {"module": "keras.layers", "class_name": "InputLayer", "config": {"name": "x", "batch_shape": [null, 4]}},
                {"module": "keras.layers", "class_name": "Dense", "config": {"name": "out", "units": 2, "activation": "hard_sigmoid"}}]}}
            """);

        Assert.Contains("Activation.HardSigmoid)", text);
    }

    [Fact]
    public void Sequential_ThatBeginsWithAMergeOfModels_IsAGraphOfTheirInputs()
    {
        var text = Scaffold("""
            {"class_name": "Sequential", "config": [
                {"class_name": "Merge", "config": {"name": "merge_1", "mode": "concat", "concat_axis": 1, "dot_axes": -1, "output_shape": null, "output_shape_type": "raw", "mode_type": "raw", "arguments": {}, "layers": [
                    {"class_name": "Sequential", "config": [{"class_name": "Dense", "config": {"name": "left", "output_dim": 4, "batch_input_shape": [null, 3], "input_dtype": "float32"}}]},
                    {"class_name": "Sequential", "config": [{"class_name": "Dense", "config": {"name": "right", "output_dim": 5, "batch_input_shape": [null, 2], "input_dtype": "float32"}}]}]}},
                {"class_name": "Dense", "config": {"name": "out", "output_dim": 1}}]}
            """);

        Assert.Contains("Forward([Input(3)] Tensor leftInput, [Input(2)] Tensor rightInput)", text);
        Assert.Contains("var merge1 = Merge1.Forward(left, right);\n        return Out.Forward(merge1);", text);
        ModelCompiler.Compile(text);
    }

    [Fact]
    public void Sequential_ThatBeginsWithAModel_TakesWhatThatTakes()
    {
        var text = Scaffold("""
            {"class_name": "Sequential", "config": {"name": "net", "layers": [
                {"class_name": "Model", "config": {"name": "base", "layers": [
                    {"class_name": "InputLayer", "name": "input_1", "config": {"batch_input_shape": [null, 4], "dtype": "float32", "name": "input_1"}, "inbound_nodes": []},
                    {"class_name": "Dense", "name": "d", "config": {"name": "d", "units": 3}, "inbound_nodes": [[["input_1", 0, 0, {}]]]}],
                  "input_layers": [["input_1", 0, 0]], "output_layers": [["d", 0, 0]]}},
                {"class_name": "Dense", "config": {"name": "out", "units": 2}}]}}
            """);

        Assert.Contains("[Model, Input(4)]", text);
        ModelCompiler.Compile(text);
    }

    [Fact]
    public void Layer_WithALayerAsItsActivation_IsTwo()
    {
        var text = Scaffold("""
            {"class_name": "Model", "config": {"name": "net", "layers": [
                {"class_name": "InputLayer", "name": "x", "config": {"batch_input_shape": [null, 4], "name": "x"}, "inbound_nodes": []},
                {"class_name": "Dense", "name": "d", "config": {"name": "d", "units": 4, "activation": {"class_name": "LeakyReLU", "config": {"name": "leaky_re_lu", "trainable": true, "alpha": 0.1}}},
                 "inbound_nodes": [[["x", 0, 0, {}]], [["d", 0, 0, {}]]]},
                {"class_name": "Dense", "name": "out", "config": {"name": "out", "units": 2, "activation": {"class_name": "ReLU", "config": {"name": "re_lu"}}}, "inbound_nodes": [[["d", 1, 0, {}]]]}],
              "input_layers": [["x", 0, 0]], "output_layers": [["out", 0, 0]]}}
            """);

        Assert.Contains("[LeakyReLU(NegativeSlope = 0.1)]", text);
        Assert.Contains("var d = D.Forward(x);\n        var dActivation = DActivation.Forward(d);\n        var d_2 = D.Forward(dActivation);\n        var dActivation_2 = DActivation.Forward(d_2);\n        return Out.Forward(dActivation_2);", text);
        Assert.Contains("[Dense(2, Activation = Activation.ReLU)]", text);
        ModelCompiler.Compile(text);
    }

    [Fact]
    public void Names_WithSlashesAndSpaces_AreThoseThatKeras3Takes()
    {
        var text = Scaffold("""
            {"class_name": "Model", "config": {"name": "net", "layers": [
                {"class_name": "InputLayer", "name": "the input", "config": {"batch_input_shape": [null, 4], "name": "the input"}, "inbound_nodes": []},
                {"class_name": "Dense", "name": "conv1/out", "config": {"name": "conv1/out", "units": 3}, "inbound_nodes": [[["the input", 0, 0, {}]]]}],
              "input_layers": [["the input", 0, 0]], "output_layers": [["conv1/out", 0, 0]]}}
            """);

        Assert.Contains("[Dense(3)] public partial Dense Conv1Out { get; }", text);
        Assert.Contains("Forward([Input(4)] Tensor theInput)", text);
        ModelCompiler.Compile(text);
    }

    // Such a model has a call of its own making, which Keras counts and doesn't write.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Functional_WithAModelAmongItsLayers_FindsItsCallsFromTheFirstThatIsTaken(int first)
    {
        var text = Scaffold("""
            {"class_name": "Model", "config": {"name": "net", "layers": [
                {"class_name": "InputLayer", "name": "a", "config": {"batch_input_shape": [null, 4], "name": "a"}, "inbound_nodes": []},
                {"class_name": "InputLayer", "name": "b", "config": {"batch_input_shape": [null, 4], "name": "b"}, "inbound_nodes": []},
                {"class_name": "Sequential", "name": "tower", "config": {"name": "tower", "layers": [{"class_name": "Dense", "config": {"name": "d", "units": 3, "batch_input_shape": [null, 4]}}]},
                 "inbound_nodes": [[["a", 0, 0, {}]], [["b", 0, 0, {}]]]},
                {"class_name": "Subtract", "name": "difference", "config": {"name": "difference"}, "inbound_nodes": [[["tower", FIRST, 0, {}], ["tower", SECOND, 0, {}]]]}],
              "input_layers": [["a", 0, 0], ["b", 0, 0]], "output_layers": [["difference", 0, 0]]}}
            """.Replace("FIRST", first.ToString(CultureInfo.InvariantCulture)).Replace("SECOND", (first + 1).ToString(CultureInfo.InvariantCulture)));

        Assert.Contains("var tower = Tower.Forward(a);\n        var tower_2 = Tower.Forward(b);\n        return Difference.Forward(tower, tower_2);", text);
    }

    [Fact]
    public void Functional_OfSomeonesOwnClass_IsReadAsAGraph()
    {
        var text = Scaffold("""
            {"module": "mine", "class_name": "MyModel", "registered_name": "mine>MyModel", "config": {"name": "net", "layers": [
                {"module": "keras.layers", "class_name": "InputLayer", "name": "a", "config": {"batch_shape": [null, 4], "name": "a"}, "inbound_nodes": []},
                {"module": "keras.layers", "class_name": "Dense", "name": "d", "config": {"name": "d", "units": 3},
                 "inbound_nodes": [{"args": [{"class_name": "__keras_tensor__", "config": {"keras_history": ["a", 0, 0]}}], "kwargs": {}}]}],
              "input_layers": {"a": ["a", 0, 0]}, "output_layers": {"d": ["d", 0, 0]}}}
            """);

        Assert.Contains("return D.Forward(a);", text);
    }

    [Fact]
    public void Functional_OfTfKeras_HasTensorsByNameAndFunctionsOfTensorFlow()
    {
        var text = Scaffold("""
            {"class_name": "Functional", "config": {"name": "net", "layers": [
                {"class_name": "InputLayer", "name": "a", "config": {"batch_input_shape": [null, 4, 6], "name": "a"}, "inbound_nodes": []},
                {"class_name": "MultiHeadAttention", "name": "heads", "config": {"name": "heads", "num_heads": 2, "key_dim": 3, "query_shape": [null, 4, 6], "key_shape": [null, 4, 6], "value_shape": [null, 4, 6]},
                 "inbound_nodes": [[["a", 0, 0, {"value": ["a", 0, 0], "training": null}]]]},
                {"class_name": "TFOpLambda", "name": "tf.__operators__.add", "config": {"name": "tf.__operators__.add", "trainable": true, "dtype": "float32", "function": "__operators__.add"},
                 "inbound_nodes": [[["heads", 0, 0, {"y": ["a", 0, 0], "name": null}]]]}],
              "input_layers": [["a", 0, 0]], "output_layers": [["tf.__operators__.add", 0, 0]]}}
            """);

        Assert.Contains("var heads = Heads.Forward(a, a);\n        return heads + a;", text);
        ModelCompiler.Compile(text);
    }

    private static string Scaffold(string json)
    {
        using var document = JsonDocument.Parse(json);
        return ModelClassWriter.Write(ScaffoldedModel.Read(document.RootElement).Spec);
    }
}
