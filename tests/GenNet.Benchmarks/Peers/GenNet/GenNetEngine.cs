using GenNet.Benchmarks.Models;

namespace GenNet.Benchmarks.Peers;

/// <summary>GenNet's generated models.</summary>
internal sealed class GenNetEngine(int threads) : IEngine
{
    private readonly Device _device = Device.Cpu(threads);

    public IPreparedCase Prepare(Case @case)
    {
        var (model, predict) = Create(@case.Network.Name);
        var values = @case.Network.Variables.ToArray();
        var variables = model.Layers.SelectMany(static layer => layer.Variables).ToArray();
        if (values.Length != variables.Length)
            throw new InvalidOperationException($"{model.Description.FullName} isn't the network {@case.Network.Name}: it has {variables.Length} variables, not {values.Length}.");
        for (var i = 0; i < values.Length; i++)
            variables[i].Assign(values[i]);
        return @case.Work == Work.Inference ? new GenNetInference(model, predict, @case) : new GenNetTraining(model, @case);
    }

    public void Dispose()
    {
    }

    private (Model Model, PredictInto Predict) Create(string network)
    {
        switch (network)
        {
            case Cases.Dense:
                var dense = new DenseNet1024(device: _device);
                return (dense, dense.Predict);
            case Cases.Convolution:
                var convolution = new ConvolutionNet56(device: _device);
                return (convolution, convolution.Predict);
            case Cases.Mnist:
                var mnist = new MnistNet(device: _device);
                return (mnist, mnist.Predict);
            case Cases.Mlp:
                var mlp = new SmallMlp(device: _device);
                return (mlp, mlp.Predict);
            default:
                throw new ArgumentException($"There is no model class for the network {network}.", nameof(network));
        }
    }
}

/// <summary>A generated <c>Predict</c>.</summary>
internal delegate void PredictInto(ReadOnlySpan<float> input, Span<float> output);
