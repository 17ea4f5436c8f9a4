namespace GenNet.Specs;

/// <summary>What an activation does to a shape, and what its derivative needs.</summary>
/// <param name="Output">Shape after the activation.</param>
/// <param name="NeedsInput">Whether the derivative can't be had from the output alone, so that training keeps the input.</param>
public readonly record struct ActivationSpec(TensorShape Output, bool NeedsInput)
{
    /// <summary><paramref name="activation"/> of a tensor of shape <paramref name="input"/> (batch left out).</summary>
    public static ActivationSpec Of(Activation activation, TensorShape input) => activation switch
    {
        Activation.GLU => new(HalfOfLastAxis(input), true),
        Activation.Linear or Activation.ReLU or Activation.Sigmoid or Activation.Tanh or Activation.Exponential
            or Activation.Softmax or Activation.LogSoftmax => new(input, false),
        _ => new(input, true),
    };

    private static TensorShape HalfOfLastAxis(TensorShape input) =>
        input.Rank > 0 && input[-1] % 2 == 0
            ? TensorShape.Of([.. input.Dimensions.Take(input.Rank - 1), input[-1] / 2])
            : throw new SpecException($"activation GLU halves the last axis, and {input.ToKerasString()} has none of even size", "activation");
}
