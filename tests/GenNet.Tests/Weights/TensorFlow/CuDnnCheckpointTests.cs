using GenNet.Specs;
using GenNet.Weights;
using GenNet.Weights.TensorFlow;

namespace GenNet.Tests.Weights.TensorFlow;

/// <summary>CuDNNLSTM and CuDNNGRU of Keras 2 in a checkpoint: blocks of gates stand turned, and two biases lie in one row.</summary>
public sealed class CuDnnCheckpointTests : IDisposable
{
    private const int Inputs = 3;
    private const int Units = 2;

    private readonly CheckpointBuilder _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void LoadWeights_OfCuDnnsLayers_LoadsThemAsLstmAndGru()
    {
        var (lstm, gru) = (Arrays(4, 10), Arrays(3, 1000));
        using var model = new Recurrent(seed: 1);
        Assert.True(model.LoadWeights(_files.Write("weights", Saved(("forward", lstm), ("memory", gru)))).IsComplete);

        AssertMatrices(lstm, 4, model.Forward1.Kernel.Values.ToArray(), model.Forward1.RecurrentKernel.Values.ToArray());
        AssertMatrices(gru, 3, model.Memory.Kernel.Values.ToArray(), model.Memory.RecurrentKernel.Values.ToArray());
        Assert.Equal(Enumerable.Range(0, 4 * Units).Select(i => lstm.Bias[i] + lstm.Bias[(4 * Units) + i]), model.Forward1.Bias!.Values.ToArray());
        Assert.Equal(gru.Bias, model.Memory.Bias!.Values.ToArray());
    }

    // Keras 2's own: kernels are the blocks of gates, each of its shape, with the elements of the block turned; recurrent blocks are turned.
    private static void AssertMatrices((float[] Kernel, float[] Recurrent, float[] Bias) saved, int gates, float[] kernel, float[] recurrent)
    {
        var columns = gates * Units;
        for (var gate = 0; gate < gates; gate++)
        {
            var block = (from i in Enumerable.Range(0, Inputs) from j in Enumerable.Range(0, Units) select saved.Kernel[(i * columns) + (gate * Units) + j]).ToArray();
            for (var i = 0; i < Inputs; i++)
            {
                for (var j = 0; j < Units; j++)
                    Assert.Equal(block[(j * Inputs) + i], kernel[(i * columns) + (gate * Units) + j]);
            }
            for (var i = 0; i < Units; i++)
            {
                for (var j = 0; j < Units; j++)
                    Assert.Equal(saved.Recurrent[(j * columns) + (gate * Units) + i], recurrent[(i * columns) + (gate * Units) + j]);
            }
        }
    }

    private static (float[] Kernel, float[] Recurrent, float[] Bias) Arrays(int gates, float first)
    {
        var columns = gates * Units;
        return (Numbers(Inputs * columns), Numbers(Units * columns), Numbers(2 * columns));

        float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => first++)];
    }

    private static ObjectToWrite Saved(params (string Name, (float[] Kernel, float[] Recurrent, float[] Bias) Arrays)[] layers)
    {
        var model = new ObjectToWrite();
        for (var i = 0; i < layers.Length; i++)
        {
            var (name, arrays) = layers[i];
            var columns = arrays.Bias.Length / 2;
            var layer = new ObjectToWrite();
            layer.Add("kernel", Variable("kernel", arrays.Kernel, Inputs, columns));
            layer.Add("recurrent_kernel", Variable("recurrent_kernel", arrays.Recurrent, Units, columns));
            layer.Add("bias", Variable("bias", arrays.Bias, 2 * columns));
            model.Add($"layer-{i}", model.Add($"layer_with_weights-{i}", layer));

            ObjectToWrite Variable(string variable, float[] values, params int[] shape) => new() { Value = ArrayToWrite.Of(TensorShape.Of(shape), () => values), FullName = $"{name}/{variable}" };
        }
        return model;
    }
}

/// <summary>The two that CuDNN has, one behind the other for each timestep.</summary>
[Model]
public partial class Recurrent
{
    [LSTM(2, Name = "forward")] public partial LSTM Forward1 { get; }
    [GRU(2)]                    public partial GRU Memory { get; }

    private (Tensor A, Tensor B) Forward([Input(5, 3)] Tensor x) => (Forward1.Forward(x), Memory.Forward(x));
}
