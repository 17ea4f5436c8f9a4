namespace GenNet;

/// <summary>
/// Base of the attributes of layers that hold other layers. Those follow on the same property, and all of them are one layer:
/// <c>[Bidirectional, LSTM(32)] public partial Bidirectional Encoder { get; }</c>.
/// </summary>
public abstract class WrapperAttribute : LayerAttribute;
