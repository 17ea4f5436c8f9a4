using System.Text.Json;
using GenNet.Tool.Scaffolding;
using GenNet.Weights.KerasConfig;

namespace GenNet.Conformance.Scaffolding;

/// <summary>Keras' words in, C# out, by small hand-written configs.</summary>
public sealed class ScaffoldTests
{
    [Theory]
    [InlineData("mlp")]
    [InlineData("resnet")]
    public void Model_WhenKerasWroteIt_ReadsAsSomeoneWouldHaveWrittenIt(string model)
    {
        var text = Scaffold(Resource(model + ".json"));

        Assert.Equal(Resource(model + ".cs.txt"), text);
    }

    [Fact]
    public void Sequential_WhenArgumentsAreDefaults_WritesNoneOfThem()
    {
        var text = Scaffold(Sequential("net", [8], """{"name": "out", "units": 3, "activation": "linear", "use_bias": true, "quantization_config": null}"""));

        Assert.Equal(
            """
            using GenNet;

            [Model, Input(8, Name = "features")]
            public partial class Net
            {
                [Dense(3)] public partial Dense Out { get; }
            }

            """, text);
    }

    [Fact]
    public void Sequential_WhenNamesDoNotRoundTrip_KeepsThemInAttributes()
    {
        var text = Scaffold(Sequential("net-2", [8], """{"name": "hidden_1", "units": 3, "activation": "relu", "use_bias": false}"""));

        Assert.Contains("[Model(Name = \"net-2\"), Input(8, Name = \"features\")]", text);
        Assert.Contains("public partial class Net2", text);
        Assert.Contains("[Dense(3, Activation = Activation.ReLU, UseBias = false, Name = \"hidden_1\")] public partial Dense Hidden1 { get; }", text);
    }

    [Fact]
    public void Sequential_WithLayersThatHoldLayers_WritesEachOnOneProperty()
    {
        const string Lstm = """{"class_name": "LSTM", "config": {"name": "NAME", "units": 4, "return_sequences": true, "zero_output_for_mask": true, "go_backwards": BACK}}""";
        var (forward, backward) = (Lstm.Replace("NAME", "forward_lstm").Replace("BACK", "false"), Lstm.Replace("NAME", "backward_lstm").Replace("BACK", "true"));
        var text = Scaffold(Series(
            """{"class_name": "Bidirectional", "config": {"name": "reader", "merge_mode": "sum", "layer": """ + forward + """, "backward_layer": """ + backward + "}}",
            """{"class_name": "Bidirectional", "config": {"name": "other", "layer": """ + forward + """, "backward_layer": """ + backward.Replace("backward_lstm", "lstm_1").Replace("4", "2") + "}}",
            """{"class_name": "TimeDistributed", "config": {"name": "heads", "layer": {"class_name": "Dense", "config": {"name": "dense_7", "units": 2, "activation": "softmax"}}}}"""));

        Assert.Contains("[Bidirectional(MergeMode = MergeMode.Sum), LSTM(4, ReturnSequences = true)]", text);
        Assert.Contains("public partial Bidirectional Reader { get; }", text);
        Assert.Contains("[Bidirectional, LSTM(4, ReturnSequences = true), LSTM(2, ReturnSequences = true, GoBackwards = true, Name = \"lstm_1\")]", text);
        Assert.Contains("[TimeDistributed, Dense(2, Activation = Activation.Softmax, Name = \"dense_7\")]", text);
    }

