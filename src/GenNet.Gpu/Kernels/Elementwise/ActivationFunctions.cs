namespace GenNet.Gpu.Kernels;

/// <summary>What is to be done with an activation as a type.</summary>
internal interface IActivationUser
{
    /// <summary>Does it.</summary>
    void Use<TFunction>()
        where TFunction : struct, IActivationFunction;
}

/// <summary>From an <see cref="Activation"/> to its functions.</summary>
internal static class ActivationFunctions
{
    /// <summary>Whether it works element by element, so that a kernel can do it on the way.</summary>
    public static bool IsElementwise(Activation activation) => activation is not (Activation.Softmax or Activation.LogSoftmax or Activation.Sparsemax or Activation.GLU);

    /// <summary>Whether its derivative is one of the input, and not of the output.</summary>
    public static bool NeedsInput(Activation activation) =>
        activation is Activation.GELU or Activation.SiLU or Activation.HardSiLU or Activation.HardTanh or Activation.TanhShrink or Activation.Mish or Activation.Sparsemax or Activation.GLU;

    /// <summary>Has <paramref name="user"/> use the functions of an activation that works element by element.</summary>
    public static void With<TUser>(Activation activation, ref TUser user)
        where TUser : struct, IActivationUser
    {
        switch (activation)
        {
            case Activation.Linear: user.Use<LinearActivation>(); break;
            case Activation.ReLU: user.Use<ReLUActivation>(); break;
            case Activation.ReLU6: user.Use<ReLU6Activation>(); break;
            case Activation.LeakyReLU: user.Use<LeakyReLUActivation>(); break;
            case Activation.ELU: user.Use<ELUActivation>(); break;
            case Activation.SELU: user.Use<SELUActivation>(); break;
            case Activation.CELU: user.Use<CELUActivation>(); break;
            case Activation.GELU: user.Use<GELUActivation>(); break;
            case Activation.SiLU: user.Use<SiLUActivation>(); break;
            case Activation.HardSiLU: user.Use<HardSiLUActivation>(); break;
            case Activation.Sigmoid: user.Use<SigmoidActivation>(); break;
            case Activation.HardSigmoid: user.Use<HardSigmoidActivation>(); break;
            case Activation.HardSigmoidKeras2: user.Use<HardSigmoidKeras2Activation>(); break;
            case Activation.LogSigmoid: user.Use<LogSigmoidActivation>(); break;
            case Activation.Tanh: user.Use<TanhActivation>(); break;
            case Activation.HardTanh: user.Use<HardTanhActivation>(); break;
            case Activation.TanhShrink: user.Use<TanhShrinkActivation>(); break;
            case Activation.HardShrink: user.Use<HardShrinkActivation>(); break;
            case Activation.SoftShrink: user.Use<SoftShrinkActivation>(); break;
            case Activation.Exponential: user.Use<ExponentialActivation>(); break;
            case Activation.Softplus: user.Use<SoftplusActivation>(); break;
            case Activation.Softsign: user.Use<SoftsignActivation>(); break;
            case Activation.Mish: user.Use<MishActivation>(); break;
            case Activation.Squareplus: user.Use<SquareplusActivation>(); break;
            case Activation.SparsePlus: user.Use<SparsePlusActivation>(); break;
            case Activation.SparseSigmoid: user.Use<SparseSigmoidActivation>(); break;
            default: throw new ArgumentOutOfRangeException(nameof(activation), activation, "There is no such activation that works element by element.");
        }
    }
}
