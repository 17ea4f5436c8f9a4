namespace GenNet.Specs;

/// <summary>What an operation is given besides tensors.</summary>
/// <param name="Name">Keras' name.</param>
/// <param name="Text">As contracts have it.</param>
/// <param name="CSharp">As an argument in C#.</param>
public readonly record struct OperationArgument(string Name, string Text, string CSharp);
