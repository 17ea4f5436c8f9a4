namespace GenNet.Specs;

/// <summary>What contracts call a layer of a user's own: by its class, with the namespace where the name alone could be another class's.</summary>
public static class CustomKind
{
    // Classes of Keras 1 to 3: whatever a later GenNet knows, a user's class of such a name is told apart from it.
    private static readonly HashSet<string> s_classesOfKeras = new(StringComparer.Ordinal)
    {
        "AbstractRNN", "Activation", "ActivityRegularization", "AdaptiveAveragePooling1D", "AdaptiveAveragePooling2D", "AdaptiveAveragePooling3D",
        "AdaptiveMaxPooling1D", "AdaptiveMaxPooling2D", "AdaptiveMaxPooling3D", "Add", "AdditiveAttention", "AlphaDropout", "Attention", "AugMix",
        "AutoContrast", "Average", "AveragePooling1D", "AveragePooling2D", "AveragePooling3D", "BatchNormalization",
        "Bidirectional", "CategoryEncoding", "CenterCrop", "Concatenate", "ContrastLimitedAdaptiveHistogramEqualization", "Conv1D",
        "Conv1DTranspose", "Conv2D", "Conv2DTranspose", "Conv3D", "Conv3DTranspose", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "Cropping1D",
        "Cropping2D", "Cropping3D", "CuDNNGRU", "CuDNNLSTM", "CutMix", "Dense", "DepthwiseConv1D", "DepthwiseConv2D", "Discretization", "Dot",
        "Dropout", "ELU", "EinsumDense", "Embedding", "Equalization", "Flatten", "FlaxLayer", "Functional", "GRU", "GRUCell", "GaussianDropout",
        "GaussianNoise", "GlobalAveragePooling1D", "GlobalAveragePooling2D", "GlobalAveragePooling3D", "GlobalMaxPooling1D", "GlobalMaxPooling2D",
        "GlobalMaxPooling3D", "GroupNormalization", "GroupQueryAttention", "GroupedQueryAttention", "HashedCrossing", "Hashing", "Highway",
        "Identity", "InputLayer", "IntegerLookup", "JaxLayer", "LSTM", "LSTMCell", "Lambda", "Layer", "LayerNormalization", "LeakyReLU",
        "LocallyConnected1D", "LocallyConnected2D", "Masking", "MaxPooling1D", "MaxPooling2D", "MaxPooling3D", "Maximum", "MaxoutDense",
        "MelSpectrogram", "Minimum", "MixUp", "Model", "MultiHeadAttention", "Multiply", "Normalization", "PReLU", "Permute", "RMSNormalization",
        "RNN", "RandAugment", "RandomBrightness", "RandomColorDegeneration", "RandomColorJitter", "RandomContrast", "RandomCrop",
        "RandomElasticTransform", "RandomErasing", "RandomFlip", "RandomGaussianBlur", "RandomGrayscale", "RandomHue", "RandomInvert",
        "RandomPerspective", "RandomPosterization", "RandomRotation", "RandomSaturation", "RandomSharpness", "RandomShear", "RandomTranslation",
        "RandomZoom", "ReLU", "RepeatVector", "Rescaling", "Reshape", "Resizing", "ReversibleEmbedding", "SReLU", "STFTSpectrogram",
        "SeparableConv1D", "SeparableConv2D", "Sequential", "SimpleRNN", "SimpleRNNCell", "Softmax", "Solarization",
        "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", "SpectralNormalization", "StackedRNNCells", "StringLookup", "Subtract",
        "SyncBatchNormalization", "TFSMLayer", "TextVectorization", "ThresholdedReLU", "TimeDistributed", "TimeDistributedDense",
        "TorchModuleWrapper", "UnitNormalization", "UpSampling1D", "UpSampling2D", "UpSampling3D", "Wrapper", "ZeroPadding1D", "ZeroPadding2D",
        "ZeroPadding3D",
    };

    /// <summary>
    /// The name alone of a class in the model's own namespace that isn't called as one of Keras'; else the name with its namespace, <c>global</c> for a class outside of all.
    /// </summary>
    /// <param name="layerNamespace">Namespace of the layer's class, with the types around it; empty if it has none.</param>
    /// <param name="className">Name of the layer's class.</param>
    /// <param name="modelNamespace">Namespace of the model's class; empty if it has none.</param>
    public static string Of(string layerNamespace, string className, string modelNamespace) => layerNamespace == modelNamespace && !s_classesOfKeras.Contains(className)
        ? className
        : $"{(layerNamespace.Length == 0 ? "global" : layerNamespace)}.{className}";
}
