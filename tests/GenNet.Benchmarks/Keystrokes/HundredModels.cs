using System.Globalization;

namespace GenNet.Benchmarks.Keystrokes;

/// <summary>A hundred model classes of six layers, each in a file of its own.</summary>
internal static class HundredModels
{
    /// <summary>A comment to type into.</summary>
    public const string Comment = "// A comment.";

    /// <summary>An argument that can be edited without making the class wrong.</summary>
    public const string Argument = "Dense(10)";

    private const int Count = 100;

    /// <summary>Full names of the classes.</summary>
    public static string[] Names() => [.. Enumerable.Range(0, Count).Select(static number => "Keystrokes." + Name(number))];

    /// <summary>Their files.</summary>
    public static string[] Files() => [.. Enumerable.Range(0, Count).Select(static number => $$"""
        using GenNet;

        namespace Keystrokes;

        {{Comment}}
        [Model, Input(28, 28, 1)]
        public partial class {{Name(number)}}
        {
            [Conv2D(8, 3, Activation = Activation.ReLU)] public partial Conv2D Conv { get; }
            [BatchNormalization] public partial BatchNormalization Norm { get; }
            [MaxPooling2D(2)] public partial MaxPooling2D Pool { get; }
            [Flatten] public partial Flatten Flat { get; }
            [Dropout(0.5)] public partial Dropout Drop { get; }
            [{{Argument}}] public partial Dense Output { get; }
        }
        """)];

    private static string Name(int number) => "Net" + number.ToString("000", CultureInfo.InvariantCulture);
}
