using GenNet.Gpu.Kernels;
using GenNet.Kernels;

namespace GenNet.Gpu.Tests.Kernels;

public sealed class GpuActivationsTests(CpuKernelDevice device) : IClassFixture<CpuKernelDevice>
{
    private const int LastAxis = 6;

    private static float[] Inputs { get; } =
    [
        -100, -20, -9.5f, -3.01f, -3, -1.5f, -1, -0.6f, -0.5f, -1e-3f, -1e-8f, 0, 1e-8f, 1e-3f, 0.4f, 0.5f, 0.7f, 1, 1.3f, 2.5f, 3, 3.5f, 6, 7, 12, 40, 88, float.NaN, 0.25f, -0.25f,
    ];

    // With NaN a row has no order.
    private static float[] InputsOf(Activation activation) => activation == Activation.Sparsemax ? Array.ConvertAll(Inputs, x => float.IsNaN(x) ? 0.1f : x) : Inputs;

    public static TheoryData<Activation> All => [.. Enum.GetValues<Activation>()];

    [Theory]
    [MemberData(nameof(All))]
    public unsafe void Forward_OfEachActivation_IsTheCpus(Activation activation)
    {
        var inputs = InputsOf(activation);
        var count = inputs.Length;
        var outputs = activation == Activation.GLU ? count / 2 : count;
        var expected = new float[outputs];
        fixed (float* input = inputs, output = expected)
            Activations.Forward(activation, input, output, count, LastAxis);
        var result = device.Empty(outputs);
        GpuActivations.Forward(device.Pass(), activation, device.Upload(inputs), result, count, LastAxis);
        Numbers.AssertClose(Array.ConvertAll(expected, x => (double)x), device.Download(result, outputs), 2e-6);
    }

    [Theory]
    [MemberData(nameof(All))]
    public unsafe void Backward_OfEachActivation_IsTheCpus(Activation activation)
    {
        var inputs = InputsOf(activation);
        var count = inputs.Length;
        var outputs = activation == Activation.GLU ? count / 2 : count;
        var forward = new float[outputs];
        var gradient = Numbers.Random(outputs, 1);
        var expected = new float[count];
        fixed (float* input = inputs, output = forward, outputGradient = gradient, inputGradient = expected)
        {
            Activations.Forward(activation, input, output, count, LastAxis);
            Activations.Backward(activation, input, output, outputGradient, inputGradient, count, LastAxis);
        }
        var result = device.Empty(count);
        GpuActivations.Backward(device.Pass(), activation, device.Upload(inputs), device.Upload(forward), device.Upload(gradient), result, count, LastAxis);
        Numbers.AssertClose(Array.ConvertAll(expected, x => (double)x), device.Download(result, count), 2e-6);
    }
}
