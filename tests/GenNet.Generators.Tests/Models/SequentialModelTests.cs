using GenNet.TestSupport;

namespace GenNet.Generators.Tests.Models;

public sealed class SequentialModelTests
{
    [Fact]
    public void Predict_OfTwoDenseLayers_IsTheNetworksFunction()
    {
        using var model = ModelCompiler.Compile(
            """
            using GenNet;

            namespace Zoo;

            /// <summary>Two layers.</summary>
            [Model, Input(3)]
            public partial class TwoLayers
            {
                /// <summary>The first.</summary>
                [Dense(2, Activation = Activation.ReLU)] public partial Dense Hidden { get; }

                /// <summary>The second.</summary>
                [Dense(1, UseBias = false)] public partial Dense Output { get; }
            }
            """).Create(seed: 7);

        Assert.Equal(["hidden", "output"], model.Layers.Select(static l => l.Name));
    }
}
