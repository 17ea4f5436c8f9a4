namespace GenNet.Benchmarks.Peers;

/// <summary>What the networks are called: in the table, and where GenNet's class of each is found.</summary>
internal static class NetworkNames
{
    public const string Dense = "Dense 1024×1024";
    public const string Convolution = "Conv2D 3×3 64→64 on 56×56";
    public const string Depthwise = "DepthwiseConv2D 3×3 of 64 on 96×96";
    public const string Convolution1D = "Conv1D 5 64→64 on 1024";
    public const string Convolution3D = "Conv3D 3×3×3 16→32 on 16×32×32";
    public const string TransposedConvolution = "Conv2DTranspose 4×4 64→32 on 32×32 to 64×64";
    public const string AveragePooling = "AveragePooling2D 2×2 of 64 on 112×112";
    public const string BatchNormalization = "BatchNormalization of 64 on 56×56";
    public const string Mnist = "MNIST convnet";
    public const string Mlp = "MLP 784-128-10";
    public const string Lstm = "LSTM 128 units, 100 steps of 128";
    public const string Gru = "GRU 128 units, 100 steps of 128";
    public const string Encoder = "Transformer encoder block 256, 128 tokens";
    public const string MobileNet = "MobileNet on 96×96";
    public const string ResNet20 = "ResNet-20 on 32×32";
    public const string MobileNetV2 = "MobileNetV2 on 224×224";
    public const string ResNet50 = "ResNet50 on 224×224";
    public const string UNet = "U-Net on 64×64";
}
