namespace GenNet.Benchmarks.Models;

/// <summary>A perceptron on 28×28 pixels with one hidden layer.</summary>
[Model, Input(784)]
public partial class SmallMlp
{
    [Dense(128, Activation = Activation.ReLU)]
    public partial Dense Hidden { get; }

    [Dense(10, Activation = Activation.Softmax)]
    public partial Dense Output { get; }
}
