using GenNet.Specs;
using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>All functions of <see cref="Activation"/>, forward and backward. Where the derivative needs the input is in <see cref="ActivationShape"/>.</summary>
internal static class GpuActivations
{
    /// <summary>Applies <paramref name="activation"/>.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="activation">Which one.</param>
    /// <param name="input"><paramref name="count"/> values.</param>
    /// <param name="output">As many (half of them for GLU); may be <paramref name="input"/> except for GLU.</param>
    /// <param name="count">Number of input values, a multiple of <paramref name="lastAxis"/>.</param>
    /// <param name="lastAxis">Size of the input's last axis, for the activations that work along it.</param>
    public static void Forward(in GpuPass pass, Activation activation, GpuTensorRef input, GpuTensorRef output, long count, int lastAxis)
    {
        switch (activation)
        {
            case Activation.Linear:
                if (!Alignment.AreSame(input.Rest, output.Rest))
                    GpuValues.Copy(pass, input, output, count);
                break;
            case Activation.Softmax: GpuSoftmax.Forward(pass, input, output, count / lastAxis, lastAxis); break;
            case Activation.LogSoftmax: GpuSoftmax.ForwardLog(pass, input, output, count / lastAxis, lastAxis); break;
            case Activation.Sparsemax: GpuSparsemax.Forward(pass, input, output, count / lastAxis, lastAxis); break;
            case Activation.GLU: pass.LaunchForEach(count / 2, new GluForward { Input = input.Rest, Output = output.Rest, Count = count / 2, Half = lastAxis / 2 }); break;
            default:
                var launch = new Forwards { Pass = pass, Input = input.Rest, Output = output.Rest, Count = count };
                ActivationFunctions.With(activation, ref launch);
                break;
        }
    }

    /// <summary>Gradient of the output to gradient of the input.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="activation">Which one.</param>
    /// <param name="input">The forward pass' input; may be none where <see cref="ActivationShape.NeedsInput"/> is false.</param>
    /// <param name="output">The forward pass' output; may be none where it is true.</param>
    /// <param name="outputGradient">Gradient of the output.</param>
    /// <param name="inputGradient">Where the gradient of the input goes; may be <paramref name="outputGradient"/> except for GLU, which has twice as many.</param>
    /// <param name="count">Number of input values, a multiple of <paramref name="lastAxis"/>.</param>
    /// <param name="lastAxis">Size of the input's last axis.</param>
    public static void Backward(
        in GpuPass pass, Activation activation, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient, long count, int lastAxis)
    {
        switch (activation)
        {
            case Activation.Linear: Forward(pass, Activation.Linear, outputGradient, inputGradient, count, lastAxis); break;
            case Activation.Softmax: GpuSoftmax.Backward(pass, output, outputGradient, inputGradient, count / lastAxis, lastAxis); break;
            case Activation.LogSoftmax: GpuSoftmax.BackwardLog(pass, output, outputGradient, inputGradient, count / lastAxis, lastAxis); break;
            case Activation.Sparsemax: GpuSparsemax.Backward(pass, input, outputGradient, inputGradient, count / lastAxis, lastAxis); break;
            case Activation.GLU:
                pass.LaunchForEach(
                    count / 2, new GluBackward { Input = input.Rest, OutputGradient = outputGradient.Rest, InputGradient = inputGradient.Rest, Count = count / 2, Half = lastAxis / 2 });
                break;
            default:
                var launch = new Backwards
                {
                    Pass = pass,
                    Value = ActivationFunctions.NeedsInput(activation) ? input.Rest : output.Rest,
                    OutputGradient = outputGradient.Rest,
                    InputGradient = inputGradient.Rest,
                    Count = count,
                };
                ActivationFunctions.With(activation, ref launch);
                break;
        }
    }

    private struct Forwards : IActivationUser
    {
        public GpuPass Pass;
        public ArrayView<float> Input;
        public ArrayView<float> Output;
        public long Count;

        public readonly void Use<TFunction>()
            where TFunction : struct, IActivationFunction =>
            Pass.LaunchForEach(Count, new ActivationForward<TFunction> { Input = Input, Output = Output, Count = Count });
    }

    private struct Backwards : IActivationUser
    {
        public GpuPass Pass;
        public ArrayView<float> Value;
        public ArrayView<float> OutputGradient;
        public ArrayView<float> InputGradient;
        public long Count;

        public readonly void Use<TFunction>()
            where TFunction : struct, IActivationFunction =>
            Pass.LaunchForEach(Count, new ActivationBackward<TFunction> { Value = Value, OutputGradient = OutputGradient, InputGradient = InputGradient, Count = Count });
    }
}
