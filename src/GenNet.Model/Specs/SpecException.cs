using System.Globalization;

namespace GenNet.Specs;

/// <summary>A layer's arguments or inputs make no sense; the generator shows it at the argument.</summary>
public sealed class SpecException : Exception
{
    /// <summary>Says what is wrong.</summary>
    /// <param name="message">What is wrong and what to do, without the layer's name, which the caller adds.</param>
    /// <param name="argument">Keras name of the argument at fault, or null if the inputs are.</param>
    public SpecException(string message, string? argument = null)
        : base(message) => (Argument, InCSharp) = (argument, message);

    private SpecException(string argument, string message, string inCSharp)
        : base(message) => (Argument, InCSharp) = (argument, inCSharp);

    /// <summary>Keras name of the argument at fault, or null if the inputs are.</summary>
    public string? Argument { get; }

    /// <summary>The message with arguments and values as a C# attribute has them: <c>PoolSize is 0</c> where <see cref="Exception.Message"/> says <c>pool_size is 0</c>.</summary>
    public string InCSharp { get; }

    /// <summary>An argument makes no sense.</summary>
    /// <param name="argument">Its Keras name, with which the message begins.</param>
    /// <param name="problem">
    /// What follows the name: the value it has, and what is allowed. Each <see cref="ArgumentName"/> and <see cref="ArgumentValue"/> in it is written as the reader writes it.
    /// </param>
    public static SpecException Of(string argument, FormattableString problem) =>
        new(argument, $"{argument} {Text(problem, inCSharp: false)}", $"{new ArgumentName(argument).InCSharp} {Text(problem, inCSharp: true)}");

    private static string Text(FormattableString text, bool inCSharp) => string.Format(
        CultureInfo.InvariantCulture,
        text.Format,
        [.. text.GetArguments().Select(argument => argument switch
        {
            ArgumentName name => inCSharp ? name.InCSharp : name.Keras,
            ArgumentValue value => value.ToText(inCSharp),
            _ => argument,
        })]);
}
