using System.Collections.Concurrent;
using GenNet.TestSupport;

namespace GenNet.Generators.Tests.Models;

/// <summary>Classes whose length each call says, and the same of a fixed length.</summary>
internal static class RunTimeLengthModels
{
    /// <summary>The bound of the first.</summary>
    public const int Longest = 9;

    private static readonly ConcurrentDictionary<string, CompiledModels> s_compiled = new(StringComparer.Ordinal);

    // {0} is the first dimension of an input, {1} what else its attribute says.
    private static readonly Dictionary<string, string> s_models = new(StringComparer.Ordinal)
    {
        ["sequences"] = """
            [Model, Input({0}, 3{1})] public partial class Net
            {
                [LSTM(5, ReturnSequences = true)] public partial LSTM Encoder { get; }
                [Dropout(0.3)] public partial Dropout Drop { get; }
                [Dense(4, Activation = Activation.Softmax)] public partial Dense Head { get; }
            }
            """,
        ["text"] = """
            [Model, Input({0}, DType = DType.Int32{1})] public partial class Net
            {
                [Embedding(7, 4, MaskZero = true)] public partial Embedding Words { get; }
                [LSTM(5, Dropout = 0.4, RecurrentDropout = 0.4)] public partial LSTM Encoder { get; }
                [Dense(3)] public partial Dense Head { get; }
            }
            """,
        ["masked"] = """
            [Model, Input({0}, 3{1})] public partial class Net
            {
                [Masking] public partial Masking Mask { get; }
                [LSTM(4, ReturnSequences = true, GoBackwards = true)] public partial LSTM First { get; }
                [BatchNormalization] public partial BatchNormalization Norm { get; }
                [LSTM(3, ReturnSequences = true, ZeroOutputForMask = true)] public partial LSTM Second { get; }
            }
            """,
        ["timesteps"] = """
            [Model, Input({0}, 2, 3{1})] public partial class Net
            {
                [Dense(6, Activation = Activation.GELU)] public partial Dense First { get; }
                [LayerNormalization] public partial LayerNormalization Norm { get; }
                [RMSNormalization] public partial RMSNormalization Mean { get; }
                [BatchNormalization(Axis = 2)] public partial BatchNormalization Axis { get; }
                [ReLU(NegativeSlope = 0.1)] public partial ReLU Leaky { get; }
                [Softmax(Axis = 2)] public partial Softmax Share { get; }
                [Dropout(0.5, NoiseShape = new[] { -1, -1, 1, -1 })] public partial Dropout Drop { get; }
                [Activation(Activation.GLU)] public partial ActivationLayer Gate { get; }
            }
            """,
        ["several"] = """
            [Model] public partial class Net
            {
                [Masking] public partial Masking Mask { get; }
                [Dense(3)] public partial Dense First { get; }
                [Concatenate] public partial Concatenate Join { get; }
                [LSTM(4, ReturnSequences = true, ReturnState = true)] public partial LSTM Encoder { get; }
                [LSTM(4, ReturnSequences = true)] public partial LSTM Decoder { get; }
                [Dense(2)] public partial Dense Head { get; }

                private (Tensor Values, Tensor Joined, Tensor Last, Tensor Score, Tensor Same) Forward([Input({0}, 3{1})] Tensor values, [Input(2)] Tensor speaker, [Input({0}, 3{1})] Tensor others)
                {
                    var sum = (First.Forward(Mask.Forward(values)) + Mask.Forward(others)) * others - values;
                    var joined = Join.Forward(sum, others);
                    var (all, hidden, cell) = Encoder.ForwardWithState(joined);
                    var decoded = Decoder.Forward(all, initialState: [hidden, cell]) + all;
                    return (values, joined, hidden, Head.Forward(decoded), joined);
                }
            }
            """,
        ["wrappers"] = """
            [Model, Input({0}, 3{1})] public partial class Net
            {
                [Masking] public partial Masking Mask { get; }
                [Bidirectional, GRU(4, ReturnSequences = true)] public partial Bidirectional Both { get; }
                [TimeDistributed, Dense(5)] public partial TimeDistributed Each { get; }
                [RNN(GoBackwards = true, ReturnSequences = true), LSTMCell(4), GRUCell(3, ResetAfter = false)] public partial RNN Cells { get; }
                [Bidirectional(MergeMode = MergeMode.Sum), SimpleRNN(3)] public partial Bidirectional Last { get; }
            }
            """,
        ["images"] = """
            [Model, Input({0}, 5, 4, 2{1})] public partial class Net
            {
                [ConvLSTM2D(2, 3, ReturnSequences = true, Dropout = 0.3)] public partial ConvLSTM2D Memory { get; }
                [TimeDistributed, Flatten] public partial TimeDistributed Flat { get; }
                [GRU(3)] public partial GRU Last { get; }
            }
            """,
        ["variables"] = """
            [Model] public partial class Net
            {
                [Variable(3)] public partial Variable Offset { get; }
                [LSTM(4)] public partial LSTM Last { get; }

                private Tensor Forward([Input({0}, 3{1})] Tensor x) => Last.Forward(x * Offset + Offset);
            }
            """,
        ["nested"] = """
            [Model, Input({0}, 4{1})] public partial class Block
            {
                [Dense(4)] public partial Dense Inner { get; }
                [LSTM(4, ReturnSequences = true)] public partial LSTM Memory { get; }
            }

            [Model, Input({0}, 4{1})] public partial class Net
            {
                [Dense(4)] public partial Dense First { get; }
                public partial Block Block { get; }
                [Dense(2)] public partial Dense Head { get; }
            }
            """,
    };

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => s_models.Keys;

    /// <summary>A class's source, of a fixed length if one is given.</summary>
    public static string Source(string name, int? length) => Source(name, $"{length ?? Longest}", length is null ? ", VariableLength = true" : "");

    /// <summary>The same with what its input says of its first axis.</summary>
    public static string Source(string name, string bound, string options) =>
        "using GenNet;\n" + s_models[name].Replace("{0}", bound, StringComparison.Ordinal).Replace("{1}", options, StringComparison.Ordinal);

    /// <summary>An instance of it.</summary>
    public static Model Create(string name, int? length) =>
        s_compiled.GetOrAdd(Source(name, length), static source => ModelCompiler.Compile(source)).Create("Net", seed: 11, Device.Cpu(3));
}
