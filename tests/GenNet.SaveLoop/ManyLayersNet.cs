namespace GenNet.SaveLoop;

/// <summary>Six megabytes in six layers, which several files may have a part of each.</summary>
[Model, Input(512)]
public partial class ManyLayersNet
{
    [Dense(512)] public partial Dense A { get; }
    [Dense(512)] public partial Dense B { get; }
    [Dense(512)] public partial Dense C { get; }
    [Dense(512)] public partial Dense D { get; }
    [Dense(512)] public partial Dense E { get; }
    [Dense(512)] public partial Dense F { get; }
}
