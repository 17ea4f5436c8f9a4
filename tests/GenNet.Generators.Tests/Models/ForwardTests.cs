using GenNet.Specs;
using GenNet.TestSupport;

namespace GenNet.Generators.Tests.Models;

public sealed class ForwardTests
{
    private static readonly Random s_random = new(5);

    [Theory]
    [InlineData("A.Forward(x)")]
    [InlineData("A.Forward(x) + x")]
    [InlineData("A.Forward(x) - x * A.Forward(x)")]
    [InlineData("(x - A.Forward(x)) * (x + x)")]
    [InlineData("Tensor.Subtract(x, Tensor.Multiply(x, A.Forward(x), x))")]
    [InlineData("x + A.Forward(x) + x")]
    [InlineData("A.Forward(A.Forward(x)) + A.Forward(x)")]
    [InlineData("Tensor.Add(x, A.Forward(x), x)")]
    [InlineData("Tensor.Concatenate(A.Forward(x), x)")]
    [InlineData("Tensor.Concatenate(A.Forward(x), x, axis: 1)")]
    [InlineData("Tensor.Concatenate([x, A.Forward(x), x, x], axis: 2)")]
    [InlineData("(Tensor.Add([A.Forward((x))]))")]
    public void Forward_RunAsItStands_EqualsPredict(string expression)
    {
        dynamic net = ModelCompiler.Compile(
            $$"""
            using GenNet;
            namespace Zoo;
            [Model]
            public partial class Net
            {
                [Dense(4, Activation = Activation.Tanh)] public partial Dense A { get; }
                private Tensor Forward([Input(3, 4)] Tensor x) => {{expression}};
                public Tensor Eager(Tensor x) => Forward(x);
                public float[] Compiled(Tensor x) => Predict(x.Values).A_Or_Output().ToArray();
            }
            """.Replace("A_Or_Output()", expression == "A.Forward(x)" ? "A" : "Output", StringComparison.Ordinal)).Create(seed: 3);
        var input = Random(5, 3, 4);

        Tensor eager = net.Eager(input);

        Assert.Equal(eager.Values, (float[])net.Compiled(input));
    }

    [Fact]
    public void Forward_WithSeveralInputsAndOutputs_EqualsPredict()
    {
        dynamic net = ModelCompiler.Compile(
            """
            using GenNet;
            namespace Zoo;
            [Model]
            public partial class Net
            {
                [Dense(4)] public partial Dense Left { get; }
                [Dense(4)] public partial Dense Right { get; }
                [Dense(2, Activation = Activation.Sigmoid)] public partial Dense Head { get; }

                private (Tensor First, Tensor Second, Tensor Raw) Forward([Input(3)] Tensor a, [Input(2)] Tensor b)
                {
                    var x = Left.Forward(a);
                    var y = this.Right.Forward(b);
                    x += y;
                    Tensor head = Head.Forward(x);
                    return (head, Head.Forward(y) + head, b);
                }

                public Tensor[] Eager(Tensor a, Tensor b) { var (x, y, z) = Forward(a, b); return [x, y, z]; }

                public float[][] Compiled(Tensor a, Tensor b)
                {
                    var prediction = Predict(a.Values, b.Values);
                    var (first, second, raw) = (new float[prediction.First.Length], new float[prediction.Second.Length], new float[prediction.Raw.Length]);
                    Predict(a.Values, b.Values, first, second, raw);
                    prediction = Predict(a.Values, b.Values);
                    if (!prediction.First.SequenceEqual(first) || !prediction.Second.SequenceEqual(second) || !prediction.Raw.SequenceEqual(raw))
                        throw new InvalidOperationException("Both forms of Predict must agree.");
                    return [first, second, raw];
                }
            }
            """).Create(seed: 3);
        var (a, b) = (Random(5, 3), Random(5, 2));

        Tensor[] eager = net.Eager(a, b);

        Assert.Equal(eager.Select(static t => t.Values), (float[][])net.Compiled(a, b));
    }

    private static Tensor Random(params int[] shape)
    {
        var tensor = new Tensor(TensorShape.Of(shape), new float[shape.Aggregate(1, static (n, d) => n * d)]);
        for (var i = 0; i < tensor.Values.Length; i++)
            tensor.Values[i] = (s_random.NextSingle() * 2) - 1;
        return tensor;
    }
}
