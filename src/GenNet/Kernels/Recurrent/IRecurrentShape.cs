namespace GenNet.Layers;

/// <summary>Constants of a call of a layer that goes through a sequence step by step, in the order of time or against it.</summary>
public interface IRecurrentShape
{
    /// <summary>Timesteps of the input; the largest number of them with <see cref="HasRunTimeLength"/>.</summary>
    static abstract int Steps { get; }

    /// <summary>Whether there are as many timesteps as the run's length says.</summary>
    static abstract bool HasRunTimeLength { get; }

    /// <summary>Size of a state.</summary>
    static abstract int Units { get; }

    /// <summary>Whether the first step takes the last timestep.</summary>
    static abstract bool GoBackwards { get; }

    /// <summary>Whether the output has a value for every step, in the order of the steps, and not for the last alone.</summary>
    static abstract bool ReturnSequences { get; }

    /// <summary>Whether the output of a step that doesn't count is 0, and not that of the step before.</summary>
    static abstract bool ZeroOutputForMask { get; }
}
