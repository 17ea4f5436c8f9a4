namespace GenNet.Specs;

/// <summary>The places that the positions of an axis take.</summary>
/// <param name="Axis">The axis without the batch.</param>
/// <param name="Positions">Positions in the input; <see cref="Move.Constant"/> for a constant.</param>
public readonly record struct AxisPlaces(int Axis, EquatableArray<int> Positions);
