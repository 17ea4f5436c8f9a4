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
        RefuseCausal(padding);
        var span = Span(window, dilation);
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

    /// <summary>All of the padding, span − 1, before the input: an output sees nothing that comes after it. ⌈input / stride⌉ positions.</summary>
    public static WindowAxis Causal(int input, int window, int stride, int dilation) => new(((input - 1) / stride) + 1, Span(window, dilation) - 1);

    /// <summary>
    /// The axis of a transposed convolution: it puts a window where a convolution takes one. Without <paramref name="outputPadding"/> there are input · stride outputs with Same, and
    /// (input − 1)·stride + max(span, stride) with Valid; with it, (input − 1)·stride + outputPadding and span mod 2, or span. The padding is that of the convolution, which leads from
    /// the output back to the input.
    /// </summary>
    /// <param name="input">Size of the input.</param>
    /// <param name="window">Size of the window.</param>
    /// <param name="stride">Step of the window over the output.</param>
    /// <param name="dilation">Distance between the window's elements.</param>
    /// <param name="padding">What happens at the border.</param>
    /// <param name="outputPadding">Keras' <c>output_padding</c> of the axis.</param>
    /// <exception cref="SpecException">A convolution of the output's size would have another size than the input.</exception>
    public static WindowAxis Transposed(int input, int window, int stride, int dilation, Padding padding, int? outputPadding)
    {
        RefuseCausal(padding);
        var span = Span(window, dilation);
        var steps = checked((input - 1) * stride);
        var isSame = padding == Padding.Same;
        var least = isSame ? span % 2 : span;
        var output = checked(steps + (outputPadding is { } more ? least + more : isSame ? stride : Math.Max(span, stride)));
        if (outputPadding is { } given && (given >= stride || output <= steps))
        {
            throw SpecException.Of(
                "output_padding", $"is {given} and must be less than {new ArgumentName("strides")}, which is {stride}{(least == 0 ? ", and above 0, as the window spans an even number" : "")}: only then a convolution of the output has the input's size; leave it out for the usual size");
        }
        return new(output, isSame ? Math.Max(checked(steps + span) - output, 0) / 2 : 0);
    }

    private static int Span(int window, int dilation) => checked(((window - 1) * dilation) + 1);

    private static void RefuseCausal(Padding padding)
    {
        if (padding == Padding.Causal)
            throw SpecException.Of("padding", $"is {ArgumentValue.Of(Padding.Causal)}, which only Conv1D and SeparableConv1D have; use {ArgumentValue.Of(Padding.Valid)} or {ArgumentValue.Of(Padding.Same)}");
    }
}
