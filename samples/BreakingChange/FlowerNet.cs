using GenNet;

namespace Samples.BreakingChange;

/// <summary>Which of three irises: sepal and petal, length and width, in centimetres.</summary>
[Model, Input(4)]
public partial class FlowerNet
{
    [Dense(16, Activation = Activation.ReLU)]
    public partial Dense Hidden { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm { get; }

    [Dense(3, Activation = Activation.Softmax)]
    public partial Dense Output { get; }
}
