namespace GenNet.Tests.Models.Concurrency;

/// <summary>A model whose every weight counts in every output, so that half old and half new weights show.</summary>
[Model, Input(6)]
public partial class DeepNet
{
    [Dense(48, Activation = Activation.Tanh)] public partial Dense First { get; }
    [BatchNormalization]                      public partial BatchNormalization Norm { get; }
    [Dense(48, Activation = Activation.Tanh)] public partial Dense Second { get; }
    [Dense(4)]                                public partial Dense Output { get; }
}

/// <summary>Several inputs and outputs, one of them an input handed on.</summary>
[Model]
public partial class CrossNet
{
    [Dense(16, Activation = Activation.Tanh)] public partial Dense Left { get; }
    [Dense(16, Activation = Activation.Tanh)] public partial Dense Right { get; }
    [Dense(5)]                                public partial Dense Score { get; }

    private (Tensor Score, Tensor Hidden, Tensor Echo) Forward([Input(8)] Tensor first, [Input(3)] Tensor second)
    {
        var hidden = Left.Forward(first) + Right.Forward(second);
        return (Score.Forward(hidden), hidden, second);
    }
}

/// <summary>One value in, many out: a batch of few values is too large.</summary>
[Model, Input(1)]
public partial class WideNet
{
    [Dense(16384)] public partial Dense Output { get; }
}

/// <summary>Inputs of tests.</summary>
internal static class Inputs
{
    public static float[] Random(int count, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];
    }
}
