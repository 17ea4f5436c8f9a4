namespace GenNet.Tests.Tool;

public sealed class ScaffoldCommandTests : IDisposable
{
    private const string Config = """{"class_name":"Sequential","config":{"name":"tiny","layers":[{"class_name":"InputLayer","module":"keras.layers","config":{"batch_shape":[null,4],"dtype":"float32","name":"x"}},{"class_name":"Dense","module":"keras.layers","config":{"name":"out","units":2,"activation":"linear"}}]},"module":"keras"}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gennet-scaffold-");

    [Fact]
    public void Scaffold_OntoAFile_ReplacesItOnlyWithForce()
    {
        var (source, target) = (Written("model.json", Config), Written("Tiny.cs", "// mine"));

        var refused = CommandLine.Run("scaffold", source, "--output", target);

        Assert.Equal(1, refused.Code);
        Assert.Contains("--force", refused.Error, StringComparison.Ordinal);
        Assert.Equal("// mine", File.ReadAllText(target));

        Assert.Equal(0, CommandLine.Run("scaffold", source, "--output", target, "--force").Code);
        Assert.Contains("partial class Tiny", File.ReadAllText(target), StringComparison.Ordinal);
    }

    [Fact]
    public void Scaffold_OfAModelWithModels_NamesTheirClassesByIt()
    {
        var inner = """{"class_name":"Sequential","module":"keras","config":{"name":"backbone","layers":[{"class_name":"InputLayer","module":"keras.layers","config":{"batch_shape":[null,4],"dtype":"float32","name":"y"}},{"class_name":"Dense","module":"keras.layers","config":{"name":"out","units":4}}]}}""";
        var outer = Config.Replace("""{"class_name":"Dense",""", inner + """,{"class_name":"Dense",""", StringComparison.Ordinal);

        var first = CommandLine.Run("scaffold", Written("first.json", outer));
        var second = CommandLine.Run("scaffold", Written("second.json", outer.Replace("\"tiny\"", "\"small\"", StringComparison.Ordinal)));

        Assert.Contains("public partial TinyBackbone Backbone { get; }", first.Output, StringComparison.Ordinal);
        Assert.Contains("public partial class TinyBackbone", first.Output, StringComparison.Ordinal);
        Assert.Contains("public partial class SmallBackbone", second.Output, StringComparison.Ordinal);
    }

    // A Sequential of Keras 2 that was saved before it was built, or whose shape that release didn't note.
    [Fact]
    public void Scaffold_OfAModelWithoutInputShape_TakesItFromTheOption()
    {
        var source = Written("open.json", """{"class_name":"Sequential","keras_version":"2.2.4-tf","config":{"name":"open","layers":[{"class_name":"Flatten","config":{"name":"flatten"}},{"class_name":"Dense","config":{"name":"out","units":2,"activation":"linear"}}]}}""");

        Assert.Contains("say it with --shape input=", CommandLine.Run("scaffold", source).Error, StringComparison.Ordinal);
        Assert.Contains("[Model, Input(28, 28)]", CommandLine.Run("scaffold", source, "--shape", "input=28,28").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Scaffold_WhenNamesDifferInCaseOnly_MakesThemDistinctAndSaysSo()
    {
        var twice = Config.Replace("""{"class_name":"Dense",""", """{"class_name":"Dense","module":"keras.layers","config":{"name":"OUT","units":3}},{"class_name":"Dense",""", StringComparison.Ordinal);

        var (code, output, error) = CommandLine.Run("scaffold", Written("model.json", twice));

        Assert.Equal(0, code);
        Assert.Contains("layer 'out' is called 'out_2'", error, StringComparison.Ordinal);
        Assert.Contains("Name = \"out_2\"", output, StringComparison.Ordinal);
        Assert.Contains("Name = \"OUT\"", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model.weights.h5", new byte[] { 0x89, (byte)'H', (byte)'D', (byte)'F', 13, 10, 26, 10, 0, 0 })]
    [InlineData("model.safetensors", new byte[] { 2, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'}' })]
    [InlineData("model.pkl", new byte[] { 0x80, 2, 0x7d })]
    [InlineData("model.keras", new byte[] { })]
    public void Scaffold_OfAFileWithoutLayers_SaysWhatItNeeds(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);

        var (code, _, error) = CommandLine.Run("scaffold", path);

        Assert.Equal(1, code);
        Assert.Contains("model.save(\"name.keras\")", error, StringComparison.Ordinal);
        Assert.Contains("model.to_json()", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Scaffold_OfAFolder_SaysWhatItNeeds() =>
        Assert.Contains("is a folder", CommandLine.Run("scaffold", _folder.FullName).Error, StringComparison.Ordinal);

    [Fact]
    public void Scaffold_OfAnOpenLength_TakesTheLargestFromTheCommandLine()
    {
        var source = Written("model.json", Config.Replace("[null,4]", "[null,null,4]", StringComparison.Ordinal));

        var (code, output, _) = CommandLine.Run("scaffold", source, "--length", "x=128");
        var refused = CommandLine.Run("scaffold", source);

        Assert.Equal(0, code);
        Assert.Contains("Input(128, 4, Name = \"x\", VariableLength = true)", output, StringComparison.Ordinal);
        Assert.Equal(1, refused.Code);
        Assert.Contains("say the largest with --length x=128", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--length names 'y', and the model has no such input whose length Keras leaves open; all its shapes are fixed.", "y=3")]
    [InlineData("--length 'x=' is no input with its largest length", "x=")]
    [InlineData("--length 'x=0' is no input with its largest length", "x=0")]
    [InlineData("--length '128' is no input with its largest length", "128")]
    [InlineData("--length names 'x' twice.", "x=3", "x=3")]
    [InlineData("--length gives 'y' 4 and 'x' 3: a model's inputs share one length", "x=3", "y=4")]
    public void Scaffold_WithALengthThatIsNone_SaysWhatIsWrong(string expected, params string[] lengths)
    {
        var (code, _, error) = CommandLine.Run(["scaffold", Written("model.json", Config), .. lengths.SelectMany(static length => new[] { "--length", length })]);

        Assert.NotEqual(0, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Written(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
