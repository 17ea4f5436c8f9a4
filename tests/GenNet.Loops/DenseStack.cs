using GenNet.Contracts;

namespace GenNet.Loops;

/// <summary>A model of Dense layers, one after another, read from its description.</summary>
internal sealed class DenseStack
{
    private DenseStack(DenseLayer[] layers) => Layers = layers;

    public DenseLayer[] Layers { get; }

    public static DenseStack Of(ModelInstance model, Device device)
    {
        var description = model.Description;
        if (description.Layers.FirstOrDefault(static l => l.Kind != "Dense" || l.InputShapes[0].Rank != 1) is { } other)
            throw new NotSupportedException($"{description.FullName} can't run on {device}: it has no {other.Kind} as {other.Name} is.");
        if (!description.IsSequential)
            throw new NotSupportedException($"{description.FullName} can't run on {device}: it knows layers one after another alone.");
        var contract = WeightContract.Parse(description.Contract).Contract!.Current;
        return new([.. description.Layers.Zip(contract.Layers, (layer, text) => LayerOf(layer, text, model, device))]);
    }

    private static DenseLayer LayerOf(LayerDescription layer, ContractLayer text, ModelInstance model, Device device)
    {
        var activation = text.Arguments.Single(static a => a.Name == "activation").Value;
        if (activation is not ("linear" or "relu"))
            throw new NotSupportedException($"{model.Description.FullName} can't run on {device}: it has no activation {activation} as {layer.Name} has.");
        var bias = layer.Variables.SingleOrDefault(static v => v.Name == "bias");
        return new(layer.InputShapes[0][0], layer.OutputShape[0], layer.Variables[0].Offset, bias?.Offset ?? -1, activation == "relu");
    }
}

/// <summary>A Dense layer: activation(x · kernel + bias).</summary>
/// <param name="Features">Values of its input.</param>
/// <param name="Units">Values of its output.</param>
/// <param name="Kernel">Where its kernel lies.</param>
/// <param name="Bias">Where its bias lies; -1 if it has none.</param>
/// <param name="IsReLU">Whether its activation is ReLU; else it is linear.</param>
internal sealed record DenseLayer(int Features, int Units, int Kernel, int Bias, bool IsReLU)
{
    public void Forward(int rows, float[] weights, ReadOnlySpan<float> input, Span<float> output)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var unit = 0; unit < Units; unit++)
            {
                var sum = Bias < 0 ? 0 : weights[Bias + unit];
                for (var i = 0; i < Features; i++)
                    sum += input[(row * Features) + i] * weights[Kernel + (i * Units) + unit];
                output[(row * Units) + unit] = IsReLU ? Math.Max(sum, 0) : sum;
            }
        }
    }

    public void Backward(int rows, float[] weights, float[] gradients, ReadOnlySpan<float> input, ReadOnlySpan<float> output, Span<float> outputGradient, Span<float> inputGradient)
    {
        inputGradient.Clear();
        for (var row = 0; row < rows; row++)
        {
            for (var unit = 0; unit < Units; unit++)
            {
                var at = (row * Units) + unit;
                var gradient = IsReLU && output[at] <= 0 ? 0 : outputGradient[at];
                if (Bias >= 0)
                    gradients[Bias + unit] += gradient;
                for (var i = 0; i < Features; i++)
                {
                    gradients[Kernel + (i * Units) + unit] += gradient * input[(row * Features) + i];
                    inputGradient[(row * Features) + i] += gradient * weights[Kernel + (i * Units) + unit];
                }
            }
        }
    }
}
