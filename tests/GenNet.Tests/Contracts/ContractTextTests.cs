using GenNet.Contracts;
using GenNet.TestSupport;
using GenNet.Weights.KerasConfig;

namespace GenNet.Tests.Contracts;

/// <summary>The text of contracts: one canonical form that reads back as it was written, and errors with their place.</summary>
public sealed class ContractTextTests
{
    private const string Small = """
        gennet-weights 1
        # why this file is here
        model Samples.Small

        version 2 draft
          (input)            InputLayer dtype=float32 shape=4
          hidden             Dense activation=relu
            # never touch this one
            kernel           float32 4,3
            bias             float32 3
          drop               Dropout training
          output             Dense activation=linear
            kernel           float32 3,2
        version 1
          (input)            InputLayer dtype=float32 shape=4
          output             Dense activation=linear
            kernel           float32 4,2

        """;

    private const string Graph = """
        gennet-weights 1
        model Twin
        version 1
          (left)             InputLayer dtype=float32 shape=6
          (right)            InputLayer dtype=int32 shape=()
          code               Dense activation=linear from=(left);(right)
            kernel           float32 6,4
          "odd name"         Reshape target_shape=-1,2 from=code
          unused             Dense from=none
          none               Add from="odd name","odd name"
          (add_1)            Add from=code,code:2
          (outputs)          Outputs from=(add_1),"none"

        """;

    private const string Subclassed = """
        gennet-weights 2
        model Sub
        version 2 draft subclassed
          (x)                InputLayer dtype=float32 shape=10
          dense              Dense activation=linear
            kernel           float32 10,10
        version 1 layer
          (x)                InputLayer dtype=float32 shape=10

        """;

    private const string Own = """
        gennet-weights 2
        model Own
        version 1
            # what the input is shifted by
            offset           float32 10
            counter          float32 () state
            block/scale      float32 1,10
          (x)                InputLayer dtype=float32 shape=10
          block/dense        Dense activation=linear
            kernel           float32 10,10
          (subtract_1)       Subtract from=block/dense,offset
          (multiply_1)       Multiply from=(subtract_1),block/scale
          (outputs)          Outputs from=(multiply_1)

        """;

    [Theory]
    [InlineData(Small)]
    [InlineData(Graph)]
    [InlineData(Own)]
    [InlineData(Subclassed)]
    public void Parse_WhenTextIsCanonical_WritesTheSameText(string text)
    {
        Assert.Equal(text, Read(text).ToString());
        var windows = text.ReplaceLineEndings("\r\n");
        Assert.Equal(windows, Read(windows).ToString());
        Assert.Equal(Read(text).Current.Hash, Read(windows).Current.Hash);
    }

    [Fact]
    public void Parse_WhenALayerSaysNothing_TakesTheLineBefore()
    {
        var version = Read(Small).Current;
        Assert.Equal(["(input)", "hidden", "drop"], version.Layers.Select(static l => l.Calls[0][0].ToString()));
        Assert.Equal(["output"], version.Outputs.Select(static o => o.ToString()));
        Assert.True(version.Layers[1].TrainingOnly);
        Assert.Equal((9, 2), (version.Layers[0].Variables[0].Line, version.Layers[0].Variables[0].Shape.Rank));
    }

