namespace GenNet.Specs;

/// <summary>
/// What a layer carries of each batch row from one call of the model to the next: no variable, in no file and no contract. The kernels' forward passes have two parameters for it:
/// <c>hiddenState</c> is <c>carriedHiddenState</c>, which the call before has left, and <c>nextHiddenState</c>, which this one leaves.
/// </summary>
/// <param name="Name">The kernels' name of it; of a layer within another one with its role there, <c>cell/hiddenState</c>.</param>
/// <param name="PerRow">float32 values of a batch row: 0 in a new model, and after <c>ResetStates</c>.</param>
public sealed record CarriedState(string Name, int PerRow);
