using System.Text.Json;
using GenNet.TestSupport;
using GenNet.Tool.Scaffolding;
using GenNet.Weights.KerasConfig;
using Microsoft.CodeAnalysis;

namespace GenNet.Conformance.Scaffolding;

/// <summary>Layers without a counterpart: a class of the file's author, and what of Keras runs no tensor arithmetic.</summary>
public sealed class GapTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"gennet-{Guid.NewGuid():N}.json");

    private const string Patches = """
        {"module": "keras.src.models.functional", "class_name": "Functional", "config": {"name": "vit", "layers": [
            {"module": "keras.layers", "class_name": "InputLayer", "name": "image", "config": {"batch_shape": [null, 4, 4, 3], "name": "image"}, "inbound_nodes": []},
            {"module": "author.layers", "class_name": "PatchEncoder", "registered_name": "author>PatchEncoder", "name": "encoder",
             "config": {"name": "encoder", "trainable": true, "dtype": "float32", "num_patches": 16, "projection_dim": 8, "scale": 0.5, "patches": [2, 2], "mode": "same"},
             "inbound_nodes": [{"args": [{"class_name": "__keras_tensor__", "config": {"shape": [null, 4, 4, 3], "dtype": "float32", "keras_history": ["image", 0, 0]}}], "kwargs": {}}]},
            {"module": "keras.layers", "class_name": "GlobalAveragePooling1D", "name": "pool", "config": {"name": "pool"},
             "inbound_nodes": [{"args": [{"class_name": "__keras_tensor__", "config": {"shape": [null, 16, 8], "dtype": "float32", "keras_history": ["encoder", 0, 0]}}], "kwargs": {}}]}],
          "input_layers": [["image", 0, 0]], "output_layers": [["pool", 0, 0]]}}
        """;

    [Fact]
    public void Layer_OfTheAuthorsOwnClass_IsAnAttributeThatIsToBeWritten()
    {
        var model = ReadFile(Patches);
        var text = ModelClassWriter.Write(model);

        Assert.Contains("[PatchEncoder(NumPatches = 16, ProjectionDim = 8, Scale = 0.5, Patches = new[] { 2, 2 }, Mode = \"same\")]", text);
        Assert.Contains("public partial PatchEncoder Encoder { get; }", text);
        Assert.Contains("var encoder = Encoder.Forward(image);\n        return Pool.Forward(encoder);", text);
        Assert.Contains("layer 'encoder' is of class PatchEncoder, which is not Keras' own; write it as a custom layer, class PatchEncoder : CustomLayer", Assert.Single(model.Gaps).Reason);
    }

    [Fact]
    public void Class_WithALayerThatIsToBeWritten_HasItsErrorsAtThatProperty()
    {
        var text = ModelClassWriter.Write(ReadFile(Patches));
        var compilation = ModelCompiler.CreateCompilation(text);
        var errors = compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static d => d.Id == "CS0246").Select(d => text[d.Location.SourceSpan.Start..d.Location.SourceSpan.End]).Distinct();

        Assert.Equal(["PatchEncoder"], errors);
    }

    [Fact]
    public void Layer_BehindOneWhoseShapeNobodyKnows_StandsInItsPlace()
    {
        var text = ModelClassWriter.Write(ReadFile("""
            {"class_name": "Functional", "config": {"name": "text", "layers": [
                {"class_name": "InputLayer", "name": "ids", "config": {"batch_input_shape": [null, 20], "dtype": "int32", "name": "ids"}, "inbound_nodes": []},
                {"class_name": "TokenEmbedding", "name": "tokens", "config": {"vocab": 100, "size": 8, "name": "tokens"}, "inbound_nodes": [[["ids", 0, 0, {}]]]},
                {"class_name": "LSTM", "name": "memory", "config": {"name": "memory", "units": 4}, "inbound_nodes": [[["tokens", 0, 0, {}]]]},
                {"class_name": "Dense", "name": "out", "config": {"name": "out", "units": 2}, "inbound_nodes": [[["memory", 0, 0, {}]]]}],
              "input_layers": [["ids", 0, 0]], "output_layers": [["out", 0, 0]]}}
            """));

        Assert.Contains("[TokenEmbedding(Vocab = 100, Size = 8)]", text);
        Assert.Contains("[LSTM(4)]", text);
        Assert.Contains("var tokens = Tokens.Forward(ids);\n        var memory = Memory.Forward(tokens);\n        return Out.Forward(memory);", text);
    }

    [Theory]
    [InlineData("""{"class_name": "TextVectorization", "config": {"name": "words", "max_tokens": 100}}""", "layer 'words' is of class TextVectorization, which GenNet doesn't have; do that in C# with what the model is given")]
    [InlineData("""{"class_name": "Lambda", "config": {"name": "twice", "function": {"class_name": "__lambda__", "config": {"code": "4wE"}}}}""", "layer 'twice' is of class Lambda, which GenNet doesn't have: it is Python code; write it as a custom layer, class Twice : CustomLayer")]
    [InlineData("""{"class_name": "LocallyConnected1D", "config": {"name": "local", "filters": 3}}""", "layer 'local' is of class LocallyConnected1D, which GenNet doesn't have; write it as a custom layer")]
    public void Layer_WithoutACounterpart_IsNamedWithTheWayOut(string layer, string reason)
    {
        var json = """{"class_name": "Sequential", "config": {"name": "net", "layers": [{"class_name": "InputLayer", "config": {"name": "x", "batch_shape": [null, 5, 3]}}, LAYER]}}""".Replace("LAYER", layer);

        Assert.StartsWith(reason, Assert.Single(ReadFile(json).Gaps).Reason);
        using var document = JsonDocument.Parse(json);
        Assert.StartsWith(reason, Assert.Single(Assert.Throws<KerasConfigException>(() => ScaffoldedModel.Read(document.RootElement)).Problems));
    }

    [Theory]
    [InlineData("""{"class_name": "RandomFlip", "config": {"name": "flip", "mode": "horizontal", "seed": null}}""", "[Identity]", "Identity Flip")]
    [InlineData("""{"class_name": "RandomCrop", "config": {"name": "crop", "height": 4, "width": 3}}""", "[CenterCrop(4, 3)]", "CenterCrop Crop")]
    public void Layer_ThatChangesImagesInTrainingAlone_IsWhatItIsAtInference(string layer, string attribute, string property)
    {
        var model = ReadFile("""{"class_name": "Sequential", "config": {"name": "net", "layers": [{"class_name": "InputLayer", "config": {"name": "x", "batch_shape": [null, 8, 8, 3]}}, LAYER, {"class_name": "Flatten", "config": {"name": "flat"}}]}}""".Replace("LAYER", layer));
        var text = ModelClassWriter.Write(model);

        Assert.Contains(attribute, text);
        Assert.Contains(property, text);
        Assert.Contains("it changes images in training alone", Assert.Single(model.Notes));
        ModelCompiler.Compile(text);
    }

    [Fact]
    public void Input_WithOpenDimensions_TakesTheShapeThatIsSaid()
    {
        const string Json = """
            {"class_name": "Sequential", "config": {"name": "net", "layers": [
                {"class_name": "InputLayer", "config": {"name": "image", "batch_shape": [null, null, null, 3]}}, {"class_name": "GlobalAveragePooling2D", "config": {"name": "pool"}}]}}
            """;
        File.WriteAllText(_path, Json);

        var model = ScaffoldedModel.ReadForPeople(_path, shapes: new Dictionary<string, IReadOnlyList<int>> { ["image"] = [32, 24, 3] });

        Assert.Contains("Input(32, 24, 3, Name = \"image\")", ModelClassWriter.Write(model));
        Assert.Contains("--shape image=224,224,3", Assert.Throws<KerasConfigException>(() => ScaffoldedModel.ReadForPeople(_path)).Message);
        Assert.Contains("--shape names 'picture'", Assert.Throws<KerasConfigException>(() => ScaffoldedModel.ReadForPeople(
            _path, shapes: new Dictionary<string, IReadOnlyList<int>> { ["image"] = [32, 24, 3], ["picture"] = [32, 24, 3] })).Message);
    }

    public void Dispose() => File.Delete(_path);

    private KerasModel ReadFile(string json)
    {
        File.WriteAllText(_path, json);
        return ScaffoldedModel.ReadForPeople(_path);
    }
}
