namespace GenNet.PureHdf.Tests;

/// <summary>The model whose weights the files of <c>odd/</c> hold.</summary>
[Model, Input(3, 4, Name = "image")]
public partial class Mlp
{
    [Flatten]                                                    public partial Flatten Flatten { get; }
    [Dense(16, Activation = Activation.ReLU, Name = "hidden_1")] public partial Dense Hidden1 { get; }
    [Dropout(0.25, Name = "drop_1")]                             public partial Dropout Drop1 { get; }
    [Dense(12, Activation = Activation.ReLU, Name = "hidden_2")] public partial Dense Hidden2 { get; }
    [Dropout(0.1, Name = "drop_2")]                              public partial Dropout Drop2 { get; }
    [Dense(5, Activation = Activation.Softmax)]                  public partial Dense Output { get; }
}
