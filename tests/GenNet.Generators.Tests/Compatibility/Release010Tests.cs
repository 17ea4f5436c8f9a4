using GenNet.Contracts;
using GenNet.TestSupport;
using GenNet.Weights;

namespace GenNet.Generators.Tests.Compatibility;

/// <summary>Files and contracts of GenNet 0.1.0 load right and check silently after every change.</summary>
public sealed class Release010Tests
{
    // Sums may be taken in another order on a machine with other vectors; a wrong weight is far from this.
    private const float Tolerance = 2e-6f;

    public static TheoryData<string, string> Files => new(Release010.Folders.SelectMany(static f => new[] { (f, "saved.weights.h5"), (f, "saved.safetensors") }));

    public static TheoryData<string> Guarded => new(Release010.Folders.Where(static f => new Release010(f).Contract is not null));

    [Theory]
    [MemberData(nameof(Files))]
    public void FromWeights_OfAFileOf010_HasItsWeights(string folder, string file)
    {
        var release = new Release010(folder);
        var expected = release.Expected("weights/");
        var weights = release.Weights(file);
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), weights.Select(static w => $"{w.Layer}/{w.Name}").Order(StringComparer.Ordinal));
        Assert.All(weights, w => Assert.Equal(expected[$"{w.Layer}/{w.Name}"], w.Values));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Predict_WithAFileOf010_AnswersAsThen(string folder, string file)
    {
        var release = new Release010(folder);
        var expected = release.Expected("outputs/").OrderBy(static o => o.Key, StringComparer.Ordinal).Select(static o => o.Value).ToArray();
        var outputs = release.Predict(file);
        Assert.Equal(expected.Length, outputs.Length);
        for (var i = 0; i < outputs.Length; i++)
            Assert.Equal(expected[i], outputs[i], static (a, b) => MathF.Abs(a - b) <= Tolerance * MathF.Max(1, MathF.Abs(a)));
    }

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task Analyze_OfAContractOf010_IsSilent(string folder)
    {
        var release = new Release010(folder);
        Assert.Empty(await ContractDiagnostics.Of(release.ClassSource, release.Contract!));
    }

    [Theory]
    [MemberData(nameof(Guarded))]
    public void Hash_OfAContractOf010_IsThatInItsFiles(string folder)
    {
        var release = new Release010(folder);
        using var file = WeightFiles.Open(release.PathOf("saved.safetensors"));
        Assert.Equal(file.Metadata["gennet_contract_hash"], WeightContract.Parse(release.Contract!).Contract!.Current.Hash);
    }
}
