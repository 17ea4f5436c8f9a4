namespace GenNet.Benchmarks.Models;

/// <summary>The transformer's encoder block.</summary>
[Model]
public partial class EncoderNet256
{
    [MultiHeadAttention(8, 32)]
    public partial MultiHeadAttention Attention { get; }

    [LayerNormalization]
    public partial LayerNormalization Norm1 { get; }

    [Dense(1024, Activation = Activation.ReLU)]
    public partial Dense Hidden { get; }

    [Dense(256)]
    public partial Dense Projection { get; }

    [LayerNormalization]
    public partial LayerNormalization Norm2 { get; }

    private Tensor Forward([Input(128, 256)] Tensor tokens)
    {
        var attended = Norm1.Forward(Attention.Forward(tokens, tokens) + tokens);
        return Norm2.Forward(Projection.Forward(Hidden.Forward(attended)) + attended);
    }
}
