using GenNet;

namespace Samples.FromKeras;

[Model(Name = "digits"), Input(8, 8, 1, Name = "image")]
public partial class Colleague
{
    [Conv2D(16, 3, Padding = Padding.Same, UseBias = false, Name = "conv_1")] public partial Conv2D Conv1 { get; }
    [BatchNormalization(Name = "norm_1")]                                     public partial BatchNormalization Norm1 { get; }
    [ReLU(Name = "relu_1")]                                                   public partial ReLU Relu1 { get; }
    [Conv2D(24, 3, Padding = Padding.Same, UseBias = false, Name = "conv_2")] public partial Conv2D Conv2 { get; }
    [BatchNormalization(Name = "norm_2")]                                     public partial BatchNormalization Norm2 { get; }
    [ReLU(Name = "relu_2")]                                                   public partial ReLU Relu2 { get; }
    [MaxPooling2D]                                                            public partial MaxPooling2D Pool { get; }
    [Dropout(0.25, Name = "drop_1")]                                          public partial Dropout Drop1 { get; }
    [Conv2D(24, 3, Padding = Padding.Same, UseBias = false, Name = "conv_3")] public partial Conv2D Conv3 { get; }
    [BatchNormalization(Name = "norm_3")]                                     public partial BatchNormalization Norm3 { get; }
    [ReLU(Name = "relu_3")]                                                   public partial ReLU Relu3 { get; }
    [GlobalAveragePooling2D]                                                  public partial GlobalAveragePooling2D Average { get; }
    [Dropout(0.4, Name = "drop_2")]                                           public partial Dropout Drop2 { get; }
    [Dense(10, Activation = Activation.Softmax)]                              public partial Dense Digit { get; }

    /// <summary>The trainer as the model was compiled in Keras.</summary>
    public Trainer CreateTrainer() => Trainer(new Adam(0.001), Loss.SparseCategoricalCrossentropy, Metric.Accuracy);
}
