using GenNet.TestSupport;

namespace GenNet.Tests.Weights.Strangers;

/// <summary>
/// Weights as <c>keras.applications</c> offers them, with and without top, in the layouts of the Keras 1 and 2 that wrote them, into classes with a head of their own.
/// </summary>
public sealed class ApplicationFilesTests : IDisposable
{
    private static readonly int[] s_channels = [4];

    private readonly SavedFiles _files = new();

    public static TheoryData<bool> WithTop => [false, true];

    public void Dispose() => _files.Dispose();

    // vgg16_weights_tf_dim_ordering_tf_kernels(_notop).h5, of 2016: no attribute but layer_names.
    [Theory]
    [MemberData(nameof(WithTop))]
    public void LoadWeights_OfVgg16_TakesTheBody(bool withTop)
    {
        var file = new LegacyFileBuilder().WithEmpty("input_1").With("block1_conv1", ("block1_conv1_W_1:0", [3, 3, 3, 4]), ("block1_conv1_b_1:0", s_channels))
            .With("block1_conv2", ("block1_conv2_W_1:0", [3, 3, 4, 4]), ("block1_conv2_b_1:0", s_channels)).WithEmpty("block1_pool")
            .With("block2_conv1", ("block2_conv1_W_1:0", [3, 3, 4, 4]), ("block2_conv1_b_1:0", s_channels)).WithEmpty("block2_pool");
        if (withTop)
            file = file.WithEmpty("flatten").With("fc1", ("fc1_W_1:0", [16, 8]), ("fc1_b_1:0", [8])).With("predictions", ("predictions_W_1:0", [8, 10]), ("predictions_b_1:0", [10]));
        AssertBody<VggBody>(file, VggBody.Parts.Head, [1, 2, 3, 4, 5, 6]);
    }

    // resnet50_weights_tf_dim_ordering_tf_kernels(_notop).h5: variables listed in Keras 1's order, and gamma before beta or behind it tells their names.
    [Theory]
    [MemberData(nameof(WithTop))]
    public void LoadWeights_OfResNet50_TakesTheBodyByNames(bool withTop)
    {
        var file = new LegacyFileBuilder().WithEmpty("input_1", "zeropadding2d_1");
        foreach (var (convolution, norm, kernel) in ((string, string, int[])[])[("conv1", "bn_conv1", [7, 7, 3, 4]), ("res2a_branch2a", "bn2a_branch2a", [1, 1, 4, 4]), ("res2a_branch2b", "bn2a_branch2b", [1, 1, 4, 4])])
        {
            file = file.With(convolution, ($"{convolution}_W_1:0", kernel), ($"{convolution}_b_1:0", s_channels))
                .With(norm, ($"{norm}_beta_1:0", s_channels), ($"{norm}_gamma_1:0", s_channels), ($"{norm}_running_mean_1:0", s_channels), ($"{norm}_running_std_1:0", s_channels));
        }
        if (withTop)
            file = file.With("fc1000", ("fc1000_W_1:0", [4, 1000]), ("fc1000_b_1:0", [1000]));
        AssertBody<ResNetBody>(file, ResNetBody.Parts.Head, [1, 2, 4, 3, 5, 6, 7, 8, 10, 9, 11, 12, 13, 14, 16, 15, 17, 18]);
    }

    // inception_v3_weights_tf_dim_ordering_tf_kernels(_notop).h5, of Keras 2: conv2d_1 … conv2d_94.
    [Theory]
    [MemberData(nameof(WithTop))]
    public void LoadWeights_OfInceptionV3_TakesTheBodyByPosition(bool withTop)
    {
        var file = new LegacyFileBuilder().WithAttribute("", "backend", Hdf5Attribute("tensorflow")).WithAttribute("", "keras_version", Hdf5Attribute("2.0.3")).WithEmpty("input_1")
            .With("conv2d_1", ("conv2d_1/kernel:0", [3, 3, 3, 4])).With("batch_normalization_1", Norm("batch_normalization_1", withGamma: false)).WithEmpty("activation_1")
            .With("conv2d_2", ("conv2d_2/kernel:0", [3, 3, 4, 4])).With("batch_normalization_2", Norm("batch_normalization_2", withGamma: false)).WithEmpty("activation_2", "mixed10");
        if (withTop)
            file = file.WithEmpty("avg_pool").With("predictions", ("predictions/kernel:0", [4, 1000]), ("predictions/bias:0", [1000]));
        AssertBody<InceptionBody>(file, InceptionBody.Parts.Head, [1, 2, 3, 4, 5, 6, 7, 8]);
    }

    // mobilenet_1_0_224_tf(_no_top).h5: the head of the file is a convolution.
    [Theory]
    [MemberData(nameof(WithTop))]
    public void LoadWeights_OfMobileNet_TakesTheBody(bool withTop)
    {
        var file = new LegacyFileBuilder().WithAttribute("", "keras_version", Hdf5Attribute("2.0.6")).WithEmpty("input_1", "conv1_pad").With("conv1", ("conv1/kernel:0", [3, 3, 3, 4])).With("conv1_bn", Norm("conv1_bn"))
            .WithEmpty("conv1_relu").With("conv_dw_1", ("conv_dw_1/depthwise_kernel:0", [3, 3, 4, 1])).With("conv_dw_1_bn", Norm("conv_dw_1_bn")).With("conv_pw_1", ("conv_pw_1/kernel:0", [1, 1, 4, 4]))
            .With("conv_pw_1_bn", Norm("conv_pw_1_bn"));
        if (withTop)
            file = file.WithEmpty("dropout").With("conv_preds", ("conv_preds/kernel:0", [1, 1, 4, 1000]), ("conv_preds/bias:0", [1000])).WithEmpty("act_softmax");
        AssertBody<MobileNetBody>(file, MobileNetBody.Parts.Head, [.. Enumerable.Range(1, 15)]);
    }

