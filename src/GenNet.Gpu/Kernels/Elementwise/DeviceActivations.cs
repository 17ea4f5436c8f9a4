namespace GenNet.Gpu.Kernels;

/// <summary>Activations that work element by element, chosen by an argument: for kernels that apply several, of which there would be too many by types.</summary>
[GpuKernel]
internal static class DeviceActivations
{
    /// <summary>The function.</summary>
    public static float Forward(Activation activation, float x) => activation switch
    {
        Activation.ReLU => ReLUActivation.Forward(x),
        Activation.ReLU6 => ReLU6Activation.Forward(x),
        Activation.LeakyReLU => LeakyReLUActivation.Forward(x),
        Activation.ELU => ELUActivation.Forward(x),
        Activation.SELU => SELUActivation.Forward(x),
        Activation.CELU => CELUActivation.Forward(x),
        Activation.GELU => GELUActivation.Forward(x),
        Activation.SiLU => SiLUActivation.Forward(x),
        Activation.HardSiLU => HardSiLUActivation.Forward(x),
        Activation.Sigmoid => SigmoidActivation.Forward(x),
        Activation.HardSigmoid => HardSigmoidActivation.Forward(x),
        Activation.HardSigmoidKeras2 => HardSigmoidKeras2Activation.Forward(x),
        Activation.LogSigmoid => LogSigmoidActivation.Forward(x),
        Activation.Tanh => TanhActivation.Forward(x),
        Activation.HardTanh => HardTanhActivation.Forward(x),
        Activation.TanhShrink => TanhShrinkActivation.Forward(x),
        Activation.HardShrink => HardShrinkActivation.Forward(x),
        Activation.SoftShrink => SoftShrinkActivation.Forward(x),
        Activation.Exponential => ExponentialActivation.Forward(x),
        Activation.Softplus => SoftplusActivation.Forward(x),
        Activation.Softsign => SoftsignActivation.Forward(x),
        Activation.Mish => MishActivation.Forward(x),
        Activation.Squareplus => SquareplusActivation.Forward(x),
        Activation.SparsePlus => SparsePlusActivation.Forward(x),
        Activation.SparseSigmoid => SparseSigmoidActivation.Forward(x),
        _ => x,
    };

    /// <summary>The derivative, from the input where <see cref="ActivationFunctions.NeedsInput"/> says so, else from the output.</summary>
    public static float Derivative(Activation activation, float input, float output) => activation switch
    {
        Activation.ReLU => ReLUActivation.Derivative(output),
        Activation.ReLU6 => ReLU6Activation.Derivative(output),
        Activation.LeakyReLU => LeakyReLUActivation.Derivative(output),
        Activation.ELU => ELUActivation.Derivative(output),
        Activation.SELU => SELUActivation.Derivative(output),
        Activation.CELU => CELUActivation.Derivative(output),
        Activation.GELU => GELUActivation.Derivative(input),
        Activation.SiLU => SiLUActivation.Derivative(input),
        Activation.HardSiLU => HardSiLUActivation.Derivative(input),
        Activation.Sigmoid => SigmoidActivation.Derivative(output),
        Activation.HardSigmoid => HardSigmoidActivation.Derivative(output),
        Activation.HardSigmoidKeras2 => HardSigmoidKeras2Activation.Derivative(output),
        Activation.LogSigmoid => LogSigmoidActivation.Derivative(output),
        Activation.Tanh => TanhActivation.Derivative(output),
        Activation.HardTanh => HardTanhActivation.Derivative(input),
        Activation.TanhShrink => TanhShrinkActivation.Derivative(input),
        Activation.HardShrink => HardShrinkActivation.Derivative(output),
        Activation.SoftShrink => SoftShrinkActivation.Derivative(output),
        Activation.Exponential => ExponentialActivation.Derivative(output),
        Activation.Softplus => SoftplusActivation.Derivative(output),
        Activation.Softsign => SoftsignActivation.Derivative(output),
        Activation.Mish => MishActivation.Derivative(input),
        Activation.Squareplus => SquareplusActivation.Derivative(output),
        Activation.SparsePlus => SparsePlusActivation.Derivative(output),
        Activation.SparseSigmoid => SparseSigmoidActivation.Derivative(output),
        _ => 1f,
    };
}
