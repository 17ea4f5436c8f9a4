using GenNet;

namespace Written.By010;

[Model]
public partial class TwoHeads
{
    [Dense(6, Activation = Activation.Tanh)] public partial Dense Shared { get; }
    [LayerNormalization] public partial LayerNormalization Norm { get; }
    [Concatenate] public partial Concatenate Both { get; }
    [Dense(6)] public partial Dense Mix { get; }
    [Dense(4, Activation = Activation.Softmax)] public partial Dense Kind { get; }
    [Dense(1, UseBias = false)] public partial Dense Score { get; }

    private (Tensor Kind, Tensor Score) Forward([Input(5)] Tensor left, [Input(5)] Tensor right)
    {
        var a = Norm.Forward(Shared.Forward(left));
        var b = Shared.Forward(right);
        var mixed = Mix.Forward(Both.Forward(a, b)) + b;
        return (Kind.Forward(mixed), Score.Forward(mixed));
    }
}
