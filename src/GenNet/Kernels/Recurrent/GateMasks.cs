namespace GenNet.Kernels;

/// <summary>Draws the dropout masks of a recurrent layer: one a sequence, the same at all timesteps, as Keras' <c>DropoutRNNCell</c>.</summary>
internal static unsafe class GateMasks
{
    private const int WordsAtOnce = 256;

    /// <summary>Whether Keras drops anything at this rate: at 1 it doesn't.</summary>
    public static bool Drops(float rate) => rate is > 0 and < 1;

    /// <summary>Draws factors: 0 for a share <paramref name="rate"/>, 1 / (1 − rate) for the others.</summary>
    /// <param name="masks">Where they go.</param>
    /// <param name="count">How many.</param>
    /// <param name="rate">The share to drop.</param>
    /// <param name="key">Seed.</param>
    /// <param name="stream">Stream of random numbers.</param>
    /// <param name="first">Number of the first draw in it, a multiple of 4.</param>
    public static void Draw(float* masks, nint count, float rate, ulong key, ulong stream, ulong first)
    {
        var words = stackalloc uint[WordsAtOnce];
        var threshold = (uint)Math.Min(rate * 4294967296.0, uint.MaxValue);
        var scale = 1 / (1 - rate);
        for (nint done = 0; done < count; done += WordsAtOnce)
        {
            Philox.Fill(new(words, WordsAtOnce), key, (first + (ulong)done) / 4, stream);
            var some = Math.Min(WordsAtOnce, count - done);
            for (nint i = 0; i < some; i++)
                masks[done + i] = words[i] >= threshold ? scale : 0;
        }
    }
}
