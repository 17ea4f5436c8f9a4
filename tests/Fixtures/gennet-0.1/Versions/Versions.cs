using GenNet;

namespace Written.By010;

public static partial class Zoo
{
    [Model, Input(10)]
    public partial class Versions
    {
        [Dense(20, Activation = Activation.GELU)] public partial Dense Hidden { get; }
        [Dense(4, Activation = Activation.Softmax)] public partial Dense Answer { get; }
    }
}
