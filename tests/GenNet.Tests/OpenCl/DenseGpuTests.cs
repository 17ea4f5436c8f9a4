using GenNet.Layers;
using GenNet.Specs;
using GenNet.TestSupport;

namespace GenNet.Tests.OpenCl;

public sealed class DenseGpuTests
{
    private const double FloatRounding = 1.0 / (1 << 24);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(33)]
    public void Forward_WithOddSizes_IsTheMatrixProduct(int rows)
    {
        using var model = new OneDense<Linear>(OpenClRequirement.DeviceOrSkip());
        var (input, kernel, bias) = model.Randomize(rows);
        var output = new float[rows * 3 * Linear.Units];

        model.Predict(input, output);

        for (var row = 0; row < rows * 3; row++)
        {
            for (var unit = 0; unit < Linear.Units; unit++)
            {
                double expected = bias[unit], magnitude = Math.Abs(expected);
                for (var k = 0; k < Linear.Features; k++)
                {
                    var product = (double)input[(row * Linear.Features) + k] * kernel[(k * Linear.Units) + unit];
                    expected += product;
                    magnitude += Math.Abs(product);
                }
                Assert.Equal(expected, output[(row * Linear.Units) + unit], (Linear.Features + 1) * FloatRounding * magnitude);
            }
        }
    }

    [Fact]
    public void Forward_WithSoftmax_SumsToOneInEveryRow()
    {
        using var model = new OneDense<Softmax>(OpenClRequirement.DeviceOrSkip());
        var (input, _, _) = model.Randomize(5);
        var output = new float[5 * 3 * Softmax.Units];

        model.Predict(input, output);

        foreach (var row in output.Chunk(Softmax.Units))
            Assert.Equal(1.0, row.Sum(static p => (double)p), Softmax.Units * 4 * FloatRounding);
        Assert.True(output.Distinct().Count() > Softmax.Units);
    }

    [Fact]
    public void Predict_AfterAssign_UsesTheNewWeights()
    {
        using var model = new OneDense<Linear>(OpenClRequirement.DeviceOrSkip());
        var (input, kernel, bias) = model.Randomize(1);
        var before = new float[3 * Linear.Units];
        var after = new float[3 * Linear.Units];
        model.Predict(input, before);

        model.Only.Bias!.Assign([.. bias.Select(static b => b + 1)]);
        model.Predict(input, after);

        Assert.All(before.Zip(after), static pair => Assert.Equal(pair.First + 1.0, pair.Second, 8 * FloatRounding * (Math.Abs(pair.First) + 1)));
    }

    [Fact]
    public void Model_WithALayerWithoutKernel_IsRefusedByName()
    {
        var error = Assert.Throws<NotSupportedException>(() => new OneDense<Linear>(OpenClRequirement.DeviceOrSkip(), "conv1 (Conv2D)"));

        Assert.Contains("no OpenCL kernel for conv1 (Conv2D)", error.Message, StringComparison.Ordinal);
        Assert.Contains("Device.Cpu()", error.Message, StringComparison.Ordinal);
    }

    private readonly struct Linear : IDenseShape
    {
        public static int RowsPerSample => 3;

        public static int Features => 37;

        public static int Units => 19;

        public static Activation Activation => Activation.Linear;
    }

    private readonly struct Softmax : IDenseShape
    {
        public static int RowsPerSample => 3;

        public static int Features => 37;

        public static int Units => 19;

        public static Activation Activation => Activation.Softmax;
    }

    private sealed class OneDense<TShape> : Model
        where TShape : struct, IDenseShape
    {
        public OneDense(Device device, params string[] withoutOpenCl)
            : base(Describe(), new DensePlan(withoutOpenCl), device, seed: 1)
        {
            Only = new Dense(this, 0);
            Layers = [Only];
        }

        public Dense Only { get; }

        public override IReadOnlyList<Layer> Layers { get; }

        public void Predict(float[] input, float[] output) => RunInference(input, output);

        public (float[] Input, float[] Kernel, float[] Bias) Randomize(int rows)
        {
            var random = new Random(7);
            float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
            var (input, kernel, bias) = (Draw(rows * 3 * TShape.Features), Draw(TShape.Features * TShape.Units), Draw(TShape.Units));
            Only.Kernel.Assign(kernel);
            Only.Bias!.Assign(bias);
            return (input, kernel, bias);
        }

        private static ModelDescription Describe()
        {
            var input = TensorShape.Of(3, TShape.Features);
            var output = TensorShape.Of(3, TShape.Units);
            var kernelSize = ((TShape.Features * TShape.Units) + 15) / 16 * 16;
            return new()
            {
                FullName = "Tests.OneDense",
                KerasName = "one_dense",
                IsSequential = true,
                ContractVersion = 0,
                ContractHash = "",
                Contract = "",
                Inputs = [new("input", "input", input)],
                Outputs = [new("Only", "only", output)],
                Layers =
                [
                    new("Only", "only", "Dense", ["input"], [input], output,
                    [
                        new("kernel", TensorShape.Of(TShape.Features, TShape.Units), 0, Initializer.GlorotUniform),
                        new("bias", TensorShape.Of(TShape.Units), kernelSize, Initializer.Zeros),
                    ]),
                ],
                WeightGroups = [new("layers/dense", "only", "Dense", 0)],
                Memory = new(kernelSize + 32, kernelSize + 32, 0, 0, 0, 0),
            };
        }

        private sealed class DensePlan(string[] withoutOpenCl) : ModelPlan, IOpenClPlan
        {
            public IReadOnlyList<string> WithoutKernel => withoutOpenCl;

            public override void Infer(in Pass pass) => throw new InvalidOperationException("This model is for OpenCL.");

            public override void ForwardTraining(in Pass pass) => throw new InvalidOperationException("This model is for OpenCL.");

            public override void Backward(in Pass pass) => throw new InvalidOperationException("This model is for OpenCL.");

            public override void InferLayer(int layer, in Pass pass) => throw new InvalidOperationException("This model is for OpenCL.");

            public void Infer(in OpenClPass pass) => DenseOpenCl<TShape>.Forward(
                pass, input: pass.Input(0), kernel: pass.Weight(0), bias: pass.Weight(((TShape.Features * TShape.Units) + 15) / 16 * 16), output: pass.Output(0));
        }
    }
}
