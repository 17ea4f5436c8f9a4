using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>The timesteps of a call: as many as its shape says, which the JIT folds, or as the run's length where that is known at run time only.</summary>
internal readonly struct Timesteps<TShape>(int length)
    where TShape : struct, IRecurrentShape
{
    private readonly int _length = length;

    /// <summary>Those of the sequences that <paramref name="pass"/> runs over.</summary>
    public static Timesteps<TShape> Of(in Pass pass) => new(pass.Length);

    /// <summary>How many.</summary>
    public int Count => TShape.HasRunTimeLength ? _length : TShape.Steps;

    /// <summary>The timestep that step <paramref name="step"/> takes.</summary>
    public int TimeOf(int step) => TShape.GoBackwards ? Count - 1 - step : step;
}
