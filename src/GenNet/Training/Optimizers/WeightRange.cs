namespace GenNet;

/// <summary>A part of the weight arena; gradients and slots have the same.</summary>
/// <param name="Start">Where it begins, in float32 values: a multiple of 16.</param>
/// <param name="Count">Number of values: a multiple of 16.</param>
public readonly record struct WeightRange(int Start, int Count);
