using System.Globalization;
using System.Text;

namespace GenNet.Benchmarks.Keystrokes;

/// <summary>A model class of 100 layers: 33 blocks of a dense layer, a normalization and a sum with what came before, and an output.</summary>
internal static class HundredLayers
{
    /// <summary>A comment to type into.</summary>
    public const string Comment = "// A comment.";

    /// <summary>An argument that can be edited without making the class wrong: the units of the last layer.</summary>
    public const string Argument = "Dense(10)";

    private const int Blocks = 33;
    private const int Units = 64;

    /// <summary>The file.</summary>
    public static string Source()
    {
        var text = new StringBuilder();
        Append($$"""
            using GenNet;

            namespace Keystrokes;

            {{Comment}}
            [Model]
            public partial class HundredLayers
            {

            """);
        for (var block = 0; block < Blocks; block++)
        {
            Append($$"""
                    [Dense({{Units}}, Activation = Activation.ReLU)] public partial Dense Dense{{block}} { get; }
                    [BatchNormalization] public partial BatchNormalization Norm{{block}} { get; }
                    [Add] public partial Add Sum{{block}} { get; }

                """);
        }
        Append($$"""
                [{{Argument}}] public partial Dense Output { get; }

                private Tensor Forward([Input({{Units}})] Tensor x)
                {

            """);
        for (var block = 0; block < Blocks; block++)
            Append($"        x = Sum{block}.Forward(Norm{block}.Forward(Dense{block}.Forward(x)), x);\n");
        Append($$"""
                    return Output.Forward(x);
                }
            }

            """);
        return text.ToString();

        void Append(FormattableString part) => text.Append(part.ToString(CultureInfo.InvariantCulture));
    }
}
