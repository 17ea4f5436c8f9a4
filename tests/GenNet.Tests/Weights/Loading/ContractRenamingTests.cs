using GenNet.Contracts;
using GenNet.Weights;

namespace GenNet.Tests.Weights.Loading;

/// <summary>A saved contract is compared under the names of the class: what counts up in a program tells nothing.</summary>
public sealed class ContractRenamingTests
{
    private const string Now = """
          (input)            InputLayer dtype=float32 shape=4
          dense              Dense activation=relu
            kernel           float32 4,3
          re_lu              ReLU
          chosen             Softmax axis=-1
        """;

    [Fact]
    public void ToNamesOf_WhenAllNamesAreTheSame_IsTheSameContract()
    {
        var saved = Version(Now);
        Assert.Same(saved, ContractRenaming.ToNamesOf(saved, Version(Now), new Dictionary<string, string> { ["dense"] = "dense" }));
    }

    [Fact]
    public void ToNamesOf_WhenLayersWereMatchedByPosition_GivesThemTheNamesOfTheClassWhereverTheyStand()
    {
        var saved = Version(Now.Replace("dense ", "dense_7 ", StringComparison.Ordinal).Replace("re_lu ", "re_lu_3 ", StringComparison.Ordinal)
            .Replace("axis=-1", "axis=-1 from=dense_7", StringComparison.Ordinal) + "\n  (add_1)  Add from=re_lu_3,chosen\n  (outputs)  Outputs from=dense_7,(add_1)");

        var renamed = ContractRenaming.ToNamesOf(saved, Version(Now), new Dictionary<string, string> { ["dense_7"] = "dense" });

        Assert.Equal(["dense", "re_lu", "chosen"], renamed.Layers.Select(static l => l.Name));
        Assert.Equal("dense", renamed.Layers[2].Calls[0][0].Name);
        Assert.Equal(["re_lu", "chosen"], renamed.Operations[0].Inputs.Select(static v => v.Name));
        Assert.Equal(["dense", "add_1"], renamed.Outputs.Select(static v => v.Name));
    }

    [Fact]
    public void ToNamesOf_WhenAClassHasMoreLayersWithoutVariables_LeavesTheirNames()
    {
        var saved = Version(Now.Replace("re_lu ", "re_lu_3 ", StringComparison.Ordinal));
        var now = Version(Now + "\n  re_lu_1            ReLU");
        Assert.Equal("re_lu_3", ContractRenaming.ToNamesOf(saved, now, new Dictionary<string, string>()).Layers[1].Name);
    }

    [Fact]
    public void ToNamesOf_WhenTwoLayersWouldGetOneName_IsTheSameContract()
    {
        var saved = Version(Now);
        Assert.Same(saved, ContractRenaming.ToNamesOf(saved, Version(Now), new Dictionary<string, string> { ["dense"] = "chosen" }));
    }

    private static ContractVersion Version(string body)
    {
        var result = WeightContract.Parse($"gennet-weights 1\nmodel A\nversion 1 draft\n{body}\n");
        Assert.True(result.Error is null, result.Error?.ToString());
        return result.Contract!.Current;
    }
}
