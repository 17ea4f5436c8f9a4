using GenNet.TestSupport;
using static GenNet.Generators.Tests.Models.ModelsInCode;

namespace GenNet.Generators.Tests.Models;

/// <summary>What a class is in Keras names the groups of files, and not what is in them: a file of the class before it was said loads, or says why not.</summary>
public sealed class KerasFormFilesTests : IDisposable
{
    private static readonly Dictionary<KerasForm, CompiledModels> s_models = Enum.GetValues<KerasForm>().Where(static form => form != KerasForm.Layer).ToDictionary(static form => form, static form => ModelCompiler.Compile(
        $$"""
        using GenNet;
        namespace Zoo;
        [Model(Form = KerasForm.{{form}})] public partial class Net
        {
            [Dense(4)] public partial Dense Wide { get; }
            [Dense(4)] public partial Dense Deep { get; }
            [BatchNormalization] public partial BatchNormalization Norm { get; }
            [Dense(4)] public partial Dense Again { get; }
            internal Tensor Forward([Input(4)] Tensor x) => Again.Forward(Norm.Forward(Deep.Forward(x) + Wide.Forward(x)));
        }
        """));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gennet-forms-");

    public static MatrixTheoryData<KerasForm, KerasForm, WeightFormat> Forms => new([.. s_models.Keys], [.. s_models.Keys], Enum.GetValues<WeightFormat>());

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Forms))]
    public void LoadWeights_OfAFileOfAnotherForm_FindsEveryWeight(KerasForm before, KerasForm now, WeightFormat format)
    {
        using var saved = s_models[before].Create("Zoo.Net", seed: 1);
        using var loaded = s_models[now].Create("Zoo.Net", seed: 2);
        var path = Path.Combine(_folder.FullName, "saved");

        saved.SaveWeights(path, new() { Format = format });
        Assert.True(loaded.LoadWeights(path).IsComplete);

        Assert.Equal(
            saved.Layers.SelectMany(static layer => layer.Variables).SelectMany(static v => v.Values.ToArray()),
            loaded.Layers.SelectMany(static layer => layer.Variables).SelectMany(static v => v.Values.ToArray()));
    }
}
