namespace GenNet.Layers;

/// <summary>Constants of a call of a SimpleRNN layer.</summary>
public interface ISimpleRNNShape : IGatedShape;
