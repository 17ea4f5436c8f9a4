using GenNet.Naming;

namespace GenNet.Weights.Matching;

/// <summary>
/// The names that Keras makes for layers that got none: the class in snake case, and a number where it was taken (<c>dense</c>, <c>dense_1</c>; counted
/// from 1 by Keras 1 and 2), in Keras 1 the lower-cased class (<c>batchnormalization_1</c>, <c>convolution2d_1</c>). They count what a program has made so
/// far, so that the second run of a notebook gives the same layers other names: they name nothing.
/// </summary>
internal static class AutomaticNames
{
    // Classes of Keras 1 to 3 whose layers have variables. Only these can be mistaken for one another.
    private static readonly string[] s_classes =
    [
        "AdditiveAttention", "Attention", "BatchNormalization", "Bidirectional", "Conv1D", "Conv1DTranspose", "Conv2D", "Conv2DTranspose", "Conv3D",
        "Conv3DTranspose", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "Dense", "DepthwiseConv1D", "DepthwiseConv2D", "EinsumDense",
        "Embedding", "Functional", "GRU", "GRUCell", "GroupNormalization", "GroupQueryAttention", "GroupedQueryAttention", "Highway", "LSTM", "LSTMCell",
        "LayerNormalization", "LocallyConnected1D", "LocallyConnected2D", "MaxoutDense", "Model", "MultiHeadAttention", "Normalization", "PReLU",
        "ParametricSoftplus", "RMSNormalization", "RNN", "ReversibleEmbedding", "SReLU", "SeparableConv1D", "SeparableConv2D", "Sequential", "SimpleRNN",
        "SimpleRNNCell", "SpectralNormalization", "StackedRNNCells", "SyncBatchNormalization", "TimeDistributed", "TimeDistributedDense",
    ];

    // Those of Keras 1, of CuDNN's layers, and of models among the layers: a chain of layers is a Sequential or a Functional, which Keras 2 calls "model".
    private static readonly (string Name, string Kind)[] s_otherNames =
    [
        ("model", "functional"), ("sequential", "functional"), ("model", "sequential"), ("functional", "sequential"),
        ("convolution1d", "conv1d"), ("convolution2d", "conv2d"), ("convolution3d", "conv3d"), ("atrousconvolution1d", "conv1d"),
        ("atrousconvolution2d", "conv2d"), ("deconvolution2d", "conv2d_transpose"), ("deconvolution3d", "conv3d_transpose"),
        ("separableconvolution2d", "separable_conv2d"), ("cu_dnnlstm", "lstm"), ("cu_dnngru", "gru"), ("cudnnlstm", "lstm"), ("cudnngru", "gru"),
    ];

    private static readonly Dictionary<string, string> s_kindByStem = Stems();

    /// <summary>Whether <paramref name="kind"/>, a class in snake case, is one of Keras' own whose layers have variables.</summary>
    public static bool IsOfKeras(string kind) => s_kindByStem.TryGetValue(kind, out var known) && known == kind;

    /// <summary>Whether Keras itself could have given <paramref name="name"/> to a layer of the class <paramref name="kind"/>, in snake case.</summary>
    public static bool Is(string name, string kind)
    {
        var stem = StemIn(name, out _);
        if (stem.SequenceEqual(kind) || IsWithoutUnderscores(stem, kind))
            return true;
        foreach (var (other, otherKind) in s_otherNames)
        {
            if (otherKind == kind && stem.SequenceEqual(other))
                return true;
        }
        return false;
    }

    /// <summary>Reads a name where nothing else tells the class: the class in snake case, and the name's number among those of the class.</summary>
    /// <returns>Whether it is a name that Keras makes for one of its own classes.</returns>
    public static bool TryParse(string name, out string kind, out int number)
    {
        (var stem, number) = Split(name);
        return s_kindByStem.TryGetValue(stem, out kind!);
    }

    /// <summary>Whether Keras made all of the names.</summary>
    public static bool AreAll(IEnumerable<string> names) => names.All(static name => TryParse(name, out _, out _));

    /// <summary>Parts a name from its number: <c>conv2d_1</c> is <c>conv2d</c> and 1, and <c>conv2d</c> has the number 0.</summary>
    public static (string Stem, int Number) Split(string name)
    {
        var stem = StemIn(name, out var number);
        return (stem.Length == name.Length ? name : stem.ToString(), number);
    }

    private static ReadOnlySpan<char> StemIn(string name, out int number)
    {
        const int MostDigits = 9;
        var digits = name.AsSpan()[(name.LastIndexOf('_') + 1)..];
        var stem = name.Length - digits.Length - 1;
        var hasNumber = stem > 0 && digits.Length is > 0 and <= MostDigits && digits[0] != '0' && !digits.ContainsAnyExceptInRange('0', '9');
        number = hasNumber ? int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) : 0;
        return name.AsSpan(0, hasNumber ? stem : name.Length);
    }

    private static Dictionary<string, string> Stems()
    {
        var kinds = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in s_classes)
        {
            var kind = SnakeCase.Of(name);
            kinds[kind] = kind;
            kinds.TryAdd(WithoutUnderscores(kind), kind);
        }
        foreach (var (name, kind) in s_otherNames)
            kinds.TryAdd(name, kind);
        return kinds;
    }

    // Asked for every layer of a file: no text is made for it.
    private static bool IsWithoutUnderscores(ReadOnlySpan<char> stem, string kind)
    {
        var at = 0;
        foreach (var letter in kind)
        {
            if (letter == '_')
                continue;
            if (at == stem.Length || stem[at++] != letter)
                return false;
        }
        return at == stem.Length;
    }

    private static string WithoutUnderscores(string kind) => kind.Replace("_", "", StringComparison.Ordinal);
}
