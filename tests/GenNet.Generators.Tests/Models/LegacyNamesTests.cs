using GenNet.TestSupport;
using static GenNet.Generators.Tests.Models.ModelsInCode;

namespace GenNet.Generators.Tests.Models;

/// <summary>Legacy HDF5 doesn't say all that newer formats do: what it says decides, and what it doesn't say is not guessed where somebody asked for it by name.</summary>
public sealed class LegacyNamesTests : IDisposable
{
    private const string Nested =
        """
        using GenNet;
        namespace Zoo;
        [Model, Input(6)] public partial class Pair { [Dense(6)] public partial Dense A { get; } [Dense(6)] public partial Dense B { get; } }
        [Model, Input(6)] public partial class Whole { public partial Pair Inner { get; } [Dense(6)] public partial Dense H { get; } }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gennet-legacy-names-");

    private string File => Path.Combine(_folder.FullName, "saved.h5");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("B", "A")]
    [InlineData("Shift", "Scale")]
    public void LoadWeights_WhenWeightsOfTheModelsOwnAreRenamed_TakesNobodysValues(string first, string second)
    {
        using var saved = Own("Offset", "Scale").Create("Zoo.Net", seed: 1);
        using var loaded = Own(first, second).Create("Zoo.Net", seed: 2);
        var before = loaded.Layers.SelectMany(static layer => layer.Variables).SelectMany(static v => v.Values.ToArray()).ToArray();
        saved.SaveWeights(File);

        Assert.Throws<WeightLoadException>(() => loaded.LoadWeights(File));

        Assert.Equal(before, loaded.Layers.SelectMany(static layer => layer.Variables).SelectMany(static v => v.Values.ToArray()));
    }

    [Theory]
    [InlineData("inner/zzz")]
    [InlineData("inner/a")]
    [InlineData("inner/a/b/c")]
    public void LoadWeights_WithinAModelThatThereIsNot_IsRefused(string part)
    {
        var models = ModelCompiler.Compile(Nested);
        using var whole = models.Create("Zoo.Whole", seed: 1);
        using var pair = models.Create("Zoo.Pair", seed: 2);
        whole.SaveWeights(File);

        Assert.Throws<WeightLoadException>(() => pair.LoadWeights(File, LoadOptions.Within(part)));
        Assert.Equal(4, pair.LoadWeights(File, LoadOptions.Within("inner") | LoadOptions.AllowUnused).Loaded.Count);
    }

    private static CompiledModels Own(string first, string second) => ModelCompiler.Compile(
        $$"""
        using GenNet;
        namespace Zoo;
        [Model] public partial class Net
        {
            [Variable(5)] public partial Variable {{first}} { get; }
            [Variable(5)] public partial Variable {{second}} { get; }
            [Dense(5)] public partial Dense Head { get; }
            internal Tensor Forward([Input(5)] Tensor x) => Head.Forward(x - {{first}}) * {{second}};
        }
        """);
}
