using GenNet.TestSupport;
using GenNet.Tool.Scaffolding;

namespace GenNet.Conformance.Scaffolding;

/// <summary>A class that is written for people: operators for sums, lists for what repeats, one class for models that are the same.</summary>
public sealed class PersonalStyleTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"gennet-{Guid.NewGuid():N}.json");

    [Fact]
    public void Sum_OfTwo_IsAnOperator()
    {
        var text = Scaffold($$"""
            {"module": "keras", "class_name": "Functional", "config": {"name": "net", "layers": [
                {{Input}},
                {{Layer("Dense", "a", "\"units\": 4", "x")}}, {{Merge("Add", "sum", "a", "x")}}, {{Layer("Dense", "out", "\"units\": 2", "sum")}}],
              "input_layers": [["x", 0, 0]], "output_layers": [["out", 0, 0]]} }
            """);

        Assert.DoesNotContain("[Add]", text);
        Assert.Contains("var sum = a + x;\n        return Out.Forward(sum);", text);
    }

    [Fact]
    public void ScaleLayer_OfKerasOwnInceptionResNet_IsItsArithmetic()
    {
        var scale = Merge("CustomScaleLayer", "scale", "x", "a").Replace("\"keras.layers\"", "\"keras.src.applications.inception_resnet_v2\"").Replace("{\"name\": \"scale\"}", "{\"name\": \"scale\", \"scale\": 0.25}");
        var text = Scaffold($$"""
            {"module": "keras", "class_name": "Functional", "config": {"name": "net", "layers": [
                {{Input}},
                {{Layer("Dense", "a", "\"units\": 4", "x")}}, {{scale}}, {{Layer("Dense", "out", "\"units\": 2", "scale")}}],
              "input_layers": [["x", 0, 0]], "output_layers": [["out", 0, 0]]} }
            """);

        Assert.Contains("a * 0.25", text);
        Assert.DoesNotContain("CustomScaleLayer", text);
    }

    [Fact]
    public void Models_ThatAreTheSameAndCount_AreAList()
    {
        var text = Scaffold($$"""
            {"module": "keras", "class_name": "Functional", "config": {"name": "net", "layers": [
                {{Input}},
                {{Block("block_1", "x")}}, {{Block("block_2", "block_1")}}, {{Block("block_3", "block_2")}}, {{Block("tower", "block_3")}}, {{Layer("Dense", "out", "\"units\": 2", "tower")}}],
              "input_layers": [["x", 0, 0]], "output_layers": [["out", 0, 0]]} }
            """);

        Assert.Contains("[Repeat(3, First = 1)]", text);
        Assert.Contains("public partial Layers<NetBlock> Block { get; }", text);
        Assert.Contains("public partial NetBlock Tower { get; }", text);
        Assert.Contains("var block = x;\n        foreach (var layer in Block)\n            block = layer.Forward(block);\n        var tower = Tower.Forward(block);", text);
        Assert.Single(text.Split("partial class NetBlock")[1..]);
    }

    [Fact]
    public void Layers_ThatAreTheSameAndCount_AreAList()
    {
        var text = Scaffold($$"""
            {"module": "keras", "class_name": "Sequential", "config": {"name": "net", "layers": [
                {"module": "keras.layers", "class_name": "InputLayer", "config": {"batch_shape": [null, 4], "name": "x"} },
                {{Layer("Dense", "hidden_0", "\"units\": 8", "")}}, {{Layer("Dense", "hidden_1", "\"units\": 8", "")}}, {{Layer("Dense", "hidden_2", "\"units\": 8", "")}}, {{Layer("Dense", "out", "\"units\": 2", "")}}]} }
            """);

        Assert.Contains("[Repeat(3), Dense(8)] public partial Layers<Dense> Hidden { get; }", text);
        Assert.Contains("public partial Dense Out { get; }", text);
    }

    [Fact]
    public void Outputs_OfNamesThatAreOneInPascalCase_AreCalledApart()
    {
        var text = Scaffold($$"""
            {"module": "keras", "class_name": "Functional", "config": {"name": "net", "layers": [
                {{Input}},
                {{Layer("Dense", "conv1", "\"units\": 4", "x")}}, {{Layer("Dense", "conv_1", "\"units\": 4", "conv1")}}, {{Layer("Dense", "conv12", "\"units\": 4", "conv_1")}}],
              "input_layers": [["x", 0, 0]], "output_layers": [["conv1", 0, 0], ["conv_1", 0, 0], ["conv12", 0, 0]]} }
            """);

        Assert.Contains("private (Tensor Conv1, Tensor Conv1_2, Tensor Conv12_2) Forward(", text);
    }

    [Theory]
    [InlineData("resnet")]
    [InlineData("unet")]
    [InlineData("transformer")]
    [InlineData("nested")]
    [InlineData("mobilenet")]
    public void Class_WrittenForPeople_LoadsTheFileItIsWrittenFrom(string model)
    {
        Assert.SkipUnless(FixtureTree.Has("models", model, "model.keras"), "the tree has no such model");
        var path = FixtureTree.PathOf("models", model, "model.keras");
        var text = ModelClassWriter.Write(ScaffoldedModel.ReadForPeople(path, "", "Network"));
        using var net = ModelCompiler.Compile(text).Create("Network");

        var report = net.LoadWeights(path);

        Assert.Empty(report.Missing);
        Assert.Empty(report.Mismatched);
    }

    public void Dispose() => File.Delete(_path);

    private const string Input = """{"module": "keras.layers", "class_name": "InputLayer", "name": "x", "config": {"batch_shape": [null, 4], "name": "x"}, "inbound_nodes": []}""";

    private static string Block(string name, string input) => $$"""
        {"module": "keras", "class_name": "Sequential", "name": "{{name}}", "config": {"name": "{{name}}", "layers": [
            {"module": "keras.layers", "class_name": "InputLayer", "config": {"batch_shape": [null, 4], "name": "input_of_{{name}}"} },
            {"module": "keras.layers", "class_name": "Dense", "config": {"name": "dense", "units": 4} }]}, "inbound_nodes": [{"args": [{{Tensor(input)}}], "kwargs": {} }]}
        """;

    private static string Layer(string kind, string name, string arguments, string input) =>
        $$"""{"module": "keras.layers", "class_name": "{{kind}}", "name": "{{name}}", "config": {"name": "{{name}}", {{arguments}} }, "inbound_nodes": [{"args": [{{Tensor(input)}}], "kwargs": {} }]}""";

    private static string Merge(string kind, string name, string left, string right) =>
        $$"""{"module": "keras.layers", "class_name": "{{kind}}", "name": "{{name}}", "config": {"name": "{{name}}"}, "inbound_nodes": [{"args": [[{{Tensor(left)}}, {{Tensor(right)}}]], "kwargs": {} }]}""";

    private static string Tensor(string layer) => $$"""{"class_name": "__keras_tensor__", "config": {"keras_history": ["{{layer}}", 0, 0]} }""";

    private string Scaffold(string json)
    {
        File.WriteAllText(_path, json);
        var text = ModelClassWriter.Write(ScaffoldedModel.ReadForPeople(_path));
        ModelCompiler.Compile(text);
        return text;
    }
}
