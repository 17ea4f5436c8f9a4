using GenNet.Contracts;
using GenNet.Specs;
using GenNet.TestSupport;

namespace GenNet.Generators.Tests.Models;

/// <summary>Operations of a <c>Forward</c> body beside what models have: masks, lengths that a call says, types, contracts.</summary>
public sealed class OperationModelTests
{
    private const string Words = "[Embedding(5, 3, MaskZero = true)] public partial Embedding Words { get; }\n[LSTM(2)] public partial LSTM Last { get; }\n";

    [Theory]
    [InlineData("Tensor.WithoutMask(Words.Forward(x))", false)]
    [InlineData("Tensor.WithoutMask(Words.Forward(x)) + Words.Forward(x)", false)]
    [InlineData("Tensor.Relu(Words.Forward(x))", false)]
    [InlineData("Words.Forward(x) * 2", false)]
    [InlineData("Tensor.Softmax(Words.Forward(x))", false)]
    [InlineData("Words.Forward(x) + Words.Forward(x)", true)]
    public void Mask_BehindAnOperation_IsThereWhereKerasHasOne(string expression, bool hasMask)
    {
        var models = ModelCompiler.Compile(Source(Words, "[Input(4)] Tensor x", $"=> Last.Forward({expression});"));

        Assert.Equal(hasMask, models.GeneratedFiles["Net.Plan.g.cs"].Contains("mask: ", StringComparison.Ordinal));
        var ids = new Tensor(TensorShape.Of(2, 4), [1, 2, 0, 0, 0, 3, 1, 0]);
        dynamic net = models.Create(seed: 3);
        Assert.Equal(((Tensor)net.AsItStands(ids)).Values, (float[])net.Compiled(ids.Values));
    }

    [Theory]
    [InlineData("Tensor.Exp(x) / (1 - x * 0.5)")]
    [InlineData("Tensor.Sum(x, -1, keepdims: true) + Tensor.Max(x, 2, keepdims: true) * x")]
    [InlineData("Tensor.Where(x > 0.1, x, 0.1)")]
    [InlineData("Tensor.Softmax(x) + Tensor.Normalize(x) + Tensor.Cumsum(x, axis: -1)")]
    public void Operation_OnEachTimestep_TakesLengthsThatACallSays(string expression)
    {
        dynamic net = ModelCompiler.Compile(
            $$"""
            using GenNet;
            [Model]
            public partial class Net
            {
                private Tensor Forward([Input(6, 3, VariableLength = true)] Tensor x) => {{expression}};
                public Tensor AsItStands(Tensor x) => Forward(x);
                public float[] Compiled(float[] x, int length) => Predict(x, length).Output.ToArray();
            }
            """).Create(seed: 3);
        float[] values = [.. Enumerable.Range(0, 2 * 4 * 3).Select(static i => (i * 5 % 13 / 13f) - 0.4f)];

        Tensor asItStands = net.AsItStands(new Tensor(TensorShape.Of(2, 4, 3), values));

        AssertClose(asItStands.Values, (float[])net.Compiled(values, 4));
    }

    [Theory]
    [InlineData("Tensor.Sum(x, 1)")]
    [InlineData("x[.., 1..3]")]
    [InlineData("Tensor.Transpose(x, 0, 2, 1)")]
    public void Operation_ThatNeedsAllTimesteps_IsRefusedThere(string expression) => Assert.Contains(
        "needs to know the size of every axis",
        Diagnostics.ModelDiagnostics.ReportsOnly("GN0014", $$"""
            using GenNet;
            [Model]
            public partial class Net
            {
                private Tensor Forward([Input(6, 3, VariableLength = true)] Tensor x) => ⟦{{expression}}⟧;
            }
            """),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("x[.., 1..3]", null)]
    [InlineData("x + x", null)]
    [InlineData("Tensor.Exp(x)", "Exp has no float64 kernels yet")]
    public void Operation_InFloat64_IsRightOrRefused(string expression, string? message)
    {
        var source = $$"""
            using GenNet;
            [Model]
            public partial class Net
            {
                private Tensor Forward([Input(4, DType = DType.Float64)] Tensor x) => {{(message is null ? expression : $"⟦{expression}⟧")}};
                public double[] Compiled(double[] x) => Predict(x).Output.ToArray();
            }
            """;
        if (message is not null)
        {
            Assert.Contains(message, Diagnostics.ModelDiagnostics.ReportsOnly("GN0013", source), StringComparison.Ordinal);
            return;
        }
        dynamic net = ModelCompiler.Compile(source).Create(seed: 3);
        var third = 1 / 3.0;

        double[] result = net.Compiled(new double[] { 1, third, third, 2 });

        Assert.Contains(expression == "x + x" ? 2 * third : third, result);
    }

    [Fact]
    public void Contract_OfOperations_NamesWhatTheUserWrote()
    {
        var (old, now) = (VersionOf("=> Last.Forward(Words.Forward(x / 255)[.., 0..2]);"), VersionOf("=> Last.Forward(Words.Forward(x / 127)[.., 0..2]);"));

        var change = Assert.Single(ContractDiff.Compare(old, now));

        Assert.Contains("takes (x) / 127 and took (x) / 255", change.Description, StringComparison.Ordinal);
    }

    private static ContractVersion VersionOf(string body)
    {
        var model = ModelCompiler.Compile(Source("[Dense(3)] public partial Dense Words { get; }\n[Dense(2)] public partial Dense Last { get; }\n", "[Input(4)] Tensor x", body)).Create();
        return WeightContract.Parse(model.Description.Contract).Contract!.Current;
    }

    private static string Source(string layers, string inputs, string body) => $$"""
        using GenNet;
        [Model]
        public partial class Net
        {
            {{layers}}
            private Tensor Forward({{inputs}}) {{body}}
            public Tensor AsItStands(Tensor x) => Forward(x);
            public float[] Compiled(float[] x) => Predict(x).Last.ToArray();
        }
        """;

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-5f * Math.Max(1, Math.Abs(expected[i])));
    }
}
