namespace GenNet.Specs;

/// <summary>What an activation does to a shape, and what its derivative needs.</summary>
/// <param name="Output">Shape after the activation.</param>
/// <param name="NeedsInput">Whether the derivative can't be had from the output alone, so that training keeps the input.</param>
public readonly record struct ActivationShape(TensorShape Output, bool NeedsInput)
{
    /// <summary><paramref name="activation"/> of a tensor of shape <paramref name="input"/> (batch left out).</summary>
    /// <remarks>Those that need the input are not invertible, or have a kink whose side the output doesn't show (HardTanh).</remarks>
    public static ActivationShape Of(Activation activation, TensorShape input) => activation switch
    {
        Activation.GLU => new(HalfOfLastAxis(input), true),
        Activation.GELU or Activation.SiLU or Activation.HardSiLU or Activation.Mish or Activation.TanhShrink or Activation.HardTanh
            or Activation.Sparsemax => new(input, true),
        _ => new(input, false),
    };

    /// <summary>Whether <paramref name="activation"/> mixes the elements along the last axis, and doesn't take each by itself.</summary>
    public static bool MixesLastAxis(Activation activation) =>
        activation is Activation.Softmax or Activation.LogSoftmax or Activation.Sparsemax or Activation.GLU;

    private static TensorShape HalfOfLastAxis(TensorShape input) =>
        input.Rank > 0 && input[-1] % 2 == 0
            ? TensorShape.Of([.. input.Dimensions.Take(input.Rank - 1), input[-1] / 2])
            : throw SpecException.Of("activation", $"is {ArgumentValue.Of(Activation.GLU)}, which halves the last axis, and {input.ToKerasString()} has none of even size; use another, or an even size");
}
