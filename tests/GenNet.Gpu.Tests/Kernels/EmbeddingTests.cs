using System.Runtime.InteropServices;
using GenNet.Gpu.Kernels;

namespace GenNet.Gpu.Tests.Kernels;

public sealed class EmbeddingTests(CpuKernelDevice device) : IClassFixture<CpuKernelDevice>
{
    private const int InputDim = 9;
    private const int OutputDim = 21;

    public static TheoryData<DType> Types => [DType.Float32, DType.Int32, DType.Int64];

    [Theory]
    [MemberData(nameof(Types))]
    public void Vectors_OfRepeatedIds_AreCopiedAndTheirGradientsAdded(DType type)
    {
        int[] ids = [.. Enumerable.Range(0, 50).Select(i => i * i % (InputDim - 1))];
        var embeddings = Numbers.Random(InputDim * OutputDim, 1);
        var gradient = Numbers.Random(ids.Length * OutputDim, 2);
        var start = Numbers.Random(embeddings.Length, 3);
        var outputs = new double[gradient.Length];
        var gradients = Array.ConvertAll(start, x => (double)x);
        for (var i = 0; i < gradient.Length; i++)
        {
            var at = (ids[i / OutputDim] * OutputDim) + (i % OutputDim);
            outputs[i] = embeddings[at];
            gradients[at] += gradient[i];
        }
        var (pass, input) = (device.Pass(), Upload(type, ids));
        var (output, result, mask) = (device.Empty(outputs.Length), device.Upload(start), device.Empty(13));
        GpuEmbedding.Forward(pass, type, ids.Length, InputDim, OutputDim, input, device.Upload(embeddings), output, mask);
        GpuEmbedding.Backward(pass, type, ids.Length, InputDim, OutputDim, input, device.Upload(gradient), result);
        Numbers.AssertClose(outputs, device.Download(output, outputs.Length));
        Numbers.AssertClose(gradients, device.Download(result, gradients.Length));
        var bytes = MemoryMarshal.AsBytes<float>(device.Download(mask, 13))[..ids.Length].ToArray();
        Assert.Equal(ids.Select(id => (byte)(id == 0 ? 0 : 1)), bytes);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Vectors_OfIdsThatThereAreNot_AreZeroAndHaveNoGradient(DType type)
    {
        var input = Upload(type, [-1, InputDim, 1]);
        var output = device.Empty(3);
        var gradients = device.Upload(new float[InputDim]);
        GpuEmbedding.Forward(device.Pass(), type, 3, InputDim, 1, input, device.Upload(Numbers.Random(InputDim, 1)), output, default);
        GpuEmbedding.Backward(device.Pass(), type, 3, InputDim, 1, input, device.Upload(1, 2, 4), gradients);
        Assert.Equal([true, true, false], device.Download(output, 3).Select(static value => value == 0));
        Assert.Equal([0, 4, 0, 0, 0, 0, 0, 0, 0], device.Download(gradients, InputDim));
    }

    private GpuTensorRef Upload(DType type, int[] ids) => type switch
    {
        DType.Int32 => device.Upload(MemoryMarshal.Cast<int, float>(ids).ToArray()),
        DType.Int64 => device.Upload(MemoryMarshal.Cast<long, float>(Array.ConvertAll(ids, id => (long)id)).ToArray()),
        _ => device.Upload(Array.ConvertAll(ids, id => (float)id)),
    };
}
