using GenNet.Contracts;

namespace GenNet.Tests.Contracts;

/// <summary>Of the changes that leave variables alone, the differ reports those that make the model compute something else, also beside others, and no others.</summary>
public sealed class FunctionJudgeTests
{
    private const string Network = """
          (image)            InputLayer dtype=float32 shape=8,8,1
          conv               Conv2D strides=1,1 padding=same data_format=channels_last dilation_rate=1,1 groups=1 activation=linear
            kernel           float32 3,3,1,4
            bias             float32 4
          relu               ReLU max_value=none negative_slope=0 threshold=0
          pool               MaxPooling2D pool_size=2,2 strides=2,2 padding=valid data_format=channels_last
          flat               Flatten data_format=channels_last
          hidden             Dense activation=relu
            kernel           float32 64,6
            bias             float32 6
          output             Dense activation=linear
            kernel           float32 6,3
            bias             float32 3
        """;

    private const string Relu = "  relu               ReLU max_value=none negative_slope=0 threshold=0\n";
    private const string Pool = "  pool               MaxPooling2D pool_size=2,2 strides=2,2 padding=valid data_format=channels_last\n";
    private const string Flat = "  flat               Flatten data_format=channels_last\n";
    private const string Hidden = "  hidden             Dense activation=";

    [Theory]
    // What computes the same, wherever it stands.
    [InlineData(Relu + Pool, Pool + Relu, "")]
    [InlineData(Relu + Pool + Flat, Pool + Flat + Relu, "")]
    [InlineData(Relu, "", "relu")]
    [InlineData(Relu, Relu + "  again              Activation activation=relu\n", "")]
    [InlineData("groups=1 activation=linear\n    kernel           float32 3,3,1,4\n    bias             float32 4\n" + Relu, "groups=1 activation=relu\n    kernel           float32 3,3,1,4\n    bias             float32 4\n", "")]
    // The same beside what breaks: only what computes otherwise is named with it.
    [InlineData(Hidden + "relu|6,3|bias             float32 3", Hidden + "linear|6,5|bias             float32 5", "hidden output/bias output/kernel")]
    [InlineData(Hidden + "relu\n    kernel           float32 64,6\n    bias             float32 6\n|6,3", Hidden + "linear\n    kernel           float32 64,6\n    bias             float32 6\n  act  Activation activation=relu\n|6,5", "output/kernel")]
    // The new one in its place says it all.
    [InlineData(Relu, "  bend               Softmax axis=-1\n", "bend")]
    [InlineData(Pool, "  average            AveragePooling2D pool_size=2,2 strides=2,2 padding=valid data_format=channels_last\n", "average")]
    // What only hands on counts where the function is another without it.
    [InlineData(Flat, "", "flat")]
    [InlineData(Flat + "|64,6", "|4,6", "flat hidden/kernel")]
    [InlineData(Flat, Flat + "  flatter            Flatten data_format=channels_last\n", "")]
    public void Compare_WhenOnlySomeChangesMatter_NamesThose(string from, string to, string names)
    {
        var after = Network.ReplaceLineEndings("\n") + "\n";
        foreach (var (old, @new) in from.Split('|').Zip(to.Split('|')))
        {
            Assert.Contains(old, after, StringComparison.Ordinal);
            after = after.Replace(old, @new, StringComparison.Ordinal);
        }
        var changes = ContractDiff.Compare(Version(Network), Version(after)).Where(static change => change.Severity != ChangeSeverity.Compatible);
        Assert.Equal(names, string.Join(" ", changes.SelectMany(static change => change.Names).Distinct().Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("Mean axis=2 keepdims=false", "Mean axis=-1 keepdims=false", true)]
    [InlineData("Mean axis=1 keepdims=false", "Mean axis=-1 keepdims=false", false)]
    [InlineData("Max axis=1,2 keepdims=false", "Max axis=-1,-2 keepdims=false", true)]
    [InlineData("GetItem key=\"..., 0:2\"", "GetItem key=\"..., :-1\"", true)]
    [InlineData("GetItem key=\"..., 0:2\"", "GetItem key=\"..., 1:\"", false)]
    [InlineData("Einsum subscripts=\"bij,bkj->bik\" from=(input),(input)", "Einsum subscripts=\"abc,adc->abd\" from=(input),(input)", true)]
    [InlineData("Einsum subscripts=\"bij,bkj->bik\" from=(input),(input)", "Einsum subscripts=\"bij,bkj->bki\" from=(input),(input)", false)]
    public void Compare_WhenAnOperationIsWrittenOtherwise_GoesByWhatItDoes(string before, string after, bool isTheSame)
    {
        static ContractVersion With(string operation) =>
            Version($"  (input)            InputLayer dtype=float32 shape=3,3\n  (taken)  {operation}{(operation.Contains("from=", StringComparison.Ordinal) ? "" : " from=(input)")}\n  (outputs)  Outputs from=(taken)\n");
        Assert.Equal(isTheSame, ContractDiff.Compare(With(before), With(after)).Count == 0);
    }

    [Theory]
    [InlineData("0.0010000000474974513", "0.001", "")]
    [InlineData("9.999999747378752E-06", "1E-05", "")]
    [InlineData("0.00100000001", "0.001", "")]
    [InlineData("0.0010000000474974513", "9.999999747378752E-06", "epsilon is 1E-05 and was 0.001")]
    public void Compare_OfNumbersThatAreOneFloat32_FindsNoChange(string before, string after, string change)
    {
        static ContractVersion With(string epsilon) =>
            Version($"  (input)            InputLayer dtype=float32 shape=3\n  norm               LayerNormalization axis=-1 epsilon={epsilon}\n    gamma            float32 3\n    beta             float32 3\n");
        Assert.Equal(change, string.Join("; ", ContractDiff.Compare(With(before), With(after)).Select(static c => c.Description)));
        Assert.Equal(change.Length == 0, With(before).HasSameBody(With(after)));
        Assert.Equal("0.001", Specs.ArgumentValue.Of(1e-3f).Contract);
        Assert.Equal("16777216", Specs.ArgumentValue.Of(16777216.0).Contract);
    }

    [Theory]
    [InlineData("wide", "body/wide", "/wide")]
    [InlineData("body/wide", "wide", "body/wide")]
    [InlineData("body/wide", "body/broad", "wide")]
    [InlineData("body/wide", "trunk/wide", "body")]
    [InlineData("wide", "a/b/wide", "//wide")]
    public void FormerName_OfALayerThatMoved_IsWhatItsPropertySays(string old, string now, string declared) => Assert.Equal(declared, FormerNames.ToDeclare(old, now));

    private static ContractVersion Version(string body)
    {
        var result = WeightContract.Parse($"gennet-weights 1\nmodel A\nversion 1 draft\n{body.ReplaceLineEndings("\n")}\n");
        Assert.True(result.Error is null, result.Error?.ToString());
        return result.Contract!.Current;
    }
}
