using GenNet.Weights.Assembling;

namespace GenNet.Weights.Torch;

/// <summary>
/// How <c>nn.MultiheadAttention</c> has the projections of Keras': those of query, key and value one below the other in one matrix, unless keys or values are of another width, and heads side by side.
/// </summary>
internal static class TorchAttention
{
    private static readonly string[] s_projections = ["query", "key", "value"];

    /// <summary>The forms of a variable; none if it has no counterpart.</summary>
    public static IReadOnlyList<TorchForm> Of(ExpectedLayer layer, ExpectedVariable variable, IReadOnlyList<long> shape)
    {
        var projection = variable.Name[..Math.Max(0, variable.Name.LastIndexOf('/'))];
        if (projection == "attention_output")
            return variable.LeafName == "kernel" ? Output(shape) : [new(TorchArray.AsItIs("out_proj.bias", shape))];
        var number = Array.IndexOf(s_projections, projection);
        if (number < 0 || !HeadsFit(layer))
            return [];
        if (variable.LeafName == "bias")
            return shape is [var heads, var size] ? [new(new TorchArray("in_proj_bias", [3 * heads * size], new([ElementPlaces.Axis(heads, size, number * heads * size), ElementPlaces.Axis(size, 1)])))] : [];
        return variable.LeafName == "kernel" && shape.Count == 3 ? Input(layer, projection, number, shape) : [];
    }

    private static TorchForm[] Input(ExpectedLayer layer, string projection, int number, IReadOnlyList<long> shape)
    {
        var (features, heads, size) = (shape[0], shape[1], shape[2]);
        var own = new TorchForm(new TorchArray($"{projection[0]}_proj_weight", [heads * size, features], Places(0)));
        return !AllOf(layer, features) ? [own] : [new(new TorchArray("in_proj_weight", [3 * heads * size, features], Places(number * heads * size * features))), own];

        ElementPlaces Places(long first) => new([ElementPlaces.Axis(features, 1, first), ElementPlaces.Axis(heads, size * features), ElementPlaces.Axis(size, features)]);
    }

    private static TorchForm[] Output(IReadOnlyList<long> shape) => shape is [var heads, var size, var features]
        ? [new(new TorchArray("out_proj.weight", [features, heads * size], new([ElementPlaces.Axis(heads, size), ElementPlaces.Axis(size, 1), ElementPlaces.Axis(features, heads * size)])))]
        : [];

    // Where all three have as many features, PyTorch has one matrix.
    private static bool AllOf(ExpectedLayer layer, long features) =>
        s_projections.All(projection => layer.Variables.FirstOrDefault(v => v.Name == projection + "/kernel") is { } kernel && TorchForms.ShapeOf(kernel) is [var own, _, _] && own == features);

    // PyTorch's heads are of one size, for values too.
    private static bool HeadsFit(ExpectedLayer layer) =>
        s_projections.Select(projection => layer.Variables.FirstOrDefault(v => v.Name == projection + "/kernel")).Select(static kernel => kernel is null ? "" : string.Join(',', TorchForms.ShapeOf(kernel).Skip(1))).Distinct().Count() == 1;
}
