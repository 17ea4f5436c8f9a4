namespace GenNet.Specs;

/// <summary>One variable of a layer.</summary>
/// <param name="Name">Keras' name: <c>kernel</c>, <c>moving_mean</c>.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="IsState">Whether it is never trained, as a moving average: <c>state</c> in the contract, after the trainable ones in a file.</param>
/// <param name="Initializer">How it starts.</param>
/// <param name="L1">Weight of the L1 penalty l1·Σ|w| added to the loss (Keras' <c>L1L2</c>).</param>
/// <param name="L2">Weight of the L2 penalty l2·Σw² added to the loss (Keras' <c>L1L2</c>).</param>
public sealed record VariableSpec(
    string Name, TensorShape Shape, Initializer Initializer, bool IsState = false, double L1 = 0, double L2 = 0);
