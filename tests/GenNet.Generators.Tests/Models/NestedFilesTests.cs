using GenNet.TestSupport;
using static GenNet.Generators.Tests.Models.ModelsInCode;

namespace GenNet.Generators.Tests.Models;

/// <summary>Models in models, with weights of their own and names that formats know: what one saves the next loads, in every format.</summary>
public sealed class NestedFilesTests : IDisposable
{
    private const string Models =
        """
        using GenNet;
        namespace Zoo;
        [Model, Input(4)] public partial class Plain { [Dense(4)] public partial Dense A { get; } }
        [Model] public partial class WithOwn
        {
            public partial Plain S { get; }
            [Variable(4)] public partial Variable V { get; }
            internal Tensor Forward([Input(4)] Tensor x) => S.Forward(x) + V;
        }
        [Model] public partial class WithList
        {
            [Repeat(2)] public partial Layers<Plain> S { get; }
            [Variable(4)] public partial Variable V { get; }
            internal Tensor Forward([Input(4)] Tensor x) { foreach (var s in S) x = s.Forward(x); return x + V; }
        }
        [Model] public partial class WithLayers
        {
            [Dense(4)] public partial Dense A { get; }
            [Variable(4)] public partial Variable V { get; }
            internal Tensor Forward([Input(4)] Tensor x) => A.Forward(x) + V;
        }
        [Model, Input(4)] public partial class Deep { public partial WithOwn R { get; } }
        [Model, Input(4)] public partial class Deeper { public partial Deep D { get; } [Dense(4)] public partial Dense Out { get; } }
        [Model, Input(4)] public partial class Listed { public partial WithList R { get; } [Dense(2)] public partial Dense Out { get; } }
        [Model, Input(4)] public partial class Twice { [Repeat(2)] public partial Layers<WithLayers> R { get; } }
        [Model, Input(4)] public partial class Named { [Dense(4)] public partial Dense ModelWeights { get; } [Dense(2)] public partial Dense LayerNames { get; } }
        """;

    private static readonly CompiledModels s_models = ModelCompiler.Compile(Models);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gennet-nested-");

    public static MatrixTheoryData<string, WeightFormat> Files => new(["Deep", "Deeper", "Listed", "Twice", "Named", "WithOwn", "WithList"], Enum.GetValues<WeightFormat>());

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Files))]
    public void SaveWeights_OfModelsInModels_LoadsAgain(string model, WeightFormat format)
    {
        using var saved = s_models.Create("Zoo." + model, seed: 1);
        using var loaded = s_models.Create("Zoo." + model, seed: 2);
        // Of a folder by itself, since some formats write several files.
        var path = Path.Combine(_folder.FullName, "saved");
        foreach (var variable in saved.Layers.SelectMany(static layer => layer.Variables))
            variable.Assign([.. Enumerable.Range(0, variable.Values.Length).Select(i => MathF.Sin(i + variable.Values.Length))]);

        saved.SaveWeights(path, new() { Format = format });
        Assert.True(loaded.LoadWeights(path).IsComplete);

        Assert.Equal(Values(saved), Values(loaded));
    }

    [Fact]
    public void SaveWeights_OfALayerCalledAsLegacyHdf5CallsTheModel_IsRefused()
    {
        using var model = ModelCompiler.Compile("using GenNet; [Model, Input(4)] public partial class Net { [Dense(4)] public partial Dense TopLevelModelWeights { get; } }").Create();

        Assert.Contains("give it another Name", Assert.Throws<ArgumentException>(() => model.SaveWeights(Path.Combine(_folder.FullName, "x.h5"))).Message, StringComparison.Ordinal);
        Assert.Empty(_folder.GetFiles());
    }
}
