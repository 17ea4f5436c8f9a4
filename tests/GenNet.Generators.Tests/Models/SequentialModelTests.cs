using GenNet.Specs;
using GenNet.TestSupport;

namespace GenNet.Generators.Tests.Models;

public sealed class SequentialModelTests
{
    private const string Source =
        """
        using GenNet;

        namespace Zoo;

        [Model, Input(3)]
        public partial class TwoLayers
        {
            [Dense(2, Activation = Activation.ReLU)] public partial Dense Hidden { get; }
            [Dense(1, UseBias = false)] public partial Dense Output { get; }

            public float[] Run(float[] input) => Predict(input).Output.ToArray();

            public void Set(Tensor kernel, Tensor bias, Tensor output) => SetWeights(new Weights
            {
                Hidden = new() { Kernel = kernel, Bias = bias },
                Output = new() { Kernel = output },
            });

            public Tensor[] Get() { var w = GetWeights(); return [w.Hidden.Kernel, w.Hidden.Bias, w.Output.Kernel]; }
        }
        """;

    [Fact]
    public void Predict_OfTwoDenseLayers_IsTheNetworksFunction()
    {
        dynamic model = ModelCompiler.Compile(Source).Create();
        model.Set(Of([3, 2], 1, -1, 2, 0, 0, 1), Of([2], 0.5f, -0.5f), Of([2, 1], 2, 4));

        // Hidden: (1·1 + 2·2 + 0.5, −1·1 + 3·1 − 0.5) = (5.5, 1.5), and (−2.5, −0.5) is cut to 0. Whole numbers and halves are exact.
        Assert.Equal([17f, 0f], (float[])model.Run(new float[] { 1, 2, 3, -1, -1, -1 }));
    }

    [Fact]
    public void SetWeights_WithOneWrongShape_ChangesNothing()
    {
        dynamic model = ModelCompiler.Compile(Source).Create(seed: 4);
        Tensor[] before = model.Get();

        var error = Assert.Throws<ArgumentException>((Action)(() => { model.Set(Of([3, 2], 1, 1, 1, 1, 1, 1), Of([2], 1, 1), Of([1, 2], 1, 1)); }));

        Assert.Contains("output/kernel (2, 1) was given a tensor of shape (1, 2)", error.Message, StringComparison.Ordinal);
        Tensor[] after = model.Get();
        Assert.Equal(before.Select(static t => t.Values), after.Select(static t => t.Values));
    }

    private static Tensor Of(int[] shape, params float[] values) => new(TensorShape.Of(shape), values);
}