    // xception_weights_tf_dim_ordering_tf_kernels(_notop).h5, of Keras 1.2: chosen names among convolution2d_1 and batchnormalization_1.
    [Theory]
    [MemberData(nameof(WithTop))]
    public void LoadWeights_OfXception_TakesTheBody(bool withTop)
    {
        var file = new LegacyFileBuilder().WithEmpty("input_1").With("block1_conv1", ("block1_conv1_W:0", [3, 3, 3, 4])).With("block1_conv1_bn", Norm1("block1_conv1_bn"))
            .With("block2_sepconv1", ("block2_sepconv1_depthwise_kernel:0", [3, 3, 4, 1]), ("block2_sepconv1_pointwise_kernel:0", [1, 1, 4, 4])).With("block2_sepconv1_bn", Norm1("block2_sepconv1_bn"))
            .With("convolution2d_1", ("convolution2d_1_W:0", [1, 1, 4, 4])).With("batchnormalization_1", Norm1("batchnormalization_1"));
        if (withTop)
            file = file.With("predictions", ("predictions_W:0", [4, 1000]), ("predictions_b:0", [1000]));
        AssertBody<XceptionBody>(file, XceptionBody.Parts.Head, [1, 2, 3, 4, 5, 12, 13, 14, 15, 16, 6, 7, 8, 9, 10, 11]);
    }

    // A head of one's own that is of no name, as the file's: of its class nothing is asked for.
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void LoadWeights_OfLayersThatKerasNamed_LeavesAHeadOfAnotherLength(int heads)
    {
        var file = new LegacyFileBuilder().WithEmpty("conv2d_5_input").With("conv2d_5", ("conv2d_5/kernel:0", [3, 3, 3, 4]), ("conv2d_5/bias:0", s_channels))
            .With("conv2d_6", ("conv2d_6/kernel:0", [3, 3, 4, 4]), ("conv2d_6/bias:0", s_channels)).WithEmpty("flatten_2");
        for (var i = 0; i < heads; i++)
            file = file.With($"dense_{i + 7}", ($"dense_{i + 7}/kernel:0", [64, 64]), ($"dense_{i + 7}/bias:0", [64]));
        AssertBody<NotebookNet>(file, NotebookNet.Parts.Head, [1, 2, 3, 4]);
    }

    [Fact]
    public void LoadWeights_OfKeras20Bidirectional_TakesBothDirections()
    {
        int[] kernel = [3, 6], recurrent = [2, 6], bias = [6];
        var file = new LegacyFileBuilder().WithEmpty("bidirectional_1_input").With(
                "bidirectional_1", ("bidirectional_1/kernel:0", kernel), ("bidirectional_1/recurrent_kernel:0", recurrent), ("bidirectional_1/bias:0", bias),
                ("bidirectional_1/kernel_1:0", kernel), ("bidirectional_1/recurrent_kernel_1:0", recurrent), ("bidirectional_1/bias_1:0", bias))
            .With("dense_1", ("dense_1/kernel:0", [4, 2]), ("dense_1/bias:0", [2]));
        using var model = new BidirectionalNet(seed: 1);
        Assert.True(model.LoadWeights(file.Save(_files.PathOf("x.h5"))).IsComplete);
        Assert.Equal([1f, 2, 3, 4, 5, 6, 7, 8], FirstOfEach(model));
    }

    private static GenNet.Weights.Hdf5.Hdf5Attribute Hdf5Attribute(string text) => GenNet.Weights.Hdf5.Hdf5Attribute.Of(text);

    private static (string, int[])[] Norm(string name, bool withGamma = true) =>
        [.. ((string[])["gamma", "beta", "moving_mean", "moving_variance"]).Skip(withGamma ? 0 : 1).Select(variable => ($"{name}/{variable}:0", s_channels))];

    private static (string, int[])[] Norm1(string name) => [.. ((string[])["gamma", "beta", "running_mean", "running_std"]).Select(variable => ($"{name}_{variable}:0", s_channels))];

    // By whatever h5py, alone and within a whole model, with the list of layers in one attribute or several.
    private void AssertBody<TModel>(LegacyFileBuilder file, LoadOptions head, float[] expected)
        where TModel : Model
    {
        var path = file.Save(_files.PathOf("stranger.h5"));
        using var model = (TModel)Activator.CreateInstance(typeof(TModel), 1UL, null)!;
        var before = FirstOfEach(model);
        var strict = Assert.Throws<WeightLoadException>(() => model.LoadWeights(path));
        Assert.Contains("nothing was loaded", strict.Message, StringComparison.Ordinal);
        Assert.Equal(before, FirstOfEach(model));
        var report = model.LoadWeights(path, LoadOptions.Except(head.Layers!.Single()));
        Assert.Equal(expected.Length, report.Loaded.Count);
        Assert.Equal([.. expected, .. before[^2..]], FirstOfEach(model));
    }

    private static float[] FirstOfEach(Model model) => [.. model.Layers.SelectMany(static layer => layer.Variables).Select(static variable => variable.ToTensor().Values[0])];
}
