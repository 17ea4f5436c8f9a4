using System.Collections.Concurrent;
using GenNet.TestSupport;
using GenNet.Tool.Scaffolding;
using GenNet.Weights.KerasConfig;

namespace GenNet.Conformance.Scaffolding;

/// <summary>Whole models as Keras 1.2 to 3.15 saved them, in every kind of file that says a model's layers: each becomes a class that compiles as it is.</summary>
public sealed class WholeModelTests
{
    private static readonly ConcurrentDictionary<string, Lazy<bool>> s_compiled = new(StringComparer.Ordinal);

    public static TheoryData<string> Files =>
    [
        .. Within("models", "*.keras"), .. Within("models", "keras*.h5"),
        .. Within("versions", "*.keras"), .. Within("versions", "*.h5"),
        .. Within("applications", "config.json"), .. SavedModels(),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void File_OfAWholeModel_BecomesAClassThatCompiles(string file)
    {
        var model = ScaffoldedModel.ReadForPeople(PathOf(file), "Conformance.Files", "Network");
        var text = ModelClassWriter.Write(model);

        Assert.Empty(model.Gaps);
        // Many files describe the same model.
        Assert.True(s_compiled.GetOrAdd(text, static source => new(() => ModelCompiler.Compile(source).Assembly is not null)).Value);
    }

    [Fact]
    public void File_OfASubclassedModel_SaysThatItHoldsNoLayers()
    {
        Assert.SkipUnless(FixtureTree.Has("models", "autoencoder", "model.keras"), "the tree has no subclassed model");

        var error = Assert.Throws<KerasConfigException>(() => ScaffoldedModel.ReadForPeople(FixtureTree.PathOf("models", "autoencoder", "model.keras")));

        Assert.Contains("class Autoencoder is no Sequential or Functional model; write its class by hand", error.Message);
    }

    [Fact]
    public void File_OfWeightsAlone_SaysWhatToSave()
    {
        Assert.SkipUnless(FixtureTree.Has("models", "mlp", "keras2_weights.h5"), "the tree has no such file");

        var error = Assert.Throws<KerasConfigException>(() => ScaffoldedModel.ReadForPeople(FixtureTree.PathOf("models", "mlp", "keras2_weights.h5")));

        Assert.Contains("weights alone", error.Message);
        Assert.Contains("model.save(\"name.keras\")", error.Message);
    }

    [Theory]
    [InlineData("mlp")]
    [InlineData("convnet")]
    public void Folder_OfASavedModelWithKerasMetadata_IsTheModelOfTheArchive(string model)
    {
        var saved = ScaffoldedModel.ReadForPeople(FixtureTree.OwnPathOf("saved_model", model), "", "Network");

        Assert.Contains("public Trainer CreateTrainer()", ModelClassWriter.Write(saved));
        Assert.Equal(
            ScaffoldedModel.ReadForPeople(FixtureTree.OwnPathOf("models", model, "model.keras"), "", "Network").Spec.Layers.Select(static layer => (layer.KerasName, layer.Spec.Kind)),
            saved.Spec.Layers.Select(static layer => (layer.KerasName, layer.Spec.Kind)));
    }

    [Fact]
    public void Folder_OfASavedModelWithoutKerasMetadata_SaysWhatToSave()
    {
        var folder = Directory.CreateTempSubdirectory("gennet-");
        try
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, "saved_model.pb"), [8, 1]);

            var error = Assert.Throws<KerasConfigException>(() => ScaffoldedModel.ReadForPeople(folder.FullName));

            Assert.Contains("is a SavedModel without keras_metadata.pb: it holds TensorFlow's graph and no layers; save the model in Python with model.save(\"name.keras\")", error.Message);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Within(string folder, string pattern) => !FixtureTree.Has(folder) ? [] : Directory
        .EnumerateFiles(FixtureTree.PathOf(folder), pattern, SearchOption.AllDirectories)
        .Where(static path => !Path.GetFileName(path).Contains("weights", StringComparison.Ordinal) && !path.Contains("autoencoder", StringComparison.Ordinal))
        .Select(path => $"{folder}/{Path.GetRelativePath(FixtureTree.PathOf(folder), path).Replace('\\', '/')}").Order(StringComparer.Ordinal);

    private static IEnumerable<string> SavedModels() => !FixtureTree.Has("versions") ? [] : Directory
        .EnumerateFiles(FixtureTree.PathOf("versions"), "keras_metadata.pb", SearchOption.AllDirectories)
        .Select(static path => $"versions/{Path.GetRelativePath(FixtureTree.PathOf("versions"), Path.GetDirectoryName(path)!).Replace('\\', '/')}").Order(StringComparer.Ordinal);

    private static string PathOf(string file) => FixtureTree.PathOf(file.Split('/'));
}
