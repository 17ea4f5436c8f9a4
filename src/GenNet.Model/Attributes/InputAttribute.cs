namespace GenNet;

/// <summary>
/// The shape of an input without the batch: on the class for a model without <c>Forward</c>, else on each parameter of <c>Forward</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Parameter, Inherited = false)]
public sealed class InputAttribute : Attribute
{
    /// <summary>An input of the given dimensions, batch left out: <c>[Input(28, 28, 1)]</c>; none for one number a row.</summary>
    public InputAttribute(params int[] shape) => Shape = shape;

    /// <summary>Dimensions without the batch, each at least 1.</summary>
    public int[] Shape { get; }

    /// <summary>Name of the input of a model without <c>Forward</c>; by default <c>input</c>. A parameter of <c>Forward</c> names its own.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// Whether the first dimension is a length that each call of the model says, and <see cref="Shape"/> has the largest one: <c>[Input(512, 64, VariableLength = true)]</c> takes sequences
    /// of 1 to 512 timesteps. Inputs with it share one length, and the largest.
    /// <c>net.Predict(input, length: 37)</c>; the samples of a <c>Dataset</c> have one length, which their number of values says. Keras: <c>keras.Input((None, 64))</c>.
    /// </summary>
    public bool VariableLength { get; set; }

    /// <summary>
    /// What the input holds; by default <see cref="GenNet.DType.Float32"/>. <c>Predict</c> takes it as float, int, long, bool, <c>Half</c> or double; bfloat16, which .NET has no type for, as float.
    /// </summary>
    public DType DType { get; set; }
}
