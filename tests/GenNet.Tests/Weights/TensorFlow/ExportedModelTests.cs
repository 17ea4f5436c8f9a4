using GenNet.Tests.Weights.Loading;
using GenNet.Weights.TensorFlow;
using static GenNet.Tests.Weights.TensorFlow.CheckpointBuilder;

namespace GenNet.Tests.Weights.TensorFlow;

/// <summary><c>model.export(dir)</c> of Keras 3: lists of variables, of which their names alone tell the layers.</summary>
public sealed class ExportedModelTests : IDisposable
{
    private readonly CheckpointBuilder _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("chain/")]
    public void LoadWeights_WhenVariablesHaveNames_LoadsByThem(string around)
    {
        using var model = new Chain(seed: 1);
        var report = model.LoadWeights(Exported(around + "a", around + "b", around + "c", around + "d"));
        Assert.True(report.IsComplete);
        Assert.Empty(report.Unused);
        Assert.Equal([0, 1, 2, 3], FirstBiases(model));
    }

    [Fact]
    public void LoadWeights_OfTheFolderOfASavedModel_FindsItsVariables()
    {
        Directory.CreateDirectory(_files.PathOf("variables"));
        Exported("a", "b", "c", "d", Path.Combine("variables", "variables"));
        using var model = new Chain(seed: 1);
        Assert.True(model.LoadWeights(_files.Folder).IsComplete);
        Assert.Equal([0, 1, 2, 3], FirstBiases(model));
    }

    [Fact]
    public void LoadWeights_WhenTheClassHasAnotherOrder_NamesDecide()
    {
        using var model = new ChainSwapped(seed: 1);
        Assert.True(model.LoadWeights(Exported("net/a", "net/b", "net/c", "net/d")).IsComplete);
        Assert.Equal([0, 2, 1, 3], FirstBiases(model));
    }

    [Theory]
    [InlineData("", "", "", "", "without the names of their layers")]
    [InlineData("a", "a", "c", "d", "several variables that are called a/kernel")]
    public void LoadWeights_WhenNamesDontTell_IsRefusedAndSaysWhatToSave(string a, string b, string c, string d, string problem)
    {
        using var model = new Chain(seed: 1);
        var before = FirstBiases(model);
        var error = Assert.Throws<WeightFileException>(() => model.LoadWeights(Exported(a, b, c, d)));
        Assert.Contains(problem, error.Problem);
        Assert.Contains("model.save_weights(\"model.weights.h5\")", error.Remedy);
        Assert.Equal(before, FirstBiases(model));
    }

    private string Exported(string a, string b, string c, string d, string prefix = "variables")
    {
        var (root, all, trained) = (new ObjectToWrite(), new ObjectToWrite(), new ObjectToWrite());
        root.Add("variables", all);
        root.Add("trainable_variables", trained);
        var count = 0;
        foreach (var (name, i) in ((string[])[a, b, c, d]).Select(static (name, i) => (name, i)))
        {
            foreach (var (_, variable) in Dense(name, i).Children)
            {
                all.Add($"{count}", variable);
                trained.Add($"{count++}", variable);
            }
        }
        all.Add($"{count}", Variable("chain/seed_generator_state", 0, 2));
        return _files.Write(prefix, root);
    }

    private static float[] FirstBiases(Model model) => [.. model.Layers.Select(static layer => layer.Variables[1].ToTensor().Values[0])];
}