    [Theory]
    [InlineData("version 2 draft", "version 2 drift", 5, 11, "'draft'")]
    [InlineData("version 2 draft", "version 2147483648 draft", 5, 9, "version's number")]
    [InlineData("version 2 draft", "version 2 draft subclassed", 5, 17, "the end of the line")]
    [InlineData("version 1\n", "version 2\n", 14, 9, "newest first")]
    [InlineData("version 1\n", "version 1 draft\n", 14, 11, "only the newest")]
    [InlineData("model Samples.Small", "", 5, 1, "expected 'model'")]
    [InlineData("float32 4,3", "float32 4,0", 9, 32, "dimension")]
    [InlineData("float32 4,3", "float32 4,3 stale", 9, 34, "'state'")]
    [InlineData("    bias ", "    kernel ", 10, 5, "stands twice")]
    [InlineData("  output             Dense activation=linear\n    kernel           float32 3,2", "  hidden             Dense", 12, 3, "stands twice")]
    [InlineData("    bias ", "   bias ", 10, 1, "3 spaces")]
    [InlineData("    bias ", "\tbias ", 10, 1, "a tab")]
    [InlineData("Dense activation=relu", "Dense activation=relu from=nobody", 7, 49, "there is no 'nobody'")]
    [InlineData("Dense activation=relu", "Dense activation=relu from=output", 7, 49, "circle")]
    [InlineData("Dense activation=relu", "Dense activation=\"relu", 7, 39, "quotation mark")]
    [InlineData("Dense activation=relu", "Dense activation=relu activation=elu", 7, 44, "stands twice")]
    [InlineData("version 2 draft", "<<<<<<< HEAD\nversion 2 draft", 5, 1, "merge")]
    [InlineData("gennet-weights 1", "gennet-weights 3", 1, 1, "a newer GenNet has written")]
    [InlineData("gennet-weights 1", "gennet-weight 1", 1, 1, "begins with the line")]
    public void Parse_WhenTextIsWrong_SaysWhere(string right, string wrong, int line, int column, string message)
    {
        Assert.Contains(right, Small, StringComparison.Ordinal);
        var position = Small.IndexOf(right, StringComparison.Ordinal);
        var result = WeightContract.Parse(Small[..position] + wrong + Small[(position + right.Length)..]);
        Assert.Null(result.Contract);
        Assert.Contains(message, result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (result.Error.Line, result.Error.Column));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0")]
    [InlineData("gennet-weights 1")]
    [InlineData("gennet-weights 1\nmodel A\n")]
    [InlineData("gennet-weights 1\nmodel A\nversion 1\n    kernel float32 1\n")]
    [InlineData("gennet-weights 1\nmodel A\nversion 1\n  a B from=a\n")]
    [InlineData("gennet-weights 1\nmodel A\nversion 1\n  a B from=\n")]
    [InlineData("gennet-weights 1\nmodel A\nversion 1\n  a B training from=none x=\"\\u12\"\n")]
    public void Parse_WhenTextIsNoContract_IsAnError(string text) => Assert.NotNull(WeightContract.Parse(text).Error);

    [Fact]
    public void Parse_WhenAnyPrefixOrByteIsLost_NeverThrows()
    {
        for (var i = 0; i < Graph.Length; i++)
        {
            _ = WeightContract.Parse(Graph[..i]);
            _ = WeightContract.Parse(Graph.Remove(i, 1));
            _ = WeightContract.Parse(Graph[..i] + '"' + Graph[i..]);
        }
        var cycle = string.Concat(Enumerable.Range(0, 20000).Select(static i => $"  l{i} Dense from=l{(i + 1) % 20000}\n"));
        Assert.Contains("circle", WeightContract.Parse("gennet-weights 1\nmodel A\nversion 1\n" + cycle).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_WhenModelIsRead_ReadsBackAsTheSame()
    {
        foreach (var name in (string[])["mlp", "convnet", "resnet"])
        {
            var spec = KerasConfigReader.ReadFile(FixtureTree.PathOf("models", name, "model.keras")).Spec;
            var contract = WeightContract.Accept(null, spec);
            var read = Read(contract.ToString());
            Assert.True(contract.Current.HasSameBody(read.Current));
            Assert.Equal(contract.ToString(), read.ToString());
            Assert.Empty(ContractDiff.Compare(read.Current, ContractVersion.Of(spec)));
        }
    }

    [Fact]
    public void Accept_WhenVersionIsDraft_RewritesItAndKeepsComments()
    {
        var spec = Spec("dense_units", "after");
        var before = WeightContract.Accept(null, Spec("dense_units", "before")).ToString().Replace("    kernel", "    # mine\n    kernel", StringComparison.Ordinal);
        var accepted = WeightContract.Accept(Read(before), spec);
        Assert.Single(accepted.Versions);
        Assert.True(accepted.Current is { Number: 1, IsDraft: true });
        Assert.Contains("# mine", accepted.ToString(), StringComparison.Ordinal);
        Assert.Same(accepted, WeightContract.Accept(accepted, spec));
    }

    [Fact]
    public void Accept_WhenVersionIsFrozen_AddsADraft()
    {
        var frozen = WeightContract.Accept(null, Spec("dense_units", "before")).Freeze();
        Assert.Same(frozen, WeightContract.Accept(frozen, Spec("dense_units", "before")));
        var accepted = WeightContract.Accept(frozen, Spec("dense_units", "after"));
        Assert.Equal([(2, true), (1, false)], accepted.Versions.Select(static v => (v.Number, v.IsDraft)));
        Assert.Equal(frozen.Current.Hash, accepted.Versions[1].Hash);
        Assert.NotEqual(frozen.Current.Hash, accepted.Current.Hash);
    }

    [Fact]
    public void Accept_WhenTheChangeIsUndone_DropsTheDraft()
    {
        var frozen = WeightContract.Accept(null, Spec("dense_units", "before")).Freeze();
        var changed = WeightContract.Accept(frozen, Spec("dense_units", "after"));
        Assert.Equal(frozen, WeightContract.Accept(changed, Spec("dense_units", "before")));
    }

    [Fact]
    public void Unfreeze_OfTheNewestVersion_MakesItADraftAgain()
    {
        var draft = WeightContract.Accept(null, Spec("dense_units", "before"));
        Assert.Equal(draft, draft.Freeze().Unfreeze());
        var second = WeightContract.Accept(draft.Freeze(), Spec("dense_units", "after")).Freeze().Unfreeze();
        Assert.Equal([(2, true), (1, false)], second.Versions.Select(static v => (v.Number, v.IsDraft)));
    }

    [Theory]
    [InlineData("gennet-weights 1\n<<<<<<< ours\nmodel A\n=======\nmodel B\n>>>>>>> theirs\n", "A,B")]
    [InlineData("gennet-weights 1\nmodel A\nversion 1\n  nonsense", "A")]
    [InlineData("nothing", "")]
    public void Parse_OfAWrongText_NamesItsModels(string text, string models) =>
        Assert.Equal(models, string.Join(",", WeightContract.Parse(text).ModelNames));

    private static Graph.ModelSpec Spec(string pair, string side) =>
        KerasConfigReader.ReadFile(FixtureTree.PathOf("evolutions", pair, side + ".json")).Spec;

    private static WeightContract Read(string text)
    {
        var result = WeightContract.Parse(text);
        Assert.True(result.Error is null, result.Error?.ToString());
        return result.Contract!;
    }
}
