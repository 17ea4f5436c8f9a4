namespace GenNet.Weights.Assembling;

/// <summary>The arrays of a recurrent layer that CuDNN has: CuDNNLSTM and CuDNNGRU of Keras 2 keep each gate's block turned, and two biases in one row, which no other layer has.</summary>
internal static class CuDnnRecurrent
{
    /// <summary>The arrays as LSTM and GRU have them; null if they are of no such layer.</summary>
    public static (StoredTensor Kernel, StoredTensor RecurrentKernel, StoredTensor Bias)? Of(StoredTensor kernel, StoredTensor recurrent, StoredTensor bias) =>
        GatesOf(kernel, recurrent, bias) is { } gates ? (Input(kernel, gates), Recurrent(recurrent, gates), Biases(bias, gates)) : null;

    private static int? GatesOf(StoredTensor kernel, StoredTensor recurrent, StoredTensor bias) =>
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
