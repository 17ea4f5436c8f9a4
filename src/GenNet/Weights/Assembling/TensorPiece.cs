namespace GenNet.Weights.Assembling;

/// <summary>Elements of an array that come from another.</summary>
/// <param name="Source">The other.</param>
/// <param name="Places">Where they lie there.</param>
internal sealed record TensorPiece(StoredTensor Source, ElementPlaces Places);
