namespace GenNet.Extensions.Tests;

/// <summary>A classifier whose weights are several pieces of work.</summary>
[Model, Input(64)]
public partial class Classifier
{
    [Dense(300, Activation = Activation.ReLU)]   public partial Dense Hidden { get; }
    [BatchNormalization]                         public partial BatchNormalization Norm { get; }
    [Dense(70, Activation = Activation.Tanh)]    public partial Dense Narrow { get; }
    [Dense(4, Activation = Activation.Softmax)]  public partial Dense Output { get; }
}

/// <summary>A line through points.</summary>
[Model, Input(1)]
public partial class Line
{
    [Dense(1)] public partial Dense Output { get; }
}

/// <summary>Three numbers for each of four time steps.</summary>
[Model, Input(4, 2)]
public partial class Series
{
    [Dense(3)] public partial Dense Output { get; }
}
