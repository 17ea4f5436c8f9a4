using GenNet.Specs;
using static GenNet.Tests.Layers.SpecText;

namespace GenNet.Tests.Layers;

public class LayerSpecTests
{
    [Theory]
    [InlineData("Conv2D", "filters=8 kernel_size=3 padding=same strides=2", "28,28,1", "14,14,8")]
    [InlineData("Conv2D", "filters=8 kernel_size=3,5 data_format=channels_first", "1,28,28", "8,26,24")]
    [InlineData("Conv2D", "filters=8 kernel_size=3 dilation_rate=2 activation=glu", "28,28,1", "24,24,4")]
    [InlineData("MaxPooling2D", "", "5,7,3", "2,3,3")]
    [InlineData("AveragePooling2D", "pool_size=2 strides=1 padding=same", "5,7,3", "5,7,3")]
    [InlineData("GlobalAveragePooling2D", "keepdims=true", "5,7,3", "1,1,3")]
    [InlineData("Flatten", "", "5,7,3", "105")]
    [InlineData("Flatten", "", "", "1")]
    [InlineData("Reshape", "target_shape=-1,7", "5,7,3", "15,7")]
    [InlineData("Activation", "activation=glu", "6", "3")]
    public void Infer_GivesTheOutputShape(string kind, string arguments, string input, string output) =>
        Assert.Equal(Shape(output), Create(kind, arguments).Infer(EquatableArray.Of<TensorType>(Shape(input))).Output);

    [Theory]
    [InlineData("2,3,4", "2,3,4", "2,3,4")]
    [InlineData("2,3,4", "1,3,1", "2,3,4")]
    [InlineData("4", "3,4", "3,4")]
    public void Add_Broadcasts(string left, string right, string output) =>
        Assert.Equal(Shape(output), Create("Add", "").Infer(EquatableArray.Of<TensorType>(Shape(left), Shape(right))).Output);

    [Theory]
    [InlineData("axis=-1", "6")]
    [InlineData("axis=-2,-1", "5,6")]
    [InlineData("axis=-1,-2", "5,6")]
    [InlineData("axis=1,2,3", "4,5,6")]
    public void RMSNormalization_ScalesTheLastAxes_InTheirOrder(string arguments, string scale) =>
        Assert.Equal(Shape(scale), Assert.Single(Create("RMSNormalization", arguments).Infer(EquatableArray.Of<TensorType>(Shape("4,5,6"))).Variables).Shape);

    [Theory]
    [InlineData("Dense", "units=0", "units is 0 and must be at least 1")]
    [InlineData("Dense", "units=2 lora_rank=4", "lora_rank 4 is not supported; leave it out")]
    [InlineData("Dense", "units=2 bias_initializer=orthogonal", "bias_initializer is orthogonal, which needs at least two axes, and bias has shape (2,); use another")]
    [InlineData("Conv2D", "filters=4", "kernel_size is missing and must be given")]
    [InlineData("Conv2D", "filters=4 kernel_size=3,3,3", "kernel_size is (3, 3, 3) and must be a whole number of at least 1, which holds for all 2 axes, or 2 of them, one for each axis")]
    [InlineData("Conv2D", "filters=4 kernel_size=3 groups=3", "groups is 3 and must divide filters, which is 4")]
    [InlineData("Conv2D", "filters=4 kernel_size=3 groups=4", "groups is 4 and must divide the input's channels, which are 6")]
    [InlineData("Conv2D", "filters=4 kernel_size=7", "kernel_size is 7 and must be at most the input's height 5; use a smaller one or padding = same")]
    [InlineData("Conv2D", "filters=4 kernel_size=3 dilation_rate=3", "kernel_size is 3 and with dilation_rate 3 spans 7, more than the input's height 5; use a smaller one or padding = same")]
    [InlineData("Conv2D", "filters=4 kernel_size=3 strides=2 dilation_rate=2", "dilation_rate is (2, 2) and strides is (2, 2), and they can't both be above 1; leave one of them at 1")]
    [InlineData("MaxPooling2D", "pool_size=6", "pool_size is 6 and must be at most the input's height 5; use a smaller one or padding = same")]
    [InlineData("BatchNormalization", "axis=4", "axis is 4 and must be from -4 to 3, the axes of the input (5, 5, 6) with the batch as axis 0")]
    [InlineData("BatchNormalization", "axis=0", "axis is 0, which is the batch; it must be one of the input's own axes, 1 to 3")]
    [InlineData("BatchNormalization", "momentum=1.5", "momentum is 1.5 and must be at least 0 and at most 1")]
    [InlineData("BatchNormalization", "gamma_constraint=non_neg", "gamma_constraint non_neg is not supported; leave it out")]
    [InlineData("LayerNormalization", "axis=-1,3", "axis is (-1, 3), which names an axis of the input (5, 5, 6) twice")]
    [InlineData("LayerNormalization", "rms_scaling=true", "rms_scaling true is not supported; leave it out")]
    [InlineData("RMSNormalization", "axis=2", "axis is 2 and must be the last axis of the input (5, 5, 6), -1, or its last axes without a gap, as (-2, -1)")]
    [InlineData("RMSNormalization", "axis=1,3", "axis is (1, 3) and must be the last axis of the input (5, 5, 6), -1, or its last axes without a gap, as (-2, -1)")]
    [InlineData("RMSNormalization", "axis=0", "axis is 0, which is the batch; it must be one of the input's own axes, 1 to 3")]
    [InlineData("RMSNormalization", "epsilon=-1", "epsilon is -1 and must be at least 0")]
    [InlineData("Dropout", "", "rate is missing and must be given")]
    [InlineData("Dropout", "rate=1.1", "rate is 1.1 and must be at least 0 and at most 1")]
    [InlineData("Dropout", "rate=0.1 noise_shape=-1,1", "noise_shape is (-1, 1), of 2 axes, and must have 4, as the input (5, 5, 6) has with the batch")]
    [InlineData("Reshape", "target_shape=7,-1", "target_shape is (7, -1), of a multiple of 7 elements, and must have the 150 of the input (5, 5, 6)")]
    [InlineData("Reshape", "target_shape=-1,-1", "target_shape is (-1, -1) and must hold sizes of at least 1, and -1 at most once")]
    [InlineData("Activation", "activation=nonsense", "activation is nonsense and must be one of Linear, ReLU")]
    [InlineData("ReLU", "threshold=-1", "threshold is -1 and must be at least 0")]
    [InlineData("Softmax", "axis=1,5", "axis is 5 and must be from -4 to 3")]
    [InlineData("Concatenate", "axis=0", "axis is 0, which is the batch")]
    public void Infer_OfWrongArguments_SaysWhatIsWrong(string kind, string arguments, string message)
    {
        var exception = Assert.Throws<SpecException>(() => Create(kind, arguments).Infer(EquatableArray.Of<TensorType>(TensorShape.Of(5, 5, 6))));
        Assert.StartsWith(message, exception.Message);
        Assert.NotNull(exception.Argument);
    }

