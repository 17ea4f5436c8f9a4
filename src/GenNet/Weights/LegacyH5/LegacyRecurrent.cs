using GenNet.Weights.Assembling;

namespace GenNet.Weights.LegacyH5;

/// <summary>
/// Recurrent layers as older releases wrote them, with the arrays that Keras has today: those of Keras 1, which had a matrix and a bias for each gate, and those of the CuDNN layers of Keras 2, whose
/// matrices stand turned. Both are told from the arrays alone.
/// </summary>
internal static class LegacyRecurrent
{
    private const string Kernel = "kernel";
    private const string RecurrentKernel = "recurrent_kernel";
    private const string Bias = "bias";

    // The gates of an LSTM and of a GRU by their letters in Keras 1, in the order of their columns today.
    private static readonly string[][] s_gates = [["i", "f", "c", "o"], ["z", "r", "h"]];

    /// <summary>The arrays of a layer, those of such layers as Keras has them today.</summary>
    public static IReadOnlyList<LegacyWeight> Converted(IReadOnlyList<LegacyWeight> weights) => !weights.Any(static weight => weight.Gate is not null) ? WithoutCuDnn(weights) :
    [
        // The layers of one that runs in both directions follow each other.
        .. weights.GroupBy(static weight => weight.Gate?.Layer).SelectMany(static layer => layer.Key is null ? layer : OfKeras1(layer.Key, [.. layer]) ?? layer),
    ];

    private static IEnumerable<LegacyWeight>? OfKeras1(string layer, LegacyWeight[] weights)
    {
        var gates = Array.Find(s_gates, gates => gates.Length * 3 == weights.Length && weights.All(weight => gates.Contains(weight.Gate!.Value.Letter)));
        if (gates is null)
            return null;
        var converted = new List<LegacyWeight>();
        foreach (var (letter, name) in ((string, string)[])[("W", Kernel), ("U", RecurrentKernel), ("b", Bias)])
        {
            var parts = Array.ConvertAll(gates, gate => weights.FirstOrDefault(weight => weight.Gate is { } at && at.Array == letter && at.Letter == gate)?.Array);
            if (Array.Exists(parts, part => part is null || !part.Dimensions.SequenceEqual(parts[0]!.Dimensions) || part.Dimensions.Count != (letter == "b" ? 1 : 2)))
                return null;
            converted.Add(new($"{layer}/{name}:0", SideBySide(parts!)));
        }
        return converted;
    }

    // Along the last axis.
    private static RearrangedTensor SideBySide(StoredTensor[] parts)
    {
        var (one, last) = (parts[0].Dimensions, parts[0].Dimensions.Count - 1);
        long[] shape = [.. one.Take(last), one[last] * parts.Length];
        return new(shape, [.. parts.Select((part, i) => new TensorPiece(
            part, ElementPlaces.Transposed(one, [.. Enumerable.Range(0, last + 1)]) with { Start = [.. Enumerable.Range(0, last + 1).Select(axis => axis == last ? checked((int)(i * one[last])) : 0)] }))]);
    }

    private static IReadOnlyList<LegacyWeight> WithoutCuDnn(IReadOnlyList<LegacyWeight> weights)
    {
        var converted = weights.ToArray();
        for (var i = 0; i + 2 < converted.Length; i++)
        {
            if (converted[i].Leaf != Kernel || converted[i + 1].Leaf != RecurrentKernel || converted[i + 2].Leaf != Bias || CuDnnRecurrent.Of(converted[i].Array, converted[i + 1].Array, converted[i + 2].Array) is not { } arrays)
                continue;
            converted[i] = converted[i] with { Array = arrays.Kernel };
            converted[i + 1] = converted[i + 1] with { Array = arrays.RecurrentKernel };
            converted[i + 2] = converted[i + 2] with { Array = arrays.Bias };
        }
        return converted;
    }
}
