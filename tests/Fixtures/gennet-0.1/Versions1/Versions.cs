using GenNet;

namespace Written.By010;

public static partial class Zoo
{
    [Model, Input(10)]
    public partial class Versions
    {
        [Dense(16, Activation = Activation.ReLU)] public partial Dense Hidden { get; }
        [Dense(4, Activation = Activation.Softmax)] public partial Dense Output { get; }
    }
}
