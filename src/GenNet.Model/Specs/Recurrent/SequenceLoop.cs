namespace GenNet.Specs;

/// <summary>How a cell is taken through a sequence: what <see cref="RecurrentAttribute"/> says.</summary>
/// <param name="ReturnSequences">Whether the output has a value for every timestep.</param>
/// <param name="ReturnState">Whether the call also yields the states after the last step.</param>
/// <param name="GoBackwards">Whether the sequence is gone through from its end.</param>
/// <param name="Stateful">Whether a call begins with the states that the last one ended with.</param>
/// <param name="ZeroOutputForMask">Whether the output of a timestep that the mask leaves out is 0.</param>
public sealed record SequenceLoop(bool ReturnSequences, bool ReturnState, bool GoBackwards, bool Stateful, bool ZeroOutputForMask);
