namespace GenNet.Specs;

/// <summary>An object within a layer for which Keras 3 writes a group into weight files, whether or not it has variables.</summary>
/// <param name="Path">Its path below the layer's: <c>_softmax</c>.</param>
/// <param name="Name">Its own name: <c>softmax</c>.</param>
public readonly record struct InnerObject(string Path, string Name);
