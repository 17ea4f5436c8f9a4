using GenNet.Benchmarks.Models;

namespace GenNet.Benchmarks.Peers;

/// <summary>The class of each network. Its layers with weights stand in the network's order.</summary>
internal static class ModelClasses
{
    private static readonly Dictionary<string, Func<Device, (Model Model, PredictInto Predict)>> s_classes = new()
    {
        [NetworkNames.Dense] = static device => With(new DenseNet1024(device: device), static model => model.Predict),
        [NetworkNames.Convolution] = static device => With(new ConvolutionNet56(device: device), static model => model.Predict),
        [NetworkNames.Depthwise] = static device => With(new DepthwiseNet96(device: device), static model => model.Predict),
        [NetworkNames.Convolution1D] = static device => With(new ConvolutionNet1D(device: device), static model => model.Predict),
        [NetworkNames.Convolution3D] = static device => With(new ConvolutionNet3D(device: device), static model => model.Predict),
        [NetworkNames.TransposedConvolution] = static device => With(new TransposedConvolutionNet(device: device), static model => model.Predict),
        [NetworkNames.AveragePooling] = static device => With(new AveragePoolingNet(device: device), static model => model.Predict),
        [NetworkNames.BatchNormalization] = static device => With(new BatchNormalizationNet(device: device), static model => model.Predict),
        [NetworkNames.Mnist] = static device => With(new MnistNet(device: device), static model => model.Predict),
        [NetworkNames.Mlp] = static device => With(new SmallMlp(device: device), static model => model.Predict),
        [NetworkNames.Lstm] = static device => With(new LstmNet128(device: device), static model => model.Predict),
        [NetworkNames.Gru] = static device => With(new GruNet128(device: device), static model => model.Predict),
        [NetworkNames.Encoder] = static device => With(new EncoderNet256(device: device), static model => model.Predict),
        [NetworkNames.MobileNet] = static device => With(new MobileNet96(device: device), static model => model.Predict),
        [NetworkNames.ResNet20] = static device => With(new ResNet20Net(device: device), static model => model.Predict),
        [NetworkNames.MobileNetV2] = static device => With(new MobileNetV2Net(device: device), static model => model.Predict),
        [NetworkNames.ResNet50] = static device => With(new ResNet50Net(device: device), static model => model.Predict),
        [NetworkNames.UNet] = static device => With(new UNet64(device: device), static model => model.Predict),
    };

    /// <summary>The class of <paramref name="network"/>.</summary>
    public static (Model Model, PredictInto Predict) Create(string network, Device device) => s_classes.TryGetValue(network, out var create)
        ? create(device)
        : throw new ArgumentException($"There is no model class for the network {network}.", nameof(network));

    private static (Model Model, PredictInto Predict) With<TModel>(TModel model, Func<TModel, PredictInto> predict)
        where TModel : Model => (model, predict(model));
}