    [Fact]
    public void Arguments_OfEveryKind_ReadBackAsTheSameLayer()
    {
        var minimal = new Dictionary<string, string>
        {
            ["Activation"] = "activation=gelu",
            ["AdaptiveAveragePooling1D"] = "output_size=2",
            ["AdaptiveAveragePooling2D"] = "output_size=2",
            ["AdaptiveAveragePooling3D"] = "output_size=2",
            ["AdaptiveMaxPooling1D"] = "output_size=2",
            ["AdaptiveMaxPooling2D"] = "output_size=2",
            ["AdaptiveMaxPooling3D"] = "output_size=2",
            ["AlphaDropout"] = "rate=0.5",
            ["AveragePooling1D"] = "pool_size=2",
            ["AveragePooling2D"] = "pool_size=2",
            ["AveragePooling3D"] = "pool_size=2",
            ["Conv1D"] = "filters=2 kernel_size=3",
            ["Conv1DTranspose"] = "filters=2 kernel_size=3",
            ["CategoryEncoding"] = "num_tokens=3",
            ["CenterCrop"] = "height=2 width=2",
            ["Conv2D"] = "filters=2 kernel_size=3",
            ["Conv2DTranspose"] = "filters=2 kernel_size=3",
            ["Conv3D"] = "filters=2 kernel_size=3",
            ["Conv3DTranspose"] = "filters=2 kernel_size=3",
            ["ConvLSTM1D"] = "filters=2 kernel_size=3",
            ["ConvLSTM2D"] = "filters=2 kernel_size=3",
            ["ConvLSTM3D"] = "filters=2 kernel_size=3",
            ["Dense"] = "units=3",
            ["DepthwiseConv1D"] = "kernel_size=3",
            ["DepthwiseConv2D"] = "kernel_size=3",
            ["Discretization"] = "bin_boundaries=0.5",
            ["Dot"] = "axes=1",
            ["Dropout"] = "rate=0.5",
            ["EinsumDense"] = "equation=ab,bc->ac output_shape=4",
            ["Embedding"] = "input_dim=5 output_dim=2",
            ["GRU"] = "units=3",
            ["GRUCell"] = "units=3",
            ["GaussianDropout"] = "rate=0.5",
            ["GaussianNoise"] = "stddev=0.5",
            ["GroupQueryAttention"] = "head_dim=3 num_query_heads=4 num_key_value_heads=2",
            ["LSTM"] = "units=3",
            ["LSTMCell"] = "units=3",
            ["MultiHeadAttention"] = "num_heads=2 key_dim=3",
            ["Permute"] = "dims=2,1",
            ["RepeatVector"] = "n=2",
            ["Rescaling"] = "scale=0.5",
            ["Reshape"] = "target_shape=4",
            ["ReversibleEmbedding"] = "input_dim=5 output_dim=2",
            ["SeparableConv1D"] = "filters=2 kernel_size=3",
            ["SeparableConv2D"] = "filters=2 kernel_size=3",
            ["Resizing"] = "height=2 width=2",
            ["SimpleRNN"] = "units=3",
            ["SimpleRNNCell"] = "units=3",
            ["SpatialDropout1D"] = "rate=0.5",
            ["SpatialDropout2D"] = "rate=0.5",
            ["SpatialDropout3D"] = "rate=0.5",
        };
        foreach (var kind in LayerCatalog.Kinds)
        {
            var spec = Create(kind, minimal.GetValueOrDefault(kind, ""));
            var text = string.Join(" ", spec.Arguments.Where(static a => a.Value.Type != ArgumentType.None).Select(static a => $"{a.Name}={a.Value.Contract}"));
            Assert.Equal(spec, Create(kind, text));
            Assert.All(spec.Arguments, static a => Assert.True(a.Default is not null || a.Value.Type != ArgumentType.None));
        }
    }
}
