using System.Globalization;
using GenNet.Weights.Matching;

namespace GenNet.Tests.Weights.Matching;

/// <summary>
/// Layers are written as <c>name:class:shape</c>; a file's layer without a name as <c>:class:shape</c>. Class and shape may be left out: Dense of (16, 16).
/// </summary>
public class LayerMatcherTests
{
    private static readonly MatchingRules s_strict = MatchingRules.Of(LoadOptions.Strict, everyNameIsChosen: false);
    private static readonly MatchingRules s_lenient = MatchingRules.Of(LoadOptions.AllowMissing | LoadOptions.AllowUnused, everyNameIsChosen: false);
    private static readonly MatchingRules s_byPosition = MatchingRules.Of(LoadOptions.AllowMissing | LoadOptions.AllowUnused | LoadOptions.ByPosition, false);
    private static readonly MatchingRules s_ofGenNet = MatchingRules.Of(LoadOptions.Strict, everyNameIsChosen: true);

    [Fact]
    public void Match_WhenALayerIsInserted_LeavesItWithoutACounterpart() =>
        Assert.Equal("a=a x=? b=b c=c d=d", Match("a b c d", "a x b c d", s_lenient));

    [Fact]
    public void Match_WhenALayerIsRenamedAndSwapped_LosesItAlone() => Assert.Equal("a=a c2=? b=b d=d", Match("a b c d", "a c2 b d", s_strict));

    [Fact]
    public void Match_WhenALayerIsRenamedAndAnotherRemoved_LosesItAlone() => Assert.Equal("a2=? c=c d=d", Match("a b c d", "a2 c d", s_lenient));

    [Fact]
    public void Match_WhenLayersChangedPlaces_FollowsTheirNames() => Assert.Equal("c=c a=a b=b", Match("a b c", "c a b", s_strict));

    [Fact]
    public void Match_WhenANotebookRanTwice_GoesByPosition()
    {
        var match = Matcher("dense_1 dense_2 dense_3", "dense dense_1 dense_2", s_strict);
        Assert.Equal([0, 1, 2], match.Layers.Select(static l => l.Stored));
        Assert.All(match.Layers, static l => Assert.Equal(MatchedBy.Position, l.By));
        Assert.Equal([[0, 1, 2]], match.Interchangeable);
        Assert.Null(match.Refusal);
    }

    [Fact]
    public void Match_WhenANotebookRanTwiceAndShapesDiffer_HasNothingToMistake() =>
        Assert.Empty(Matcher("dense_1::a dense_2::b", "dense::a dense_1::b", s_strict).Interchangeable);

    [Theory]
    [InlineData("dense_1 dense_2", "dense dense_1 dense_2")]
    [InlineData("dense_1 dense_2 dense_3", "dense dense_1")]
    [InlineData("dense_1::a dense_2::b", "dense::a dense_1::c")]
    [InlineData("dense_1::a dense_2::b", "dense::b dense_1::a")]
    [InlineData("conv2d_1:conv2d:a dense_1:dense:a", "dense:dense:a dense_1:dense:a")]
    public void Match_WhenListsOfAutomaticNamesDisagree_MatchesNoneOfThem(string file, string model)
    {
        foreach (var rules in (MatchingRules[])[s_strict, s_lenient, s_byPosition])
        {
            var match = Matcher(file, model, rules);
            Assert.All(match.Layers, static l => Assert.Equal(MatchedLayer.None, l));
            Assert.NotNull(match.Refusal);
        }
    }

    [Fact]
    public void Match_WhenAutomaticNamesAreTheSame_GoesByName()
    {
        foreach (var rules in (MatchingRules[])[s_strict, s_lenient, s_byPosition])
            Assert.Equal("dense=dense dense_1=dense_1", Match("dense dense_1", "dense dense_1", rules));
    }

    [Fact]
    public void Match_WhenAutomaticNamesAreTheSameInAnotherOrder_GoesByName() =>
        Assert.Equal("dense_1=dense_1 dense=dense", Match("dense dense_1", "dense_1 dense", s_strict));

    [Fact]
    public void Match_WhenTheSameAutomaticNamesFitOnlyByPosition_GoesByPosition() =>
        Assert.Equal("dense_1#dense dense#dense_1", Match("dense::a dense_1::b", "dense_1::a dense::b", s_strict));

    [Fact]
    public void Match_WhenALayerOfTheSameAutomaticNamesChangedItsShape_StillGoesByName() =>
        Assert.Equal("dense=dense dense_1=dense_1", Match("dense::a dense_1::b", "dense::a dense_1::c", s_lenient));

    [Fact]
    public void Match_WhenOptionsAreLenient_NeedsPositionsToBeAskedFor()
    {
        var refused = Matcher("dense_1 dense_2", "dense dense_1", s_lenient);
        Assert.All(refused.Layers, static l => Assert.Equal(MatchedLayer.None, l));
        Assert.True(refused.PositionsWouldDo);
        Assert.Equal("dense#dense_1 dense_1#dense_2", Match("dense_1 dense_2", "dense dense_1", s_byPosition));
    }

    [Fact]
    public void Match_WhenSomeNamesAreChosen_MatchesTheseFirst() =>
        Assert.Equal("head=head dense#dense_4 dense_1#dense_5", Match("dense_4 head dense_5", "head dense dense_1", s_strict));

    [Fact]
    public void Match_WhenAChosenNameIsGone_DoesNotTakeAnAutomaticOneForIt() => Assert.Equal("dense=dense x=?", Match("dense old", "dense x", s_strict));

