namespace GenNet.Specs;

/// <summary>How a window moves along one axis: output size and padding as TensorFlow has them.</summary>
/// <param name="Output">Number of window positions.</param>
/// <param name="PaddingBefore">Padding before the first element; what is left of the padding comes after the last.</param>
public readonly record struct WindowAxis(int Output, int PaddingBefore)
{
    /// <summary>
    /// Valid: ⌊(input − span) / stride⌋ + 1 positions, where the span is (window − 1)·dilation + 1. Same: ⌈input / stride⌉ positions, with
    /// max((output − 1)·stride + span − input, 0) of padding.
    /// </summary>
    /// <param name="axis">Name of the axis in messages: height or width.</param>
    /// <param name="input">Size of the input.</param>
    /// <param name="window">Size of the window.</param>
    /// <param name="stride">Step of the window.</param>
    /// <param name="dilation">Distance between the window's elements.</param>
    /// <param name="padding">What happens at the border.</param>
    /// <param name="argument">Keras' name of the window's size, in messages.</param>
    /// <exception cref="SpecException">The window is larger than an input without padding.</exception>
    public static WindowAxis Of(string axis, int input, int window, int stride, int dilation, Padding padding, string argument)
    {
        var span = checked(((window - 1) * dilation) + 1);
        if (padding == Padding.Same)
        {
            var output = ((input - 1) / stride) + 1;
            return new(output, Math.Max(checked(((output - 1) * stride) + span) - input, 0) / 2);
        }
        if (span > input)
        {
            throw dilation > 1
                ? SpecException.Of(
                    argument, $"is {window} and with {new ArgumentName("dilation_rate")} {dilation} spans {span}, more than the input's {axis} {input}; use a smaller one or {new ArgumentName("padding")} = {ArgumentValue.Of(Padding.Same)}")
                : SpecException.Of(argument, $"is {window} and must be at most the input's {axis} {input}; use a smaller one or {new ArgumentName("padding")} = {ArgumentValue.Of(Padding.Same)}");
        }
        return new(((input - span) / stride) + 1, 0);
    }
}
