using GenNet.Weights.Assembling;

namespace GenNet.Weights.Torch;

/// <summary>
/// How <c>nn.LSTM</c>, <c>nn.GRU</c> and <c>nn.RNN</c> have the variables of recurrent layers: rows for columns, the gates of a GRU in another order, and a second bias, which is added to the first
/// one but in a GRU.
/// </summary>
internal static class TorchRecurrent
{
    private const int GruGates = 3;

    // PyTorch has r, z, n where Keras has z, r, h.
    private static readonly int[] s_gruGates = [1, 0, 2];

    /// <summary>The forms of a variable; none if its layer has no counterpart.</summary>
    public static IEnumerable<TorchForm> Of(ExpectedLayer layer, ExpectedVariable variable, IReadOnlyList<long> shape)
    {
        var role = variable.Name[..^variable.LeafName.Length];
        if (GatesOf(layer, role) is not { } gates)
            return [];
        var direction = role.StartsWith("backward_layer", StringComparison.Ordinal) ? "_reverse" : "";
        // A cell by itself, nn.LSTMCell, has the same without the number of a layer.
        string[] endings = direction.Length == 0 ? ["_l0", ""] : ["_l0" + direction];
        return endings.Select(ending => variable.LeafName switch
        {
            "kernel" => new TorchForm(Matrix("weight_ih" + ending, shape, gates)),
            "recurrent_kernel" => new TorchForm(Matrix("weight_hh" + ending, shape, gates)),
            "bias" when gates != GruGates => new TorchForm([TorchArray.AsItIs("bias_ih" + ending, shape), TorchArray.AsItIs("bias_hh" + ending, shape)], IsSum: true),
            // With reset_after both are apart; without, there is no such layer in PyTorch.
            "bias" when shape.Count == 2 => new TorchForm([Row("bias_ih" + ending, shape, 0), Row("bias_hh" + ending, shape, 1)]),
            _ => null,
        }).OfType<TorchForm>();
    }

    // How many blocks of the layer's units the kernels have: 4 in an LSTM, 3 in a GRU, 1 in a SimpleRNN.
    private static int? GatesOf(ExpectedLayer layer, string role)
    {
        // Cells on top of each other are layers of their own in PyTorch.
        if (layer.Kind is not ("LSTM" or "GRU" or "SimpleRNN" or "Bidirectional" or "RNN") || role is not ("" or "forward_layer/" or "backward_layer/"))
            return null;
        var recurrent = layer.Variables.Where(variable => variable.Name == role + "recurrent_kernel").Select(TorchForms.ShapeOf).FirstOrDefault();
        return recurrent is [var units, var columns] && columns % units == 0 && columns / units is 1 or 3 or 4 ? (int)(columns / units) : null;
    }

    private static TorchArray Matrix(string name, IReadOnlyList<long> shape, int gates) =>
        new(name, [shape[1], shape[0]], new([ElementPlaces.Axis(shape[0], 1), Columns(shape[1], shape[0], gates)]));

    private static TorchArray Row(string name, IReadOnlyList<long> shape, int row) => new(name, [shape[1]], new([[0], Columns(shape[1], 1, GruGates)], [row, 0]));

    private static long[] Columns(long count, long stride, int gates)
    {
        var columns = ElementPlaces.Axis(count, stride);
        if (gates != GruGates)
            return columns;
        var units = count / GruGates;
        for (var i = 0; i < columns.Length; i++)
            columns[i] = ((s_gruGates[i / units] * units) + (i % units)) * stride;
        return columns;
    }
}