    [Theory]
    [InlineData("""{"class_name": "LSTMCell", "config": {"name": "lstm_cell", "units": 4}}""", "[RNN(ReturnSequences = true), LSTMCell(4)]")]
    [InlineData("""{"class_name": "LSTMCell", "config": {"name": "lstm_cell_3", "units": 4}}""", "[RNN(ReturnSequences = true), LSTMCell(4, Name = \"lstm_cell_3\")]")]
    [InlineData(
        """{"class_name": "StackedRNNCells", "config": {"name": "stacked_rnn_cells", "cells": [{"class_name": "GRUCell", "config": {"name": "gru_cell", "units": 4, "reset_after": true}}, {"class_name": "GRUCell", "config": {"name": "gru_cell_1", "units": 3, "reset_after": true}}]}}""",
        "[RNN(ReturnSequences = true), GRUCell(4), GRUCell(3)]")]
    [InlineData(
        """{"class_name": "StackedRNNCells", "config": {"name": "stack", "cells": [{"class_name": "GRUCell", "config": {"name": "gru_cell", "units": 4, "reset_after": true}}, {"class_name": "SimpleRNNCell", "config": {"name": "simple_rnn_cell", "units": 3}}]}}""",
        "[RNN(ReturnSequences = true), StackedRNNCells(Name = \"stack\"), GRUCell(4), SimpleRNNCell(3)]")]
    [InlineData(
        """{"class_name": "StackedRNNCells", "config": {"name": "stacked_rnn_cells", "cells": [{"class_name": "GRUCell", "config": {"name": "gru_cell", "units": 4, "reset_after": true}}]}}""",
        "[RNN(ReturnSequences = true), StackedRNNCells, GRUCell(4)]")]
    public void RNN_OfOneCellOrSeveral_IsOneProperty(string cell, string attributes) =>
        Assert.Contains(attributes, Scaffold(Series("""{"class_name": "RNN", "config": {"name": "decoder", "return_sequences": true, "cell": """ + cell + "}}")));

    [Theory]
    [InlineData("""{"class_name": "LocallyConnected1D", "config": {"name": "forward_gru", "units": 4}}""", "layer 'reader/forward_gru' is of class LocallyConnected1D, which GenNet doesn't have")]
    [InlineData("""{"class_name": "Dense", "config": {"name": "dense", "units": 4}}""", "layer 'reader' (Bidirectional): holds layers that go through a sequence step by step, such as LSTM, and Dense is none")]
    [InlineData("""{"class_name": "LSTM", "config": {"name": "forward_lstm", "units": 0}}""", "layer 'reader/forward_lstm' (LSTM): units is 0 and must be at least 1")]
    [InlineData("7", "layer 'reader' (Bidirectional): layer is 7 and must be a layer")]
    public void Bidirectional_WithWhatItCanNotHold_IsRefusedByBothNames(string layer, string problem)
    {
        var error = Assert.Throws<KerasConfigException>(() => Scaffold(Series("""{"class_name": "Bidirectional", "config": {"name": "reader", "layer": """ + layer + "}}")));

        Assert.Contains(problem, error.Problems);
    }

    [Fact]
    public void Functional_WithMaskZero_LeavesOutTheMaskThatComesByItself()
    {
        var text = Scaffold(Masked($$"""{"mask": {{Tensor("not_equal", 0)}} }"""));

        Assert.Contains("var words = Words.Forward(tokens);\n        return Last.Forward(words);", text);
    }

    [Fact]
    public void Functional_WithStates_TakesThemApart()
    {
        var text = Scaffold(Masked(
            $$"""{"initial_state": [{{Tensor("encoder", 0, 1)}}, {{Tensor("encoder", 0, 2)}}]}""",
            $$"""
            {"module": "keras.layers", "class_name": "LSTM", "name": "encoder", "config": {"name": "encoder", "units": 3, "return_state": true},
             "inbound_nodes": [{"args": [{{Tensor("words", 0)}}], "kwargs": {"mask": {{Tensor("not_equal", 0)}} } }]},
            """));

        Assert.Contains("var (_, encoderHiddenState, encoderCellState) = Encoder.ForwardWithState(words);", text);
        Assert.Contains("return Last.Forward(words, initialState: [encoderHiddenState, encoderCellState]);", text);
    }

