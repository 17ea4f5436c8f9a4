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
            if (converted[i].Leaf != Kernel || converted[i + 1].Leaf != RecurrentKernel || converted[i + 2].Leaf != Bias || GatesOfCuDnn(converted[i].Array, converted[i + 1].Array, converted[i + 2].Array) is not { } gates)
                continue;
            converted[i] = converted[i] with { Array = Input(converted[i].Array, gates) };
            converted[i + 1] = converted[i + 1] with { Array = Recurrent(converted[i + 1].Array, gates) };
            converted[i + 2] = converted[i + 2] with { Array = Biases(converted[i + 2].Array, gates) };
        }
        return converted;
    }

    // Two biases in one row are what no other layer has.
    private static int? GatesOfCuDnn(StoredTensor kernel, StoredTensor recurrent, StoredTensor bias) =>
        recurrent.Dimensions is [> 0 and var units, var columns] && bias.Dimensions is [var biases] && kernel.Dimensions is [_, var inputs]
        && columns == inputs && biases == 2 * columns && columns % units == 0 && columns / units is 3 or 4
            ? (int)(columns / units)
            : null;

    // The elements of a gate's block stand in the order of the block turned: block.reshape(units, inputs).T.
    private static RearrangedTensor Input(StoredTensor kernel, int gates)
    {
        var (inputs, columns) = (kernel.Dimensions[0], kernel.Dimensions[1]);
        var units = columns / gates;
        return new(kernel.Dimensions, [.. Enumerable.Range(0, gates).SelectMany(gate => Enumerable.Range(0, checked((int)units)).Select(unit =>
        {
            // Column unit of the gate is run number unit of the block's elements.
            var run = Enumerable.Range(0, checked((int)inputs)).Select(i => (unit * inputs) + i).Select(element => (element / units * columns) + (gate * units) + (element % units));
            return new TensorPiece(kernel, new([[.. run], [0]], [0, checked((int)((gate * units) + unit))]));
        }))]);
    }

    private static RearrangedTensor Recurrent(StoredTensor kernel, int gates)
    {
        var (units, columns) = (kernel.Dimensions[0], kernel.Dimensions[1]);
        return new(kernel.Dimensions, [.. Enumerable.Range(0, gates).Select(gate => new TensorPiece(
            kernel, new([ElementPlaces.Axis(units, 1, gate * units), ElementPlaces.Axis(units, columns)], [0, checked((int)(gate * units))])))]);
    }

    private static StoredTensor Biases(StoredTensor bias, int gates)
    {
        var columns = bias.Dimensions[0] / 2;
        return gates == 3
            ? new RearrangedTensor([2, columns], new TensorPiece(bias, new([[0, columns], ElementPlaces.Axis(columns, 1)])))
            : new SummedTensor(Half(0), Half(columns));

        RearrangedTensor Half(long first) => new([columns], new TensorPiece(bias, new([ElementPlaces.Axis(columns, 1, first)])));
    }
}
