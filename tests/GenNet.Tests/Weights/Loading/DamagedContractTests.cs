using System.Text;
using GenNet.TestSupport;
using static GenNet.TestSupport.SavedFiles;

namespace GenNet.Tests.Weights.Loading;

/// <summary>The contract in a file of GenNet has its hash beside it: what doesn't fit together is damaged, and no reason to leave the check out.</summary>
public sealed class DamagedContractTests : IDisposable
{
    private readonly SavedFiles _files = new();
    private readonly Chain _saved = new(seed: 1);

    public void Dispose()
    {
        _files.Dispose();
        _saved.Dispose();
    }

    public static TheoryData<int, string, string> Damages
    {
        get
        {
            var damages = new TheoryData<int, string, string>();
            foreach (var kind in (int[])[(int)Kind.GenNet, (int)Kind.GenNetSafetensors])
            {
                damages.Add(kind, "gennet-weights 2", "gennet-weighus 2");
                damages.Add(kind, "gennet-weights 2", "gennet-weights 0");
                damages.Add(kind, "activation=linear", "activation=cubic!");
                damages.Add(kind, "activation=linear", "acti ation=linear");
                damages.Add(kind, "version 1 draft", "versjon 1 draft");
                damages.Add(kind, "gennet_contract_hash", "gennet_contract_hasi");
            }
            return damages;
        }
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public void LoadWeights_WhenContractAndHashDoNotFit_IsDamaged(int kind, string text, string damaged)
    {
        var path = Patched((Kind)kind, (text, damaged));
        foreach (var model in (Model[])[new Chain(seed: 2), new ChainWithActivation(seed: 2)])
        {
            var before = model.CopyWeights();
            foreach (var options in (LoadOptions[])[LoadOptions.Strict, LoadOptions.AllowMissing | LoadOptions.AllowUnused | LoadOptions.SkipMismatch])
            {
                var error = Assert.Throws<WeightFileException>(() => model.LoadWeights(path, options));
                Assert.Contains("gennet_contract", error.Message);
                Assert.Contains("LoadOptions.AllowBehaviourChange", error.Message);
                Assert.Throws<WeightFileException>(() => model.CheckWeights(path, options));
            }
            Assert.Equal(before, model.CopyWeights());

            var report = model.LoadWeights(path, LoadOptions.AllowBehaviourChange);
            Assert.NotNull(report.BehaviourUnchecked);
            Assert.Equal("a=a b=b c=c d=d", Provenance.Of(model, _saved));
            model.Dispose();
        }
    }

    [Theory]
    [InlineData((int)Kind.GenNet)]
    [InlineData((int)Kind.GenNetSafetensors)]
    public void LoadWeights_WhenTheGrammarIsNewerAndTheHashIsRight_SaysWhatWasNotCompared(int kind)
    {
        var path = Patched((Kind)kind, ("gennet-weights 2", "gennet-weights 9"));
        using var own = new Chain(seed: 2);
        Assert.Null(own.LoadWeights(path).BehaviourUnchecked);
        using var other = new ChainWithActivation(seed: 2);
        Assert.Contains("a grammar that this version of GenNet does not know", other.LoadWeights(path).BehaviourUnchecked);
    }

    [Theory]
    [InlineData((int)Kind.GenNet)]
    [InlineData((int)Kind.GenNetSafetensors)]
    public void LoadWeights_WhenOnlyTheNoteOfTheClassIsDamaged_StillGoesByTheContract(int kind)
    {
        using var model = new ChainWithActivation(seed: 2);
        var path = Patched((Kind)kind, ("gennet_model", "gennet_nodel"));
        Assert.Equal(["c: activation is relu and was linear"], Assert.Throws<WeightLoadException>(() => model.LoadWeights(path)).Report.BehaviourChanges);
    }

    private string Patched(Kind kind, (string Text, string Damaged) patch)
    {
        var path = _files.Save(_saved, kind);
        var bytes = File.ReadAllBytes(path);
        Encoding.ASCII.GetBytes(patch.Damaged).CopyTo(bytes.AsSpan(bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(patch.Text))));
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