    [Fact]
    public void Functional_WithAMaskThatWouldNotComeByItself_ComputesIt()
    {
        var text = Scaffold(Masked($$"""{"mask": {{Tensor("not_equal", 0)}} }""", padding: 3));

        Assert.Contains("var notEqual = Tensor.NotEqual(tokens, 3);", text, StringComparison.Ordinal);
        Assert.Contains("return Last.Forward(words, mask: notEqual);", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("weights", "WeightsLayer")]
    [InlineData("activation", "ActivationLayer")]
    [InlineData("net", "Net_2")]
    [InlineData("1st", "_1st")]
    [InlineData("item1", "Item1Layer")]
    public void Property_WhenNameIsTaken_GetsAnother(string kerasName, string property)
    {
        var text = Scaffold(Sequential("net", [8], $$"""{"name": "{{kerasName}}", "units": 3}"""));

        Assert.Contains($"Name = \"{kerasName}\"", text);
        Assert.Contains($" {property} {{ get; }}", text);
    }

    [Fact]
    public void Regularizers_WhenL1OrL2_BecomePenalties()
    {
        var text = Scaffold(Sequential("net", [8], """
            {"name": "out", "units": 3, "kernel_regularizer": {"module": "keras.regularizers", "class_name": "L1L2", "config": {"l1": 0.5, "l2": 0.0010000000474974513}},
             "bias_regularizer": "l2"}
            """));

        Assert.Contains("[Dense(3, KernelL1 = 0.5, KernelL2 = 0.001, BiasL2 = 0.01)]", text);
    }

    [Fact]
    public void Seeds_WhenSet_AreLeftOutWithANote()
    {
        var model = Read(Sequential("net", [8], """
            {"name": "out", "units": 3, "kernel_initializer": {"module": "keras.initializers", "class_name": "HeNormal", "config": {"seed": 42}}}
            """));

        Assert.Contains("[Dense(3, KernelInitializer = Initializer.HeNormal)]", ModelClassWriter.Write(model.Spec));
        Assert.StartsWith("layer 'out' (Dense): the seed of kernel_initializer is left out", Assert.Single(model.Notes));
    }

    [Theory]
    [InlineData("\"kernel_constraint\": {\"class_name\": \"MaxNorm\", \"config\": {}}", "kernel_constraint MaxNorm is left out: it acts in training alone")]
    [InlineData("\"activity_regularizer\": \"l2\"", "activity_regularizer \"l2\" is left out: it acts in training alone")]
    [InlineData("\"kernel_regularizer\": {\"class_name\": \"OrthogonalRegularizer\", \"config\": {}}", "kernel_regularizer OrthogonalRegularizer is left out: L1 and L2 are known")]
    [InlineData("\"kernel_initializer\": {\"class_name\": \"RandomNormal\", \"config\": {\"stddev\": 0.1}}", "kernel_initializer RandomNormal with stddev 0.1 is left out: it matters to a new model's first weights alone")]
    [InlineData("\"kernel_initializer\": {\"class_name\": \"Mine\", \"config\": {}, \"registered_name\": \"mine>Mine\"}", "kernel_initializer Mine is left out")]
    public void Argument_WhenItActsInTrainingAlone_IsLeftOutWithANote(string argument, string expected)
    {
        var model = Read(Sequential("net", [8], $$"""{"name": "out", "units": 3, {{argument}}}"""));

        Assert.Contains("[Dense(3)]", ModelClassWriter.Write(model.Spec));
        Assert.StartsWith("layer 'out' (Dense): " + expected, Assert.Single(model.Notes));
    }

    [Theory]
    [InlineData("""{"class_name": "VarianceScaling", "config": {"scale": 2.0, "mode": "fan_in", "distribution": "truncated_normal", "seed": null}}""", "KernelInitializer = Initializer.HeNormal")]
    [InlineData("""{"class_name": "VarianceScaling", "config": {"scale": 1.0, "mode": "fan_in", "distribution": "uniform"}}""", "KernelInitializer = Initializer.LecunUniform")]
    [InlineData("\"he_uniform\"", "KernelInitializer = Initializer.HeUniform")]
    public void Initializer_UnderAnyOfItsNames_IsThatOne(string initializer, string expected) =>
        Assert.Contains(expected, Scaffold(Sequential("net", [8], $$"""{"name": "out", "units": 3, "kernel_initializer": {{initializer}}}""")));

    [Theory]
    [InlineData("\"activation\": {\"class_name\": \"PReLU\", \"config\": {}}", "activation is an object of class PReLU")]
    [InlineData("\"activation\": \"my_function\"", "activation is my_function and must be one of")]
    [InlineData("\"dtype\": {\"class_name\": \"DTypePolicy\", \"config\": {\"name\": \"int8_from_float32\"}}", "dtype is int8_from_float32 and must be one of Float32, Float16")]
    [InlineData("\"lora_rank\": 4", "lora_rank 4 is not supported")]
    public void Argument_WhenNotSupported_IsRefusedByName(string argument, string expected)
    {
        var error = Assert.Throws<KerasConfigException>(() => Scaffold(Sequential("net", [8], $$"""{"name": "out", "units": 3, {{argument}}}""")));

        Assert.StartsWith("layer 'out' (Dense): " + expected, Assert.Single(error.Problems));
    }

    [Fact]
    public void Refusal_WhenSeveralThingsAreWrong_ListsAllOfThem()
    {
        var error = Assert.Throws<KerasConfigException>(() => Scaffold("""
            {"module": "keras", "class_name": "Sequential", "config": {"name": "net", "layers": [
                {"module": "keras.layers", "class_name": "InputLayer", "config": {"batch_shape": [null, 4], "dtype": "float32", "name": "x"}},
                {"module": "keras.layers", "class_name": "NoSuchLayer", "config": {"name": "a"}},
                {"module": "my.package", "class_name": "Dense", "config": {"name": "b", "units": 2}, "registered_name": "my>Dense"},
                {"module": "keras", "class_name": "Sequential", "config": {"name": "c", "layers": []}},
                {"module": "keras.layers", "class_name": "Dense", "config": {"name": "d", "units": 0, "bias_initializer": "zeros", "no_such_argument": 1}}]}}
            """));

        Assert.Equal(4, error.Problems.Count);
        Assert.Contains("layer 'a' is of class NoSuchLayer, which GenNet doesn't have", error.Message);
        Assert.Contains("layer 'b' is of class Dense, which is not Keras' own", error.Message);
        Assert.Contains("model 'c': the model has no layers", error.Message);
        Assert.Contains("layer 'd' (Dense): units is 0 and must be at least 1", error.Message);
    }

    [Theory]
    [InlineData("[null, null, 3]", "the length of its sequences is open, in shape [null, null, 3]; say the largest with --length x=128")]
    [InlineData("[null, 4, null]", "is not fixed")]
    [InlineData("[null, 0]", "is not fixed")]
    [InlineData("null", "has no shape")]
    public void Input_WhenShapeIsNotFixed_IsRefused(string shape, string expected)
    {
        var error = Assert.Throws<KerasConfigException>(() => Scaffold($$$"""
            {"module": "keras", "class_name": "Sequential", "config": {"name": "net", "layers": [
                {"module": "keras.layers", "class_name": "InputLayer", "config": {"batch_shape": {{{shape}}}, "name": "x"}},
                {"module": "keras.layers", "class_name": "Dense", "config": {"name": "d", "units": 1}}]}}
            """));

        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void Input_WhenItsLengthIsSaid_TakesAnyUpToIt()
    {
        using var json = JsonDocument.Parse("""
            {"module": "keras", "class_name": "Sequential", "config": {"name": "net", "layers": [
                {"module": "keras.layers", "class_name": "InputLayer", "config": {"batch_shape": [null, null, 3], "name": "x"}},
                {"module": "keras.layers", "class_name": "LSTM", "config": {"name": "memory", "units": 2, "return_sequences": true}}]}}
            """);
        var reading = KerasReading.ToBuildWith(new Dictionary<string, int> { ["x"] = 64 });

        var text = ModelClassWriter.Write(ScaffoldedModel.Named(KerasConfigReader.Read(json.RootElement, reading), "", null).Spec);

        Assert.Contains("[Model, Input(64, 3, Name = \"x\", VariableLength = true)]", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Functional_WhenLayersAreShared_CallsThemTwiceInAnOrderThatRuns()
    {
        // Keras' order of layers says nothing about the order of calls: 'last' stands first here.
        var text = Scaffold("""
            {"module": "keras.src.models.functional", "class_name": "Functional", "config": {"name": "twins", "layers": [
                {"module": "keras.layers", "class_name": "Dense", "name": "last", "config": {"name": "last", "units": 2}, "inbound_nodes": [{"args": [[T0]], "kwargs": {"mask": null}}]},
                {"module": "keras.layers", "class_name": "InputLayer", "name": "input_1", "config": {"batch_shape": [null, 4], "dtype": "float32", "name": "input_1"}, "inbound_nodes": []},
                {"module": "keras.layers", "class_name": "Dense", "name": "shared", "config": {"name": "shared", "units": 4},
                 "inbound_nodes": [{"args": [T1], "kwargs": {}}, {"args": [T2], "kwargs": {}}]}],
              "input_layers": [["input_1", 0, 0]], "output_layers": [["last", 0, 0], ["shared", 0, 0]]}}
            """.Replace("T0", Tensor("shared", 1)).Replace("T1", Tensor("input_1", 0)).Replace("T2", Tensor("shared", 0)));

        Assert.Contains(
            """
                private (Tensor Last, Tensor Shared) Forward([Input(4, Name = "input_1")] Tensor input1)
                {
                    var shared = Shared.Forward(input1);
                    var shared_2 = Shared.Forward(shared);
                    var last = Last.Forward(shared_2);
                    return (last, shared);
                }
            """, text);
    }

    [Fact]
    public void Functional_WhenWrittenByKeras2_ReadsItsNodes()
    {
        var text = Scaffold("""
            {"class_name": "Functional", "config": {"name": "old", "layers": [
                {"class_name": "InputLayer", "name": "image", "config": {"batch_input_shape": [null, 4], "dtype": "float32", "name": "image"}, "inbound_nodes": []},
                {"class_name": "Dense", "name": "out", "config": {"name": "out", "units": 2, "dtype": "float32"}, "inbound_nodes": [[["image", 0, 0, {}]]]}],
              "input_layers": ["image", 0, 0], "output_layers": ["out", 0, 0]}}
            """);

        Assert.Contains("return Out.Forward(image);", text);
    }

    [Fact]
    public void Functional_WhenGraphRunsInACircle_IsRefused()
    {
        var error = Assert.Throws<KerasConfigException>(() => Scaffold("""
            {"class_name": "Functional", "config": {"name": "circle", "layers": [
                {"class_name": "InputLayer", "name": "x", "config": {"batch_input_shape": [null, 4], "name": "x"}, "inbound_nodes": []},
                {"class_name": "Dense", "name": "a", "config": {"units": 2}, "inbound_nodes": [[["b", 0, 0, {}]]]},
                {"class_name": "Dense", "name": "b", "config": {"units": 2}, "inbound_nodes": [[["a", 0, 0, {}]]]}],
              "input_layers": ["x", 0, 0], "output_layers": ["b", 0, 0]}}
            """));

        Assert.Contains("circle", error.Problems.Single());
    }

    private static string Sequential(string name, int[] input, string dense) => $$$"""
        {"module": "keras", "class_name": "Sequential", "config": {"name": "{{{name}}}", "layers": [
            {"module": "keras.layers", "class_name": "InputLayer", "config": {"batch_shape": [null, {{{string.Join(", ", input)}}}], "dtype": "float32", "name": "features"}},
            {"module": "keras.layers", "class_name": "Dense", "config": {{{dense}}}, "registered_name": null}]}}
        """;

    private static string Tensor(string layer, int node, int output = 0) =>
        $$$"""{"class_name": "__keras_tensor__", "config": {"shape": [null, 4], "dtype": "float32", "keras_history": ["{{{layer}}}", {{{node}}}, {{{output}}}]}}""";

    private static string Masked(string kwargs, string between = "", int padding = 0) => $$$"""
        {"class_name": "Functional", "config": {"name": "net", "layers": [
            {"module": "keras.layers", "class_name": "InputLayer", "name": "tokens", "config": {"batch_shape": [null, 4], "dtype": "int32", "name": "tokens"}, "inbound_nodes": []},
            {"module": "keras.src.ops.numpy", "class_name": "NotEqual", "name": "not_equal", "config": {"name": "not_equal"}, "inbound_nodes": [{"args": [{{{Tensor("tokens", 0)}}}, {{{padding}}}], "kwargs": {}}]},
            {"module": "keras.layers", "class_name": "Embedding", "name": "words", "config": {"name": "words", "input_dim": 5, "output_dim": 2, "mask_zero": true},
             "inbound_nodes": [{"args": [{{{Tensor("tokens", 0)}}}], "kwargs": {}}]},
            {{{between}}}
            {"module": "keras.layers", "class_name": "LSTM", "name": "last", "config": {"name": "last", "units": 3}, "inbound_nodes": [{"args": [{{{Tensor("words", 0)}}}], "kwargs": {{{kwargs}}} }]}],
         "input_layers": [["tokens", 0, 0]], "output_layers": [["last", 0, 0]]}}
        """;

    private static string Resource(string name)
    {
        using var stream = typeof(ScaffoldTests).Assembly.GetManifestResourceStream(name)!;
        return new StreamReader(stream).ReadToEnd();
    }

    private static string Series(params string[] layers) =>
        """{"class_name": "Sequential", "config": {"name": "net", "layers": [{"class_name": "InputLayer", "config": {"name": "series", "batch_shape": [null, 5, 3]}}, """ + string.Join(", ", layers) + "]}}";

    private static string Scaffold(string json) => ModelClassWriter.Write(Read(json).Spec);

    private static KerasModel Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return ScaffoldedModel.Read(document.RootElement);
    }
}
