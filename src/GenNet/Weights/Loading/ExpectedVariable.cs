using GenNet.Specs;

namespace GenNet.Weights;

/// <summary>A variable that a load must fill.</summary>
/// <param name="Layer">Keras' name of the layer.</param>
/// <param name="Name">Keras' name of the variable.</param>
/// <param name="Path">Where the format has it: <c>layers/conv2d/vars/0</c>.</param>
/// <param name="Shape">Its shape.</param>
internal sealed record ExpectedVariable(string Layer, string Name, string Path, TensorShape Shape);
