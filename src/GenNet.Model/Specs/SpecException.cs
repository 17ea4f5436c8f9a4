namespace GenNet.Specs;

/// <summary>A layer's arguments or inputs make no sense; the analyzers show it at the argument.</summary>
/// <param name="message">What is wrong and what to do, without the layer's name, which the caller adds.</param>
/// <param name="argument">Keras name of the argument at fault, or null if the inputs are.</param>
public sealed class SpecException(string message, string? argument = null) : Exception(message)
{
    /// <summary>Keras name of the argument at fault, or null if the inputs are.</summary>
    public string? Argument { get; } = argument;
}
