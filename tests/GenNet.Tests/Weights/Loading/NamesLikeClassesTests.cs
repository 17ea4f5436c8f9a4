namespace GenNet.Tests.Weights.Loading;

/// <summary>Layers that are called as classes of Keras are: in a file of GenNet's own a name is only a name.</summary>
public sealed class NamesLikeClassesTests
{
    [Theory]
    [InlineData("like.weights.h5")]
    [InlineData("like.safetensors")]
    public void LoadWeights_WhenNamesSoundLikeOtherClasses_LoadsWhatWasSaved(string file)
    {
        var folder = Directory.CreateTempSubdirectory("gennet-names-");
        try
        {
            using var saved = new NamedLikeClasses(seed: 1);
            var path = Path.Combine(folder.FullName, file);
            saved.SaveWeights(path);
            using var loaded = new NamedLikeClasses(seed: 2);
            var report = loaded.LoadWeights(path);
            Assert.Empty(report.Mismatched);
            Assert.All(
                saved.Layers.SelectMany(static l => l.Variables).Zip(loaded.Layers.SelectMany(static l => l.Variables)),
                static pair => Assert.Equal(pair.First.Values.ToArray(), pair.Second.Values.ToArray()));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

[Model, Input(6, 6, 1)]
internal sealed partial class NamedLikeClasses
{
    [Conv2D(3, 3, Name = "dense")] public partial Conv2D First { get; }
    [BatchNormalization] public partial BatchNormalization Normalization { get; }
    [Flatten] public partial Flatten Flat { get; }
    [Dense(5)] public partial Dense Embedding { get; }
    [Dense(4, Name = "conv2d_3")] public partial Dense Fourth { get; }
    [Dense(3, Name = "lstm")] public partial Dense Last { get; }
}
