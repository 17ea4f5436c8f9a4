namespace GenNet.Training.Data;

/// <summary>Orders of samples that depend on seed and epoch alone.</summary>
internal static class Shuffle
{
    /// <summary>Puts <paramref name="order"/> in the order of <paramref name="epoch"/>: Fisher and Yates with the numbers of SplitMix64 (Steele, Lea and Flood, 2014).</summary>
    public static void Reorder(Span<int> order, ulong seed, int epoch)
    {
        var state = Mix(seed) ^ Mix((ulong)epoch + 0x5851F42D4C957F2D);
        InOrder(order);
        for (var i = order.Length - 1; i > 0; i--)
        {
            state += 0x9E3779B97F4A7C15;
            var j = (int)Math.BigMul(Mix(state), (ulong)(i + 1), out _);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }

    /// <summary>Puts <paramref name="order"/> in the order of the data.</summary>
    public static void InOrder(Span<int> order)
    {
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
