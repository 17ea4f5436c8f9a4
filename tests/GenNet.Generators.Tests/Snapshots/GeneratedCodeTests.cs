using GenNet.TestSupport;

namespace GenNet.Generators.Tests.Snapshots;

public sealed class GeneratedCodeTests
{
    [Fact]
    public void DigitNet_OfTheArchitecturePage_IsThisCode()
    {
        var models = ModelCompiler.Compile(
            """
            using GenNet;

            namespace Samples.Digits;

            [Model, Input(28, 28, 1)]
            public partial class DigitNet
            {
                [Conv2D(32, 3, Activation = Activation.ReLU)]      public partial Conv2D Conv1 { get; }
                [BatchNormalization]                               public partial BatchNormalization Norm1 { get; }
                [MaxPooling2D(2)]                                  public partial MaxPooling2D Pool1 { get; }
                [Flatten]                                          public partial Flatten Flat { get; }
                [Dropout(0.25)]                                    public partial Dropout Drop { get; }
                [Dense(10, Activation = Activation.Softmax)]       public partial Dense Output { get; }
            }
            """);

        Snapshot.Matches("DigitNet", string.Join("\n", models.GeneratedFiles.Select(static f => $"// ---- {f.Key} ----\n{f.Value}")));
    }
}
