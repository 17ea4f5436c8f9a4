using GenNet.Conformance.Models;
using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.Safetensors;

namespace GenNet.Conformance.Formats;

/// <summary>Weights of PyTorch: its names and layouts in safetensors, in one file or several, and its own files, which are refused.</summary>
public sealed class TorchFileTests(ConformanceSummary summary)
{
    public static TheoryData<string> Models => [.. KerasFixture.Names.Where(static model => FixtureTree.Has("models", model, "pytorch.safetensors"))];

    public static TheoryData<string, string> Prefixes => [.. Models.SelectMany(static row => (string[])["model.", "module.", "_orig_mod.", "net.module."], static (row, prefix) => (row.Data, prefix))];

    public static TheoryData<string, string> OwnFiles => [.. KerasFixture.Names
        .Where(static model => FixtureTree.Has("models", model, "torch"))
        .SelectMany(static model => Directory.GetFiles(FixtureTree.PathOf("models", model, "torch"), "*", SearchOption.AllDirectories)
            .Where(static file => Path.GetExtension(file) is ".pt" or ".pth" or ".ckpt" or ".pt2" or ".bin" || file.EndsWith(".bin.index.json", StringComparison.Ordinal))
            .Select(file => (model, Path.GetRelativePath(FixtureTree.PathOf("models", model, "torch"), file))))];

    [Theory]
    [MemberData(nameof(Models))]
    public void LoadWeights_OfAStateDict_LoadsEveryBit(string name)
    {
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, "load pytorch.safetensors", "model.safetensors");
        LoadedBits.Check(fixture, fixture.PathOf("pytorch.safetensors"));
        summary.Models.Passed(name, "load pytorch.safetensors", 0);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void LoadWeights_OfAStateDictInSeveralFiles_LoadsEveryBit(string name)
    {
        var index = Path.Combine("torch", "sharded", "model.safetensors.index.json");
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, "load model.safetensors.index.json", "model.safetensors", index);
        var report = LoadedBits.Check(fixture, fixture.PathOf(index));
        Assert.Empty(report.Notes);
        summary.Models.Passed(name, "load model.safetensors.index.json", 0);
    }

    [Theory]
    [MemberData(nameof(Prefixes))]
    public void LoadWeights_OfNamesWithAPrefix_LoadsEveryBit(string name, string prefix)
    {
        var fixture = KerasFixture.StartOrSkip(summary.Models, name, $"load with {prefix}", "model.safetensors");
        var folder = Directory.CreateTempSubdirectory("gennet");
        try
        {
            var path = Path.Combine(folder.FullName, "prefixed.safetensors");
            using (var plain = SafetensorsFile.Open(fixture.PathOf("pytorch.safetensors")))
                SafetensorsWriter.Save(path, plain.Tensors.ToDictionary(t => prefix + t.Path, static t => Copy(t)), new Dictionary<string, string>());
            LoadedBits.Check(fixture, path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        summary.Models.Passed(name, $"load with {prefix}", 0);
    }

    [Theory]
    [MemberData(nameof(OwnFiles))]
    public void Open_OfAFileOfPyTorch_SaysHowToWriteSafetensors(string name, string file)
    {
        var path = FixtureTree.PathOf("models", name, "torch", file);

        var error = Assert.Throws<WeightFileException>(() => WeightFiles.Open(path));

        Assert.Contains("import torch, safetensors.torch", error.Message, StringComparison.Ordinal);
        Assert.Contains("safetensors.torch.save_file(", error.Message, StringComparison.Ordinal);
        Assert.Contains(Path.GetFileName(file), error.Message, StringComparison.Ordinal);
    }

    private static ArrayToWrite Copy(StoredTensor tensor)
    {
        var bytes = tensor.ToBytes();
        return new(tensor.Type, Specs.TensorShape.Of([.. tensor.Dimensions.Select(static size => (int)size)]), stream => stream.Write(bytes));
    }
}
