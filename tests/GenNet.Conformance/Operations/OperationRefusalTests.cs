using System.Text.Json;
using System.Text.Json.Nodes;
using GenNet.TestSupport;
using GenNet.Tool.Scaffolding;
using GenNet.Weights.KerasConfig;

namespace GenNet.Conformance.Operations;

/// <summary>What a config's operations can't be here is refused by name, with what to do; nothing is passed over.</summary>
public sealed class OperationRefusalTests
{
    [Theory]
    [InlineData("sum", "axis", null, "'sum': axis is left out, which means all axes and the batch among them")]
    [InlineData("sum", "axis", "0", "axis is 0, which is the batch")]
    [InlineData("mean_axes", "axis", "[1, 7]", "axis is 7 and must be from -3 to 2")]
    [InlineData("transpose", "axes", "[1, 0, 2]", "the batch, 0, first")]
    [InlineData("reshape", "newshape", "[-1, 5]", "a row of the input (3, 5) has 15 values")]
    [InlineData("reshape", "newshape", "[4, 15]", "must begin with -1, which is the batch")]
    [InlineData("split", "indices_or_sections", "4", "is 4 and must divide the axis, which has 6 values")]
    [InlineData("split_at", "indices_or_sections", "[4, 1]", "each must have one at least")]
    [InlineData("squeeze", "axis", "2", "only axes of size 1 can go")]
    [InlineData("pad", "pad_width", "[[1, 0], [1, 2], [0, 1]]", "0 for the batch")]
    [InlineData("tile", "repeats", "[2, 1, 1]", "1 for the batch")]
    [InlineData("einsum", "subscripts", "\"bij,bkj->ik\"", "must begin all tensors and the result with the batch")]
    [InlineData("einsum", "subscripts", "\"bij,bkj\"", "must begin all tensors and the result with the batch")]
    [InlineData("einsum", "subscripts", "\"bi,bkj->bik\"", "names 2 axes of a tensor, the batch included, that has 3")]
    [InlineData("one_hot", "sparse", "true", "has sparse=true, which GenNet's doesn't take")]
    [InlineData("greater_cast", "dtype", "\"uint8\"", "dtype")]
    public void Argument_ThatOperationsDoNotTake_IsNamed(string id, string argument, string? value, string message)
    {
        var config = ConfigOf(id);
        foreach (var layer in LayersOf(config).Where(layer => layer["config"]!.AsObject().ContainsKey(argument) && layer["class_name"]!.GetValue<string>() != "InputLayer"))
            layer["config"]![argument] = value is null ? null : JsonNode.Parse(value);

        Assert.Contains(message, ProblemOf(config), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Dot", "'matmul': operation Dot is not supported; use the layer of the same meaning in Keras, or operations that GenNet has: Absolute, Add,")]
    [InlineData("SVD", "operation SVD is not supported")]
    public void Operation_ThatThereIsNot_IsNamed(string className, string message)
    {
        var config = ConfigOf("matmul");
        LayersOf(config).Single(static layer => layer["class_name"]!.GetValue<string>() == "Matmul")["class_name"] = className;

        Assert.Contains(message, ProblemOf(config), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[0]", "must take all of the first axis, which is the batch: write .. for it")]
    [InlineData("""[{"class_name": "__slice__", "config": {"start": null, "stop": null, "step": null}}, 3]""", "takes nothing of an axis of 3 values")]
    [InlineData("""[{"class_name": "__slice__", "config": {"start": null, "stop": null, "step": null}}, [0, 2]]""", "GenNet's takes whole numbers, ranges, ... and None")]
    public void Slice_ThatCannotBeTaken_IsNamed(string key, string message)
    {
        var config = ConfigOf("slice");
        LayersOf(config).Single(static layer => layer["class_name"]!.GetValue<string>() == "GetItem")["inbound_nodes"]![0]!["args"]![1] = JsonNode.Parse(key);

        Assert.Contains(message, ProblemOf(config), StringComparison.Ordinal);
    }

    private static JsonNode ConfigOf(string id)
    {
        Assert.SkipUnless(OperationModels.Ids.Contains(id), "The tree of fixtures doesn't have the case that this one changes.");
        return JsonNode.Parse(
            FixtureTree.Json("ops", "ops.json").GetProperty("cases").EnumerateArray().Single(json => json.GetProperty("id").GetString() == id).GetProperty("config").GetRawText())!;
    }

    private static IEnumerable<JsonNode> LayersOf(JsonNode config) => config["config"]!["layers"]!.AsArray().Select(static layer => layer!);

    private static string ProblemOf(JsonNode config)
    {
        using var document = JsonDocument.Parse(config.ToJsonString());
        return string.Join("; ", Assert.Throws<KerasConfigException>(() => ScaffoldedModel.Read(document.RootElement, "Refused", "Net")).Problems);
    }
}
