namespace GenNet.Specs;

/// <summary>That a call's kernels see each timestep as a batch row of its own (<c>pass.Each</c>), and nothing of the time axis; by default they see batch rows as they are.</summary>
/// <param name="Count">Timesteps of a batch row, or their bound; 0 by default.</param>
/// <param name="IsRunTimeLength">Whether there are as many as the model's length at run time says.</param>
public readonly record struct EachTimestep(int Count, bool IsRunTimeLength);