    [Fact]
    public void Match_WhenTheFileHasNoNames_GoesByPosition()
    {
        Assert.Equal("a#0 dense_1#1 c#2", Match(": : :", "a dense_1 c", s_strict));
        Assert.Equal("a=? dense_1=? c=?", Match(": : :", "a dense_1 c", s_lenient));
        Assert.Equal("a#0 dense_1#1 c#2", Match(": : :", "a dense_1 c", s_byPosition));
        Assert.Equal("a=? b=?", Match(": : :", "a b", s_strict));
    }

    [Fact]
    public void Match_WhenTheFileHasOnlyAutomaticNamesAndTheModelOnlyChosenOnes_GoesByPosition()
    {
        Assert.Equal("hidden#dense output#dense_1", Match("dense dense_1", "hidden output", s_strict));
        Assert.Equal("hidden=? output=?", Match("dense dense_1", "hidden output", s_lenient));
        Assert.Equal("hidden#dense output#dense_1", Match("dense dense_1", "hidden output", s_byPosition));
    }

    [Fact]
    public void Match_WhenTheModelMixesNames_TakesChosenOnesByPositionOnlyIfAsked()
    {
        // dense_1 of the model need not be the second: 'x' may be new, and the file's first gone.
        var strict = Matcher("dense dense_1", "x dense_1", s_strict);
        Assert.All(strict.Layers, static l => Assert.Equal(MatchedLayer.None, l));
        Assert.True(strict.PositionsWouldDo);
        Assert.Equal("x#dense dense_1#dense_1", Match("dense dense_1", "x dense_1", s_byPosition));
    }

    [Fact]
    public void Match_WhenAskedForPositions_NeverTakesALayerWithAChosenName() =>
        Assert.Equal("a=a b=?", Match("a c", "a b", s_byPosition));

    [Fact]
    public void Match_WhenGenNetWroteTheFile_TakesEveryNameForAName()
    {
        Assert.Equal("dense=? dense_1=dense_1 dense_2=dense_2", Match("dense_1 dense_2 dense_3", "dense dense_1 dense_2", s_ofGenNet));
        Assert.Equal("x=? dense=dense dense_1=dense_1", Match("dense dense_1", "x dense dense_1", s_ofGenNet));
    }

    [Fact]
    public void Match_WhenNamesAreThoseOfKeras1_GoesByPosition() => Assert.Equal(
        "conv2d#convolution2d_1 conv2d_1#convolution2d_2 batch_normalization#batchnormalization_1",
        Match(
            "convolution2d_1:conv2d:a convolution2d_2:conv2d:a batchnormalization_1:batch_normalization:a",
            "conv2d:conv2d:a conv2d_1:conv2d:a batch_normalization:batch_normalization:a", s_strict));

    [Fact]
    public void Match_WhenAFileHasANameTwice_TakesItForNone() => Assert.Equal("a=? b=b", Match("a a b", "a b", s_strict));

    [Fact]
    public void Match_WhenVariablesHaveNames_ComparesThem()
    {
        var file = new LayerToMatch("dense_5", "norm", [new("beta", "4"), new("mean", "4")]);
        var model = new LayerToMatch("dense", "norm", [new("gamma", "4"), new("mean", "4")]);
        Assert.False(file.Fits(model));
        Assert.True(file.Fits(model with { Variables = [new("mean", "4"), new("beta", "4")] }));
    }

    /// <summary><c>=</c> by name, <c>#</c> by position, <c>?</c> nothing.</summary>
    private static string Match(string file, string model, MatchingRules rules)
    {
        var (stored, layers) = (Parse(file), Parse(model));
        var match = LayerMatcher.Match(stored, layers, rules);
        return string.Join(' ', layers.Zip(match.Layers, (layer, m) => layer.Name + m.By switch
        {
            MatchedBy.Name => "=" + stored[m.Stored].Name,
            MatchedBy.Position => "#" + (stored[m.Stored].Name ?? m.Stored.ToString(CultureInfo.InvariantCulture)),
            _ => "=?",
        }));
    }

    /// <summary>A name alone doesn't say that a layer is of the class that it sounds like.</summary>
    [Theory]
    [InlineData(true, "attention=attention dense=dense")]
    [InlineData(false, "attention=? dense=?")]
    public void Match_WhenAChosenNameSoundsLikeAnotherClass_GoesByTheNameUnlessTheFileKnowsTheClass(bool isGuess, string expected)
    {
        var file = Parse("attention:attention:a dense");
        file[0] = file[0] with { KindIsOfName = isGuess };
        var model = Parse("attention:multi_head_attention:a dense");
        var match = LayerMatcher.Match(file, model, s_lenient);
        Assert.Equal(expected, string.Join(' ', match.Layers.Select((layer, i) => $"{model[i].Name}={(layer.Stored < 0 ? "?" : file[layer.Stored].Name)}")));
    }

    private static LayerMatcher Matcher(string file, string model, MatchingRules rules) => LayerMatcher.Match(Parse(file), Parse(model), rules);

    private static LayerToMatch[] Parse(string layers) => [.. layers.Split(' ').Select(static text =>
    {
        var parts = text.Split(':');
        return new LayerToMatch(
            parts[0].Length == 0 ? null : parts[0], parts.Length > 1 && parts[1].Length > 0 ? parts[1] : "dense", [new(null, parts.Length > 2 ? parts[2] : "16, 16")]);
    })];
}
