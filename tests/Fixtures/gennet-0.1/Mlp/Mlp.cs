using GenNet;

namespace Written.By010;

[Model, Input(8)]
public partial class Mlp
{
    [Dense(12, Activation = Activation.ReLU)] public partial Dense Hidden1 { get; }
    [Dense(12, Activation = Activation.ReLU)] public partial Dense Hidden2 { get; }
    [Dense(12, Activation = Activation.Tanh)] public partial Dense Hidden3 { get; }
    [Dense(3, Activation = Activation.Softmax)] public partial Dense Output { get; }
}
