namespace GenNet.Kernels;

/// <summary>The streams of one seed: numbers for different purposes never coincide, even where trainer and model have the same seed.</summary>
internal static class RandomStreams
{
    /// <summary>The initial values of the variable with number <paramref name="variable"/> in its model.</summary>
    public static ulong Initializer(int variable) => ((ulong)Purpose.Initializer << 56) | (uint)variable;

    /// <summary>The masks of a call of a layer such as Dropout in training step <paramref name="step"/>, which counts to 2⁴⁰.</summary>
    /// <param name="call">Number of the call in the model, below 65536.</param>
    /// <param name="step">The training step.</param>
    public static ulong Layer(int call, ulong step) => ((ulong)Purpose.Layer << 56) | ((ulong)(ushort)call << 40) | (step & 0xFFFFFFFFFF);

    private enum Purpose
    {
        Initializer = 1,
        Layer = 2,
    }
}
