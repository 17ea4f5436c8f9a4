using GenNet.Contracts;
using GenNet.Specs;

namespace GenNet.Tests.Contracts;

/// <summary>One edit is one change: what follows from it elsewhere is among its consequences, and every variable is named once.</summary>
public sealed class ChangeCausesTests
{
    private const string Network = """
          (image)            InputLayer dtype=float32 shape=8,8,1
          conv               Conv2D strides=1,1 padding=valid data_format=channels_last dilation_rate=1,1 groups=1 activation=relu
            kernel           float32 3,3,1,4
            bias             float32 4
          norm               BatchNormalization axis=-1 epsilon=0.001
            gamma            float32 4
            beta             float32 4
            moving_mean      float32 4 state
            moving_variance  float32 4 state
          pool               MaxPooling2D pool_size=2,2 strides=2,2 padding=valid data_format=channels_last
          flat               Flatten data_format=channels_last
          hidden             Dense activation=relu
            kernel           float32 36,6
            bias             float32 6
          output             Dense activation=softmax
            kernel           float32 6,3
            bias             float32 3
        """;

    /// <summary>An edit as replacements <c>from → to</c> parted by <c>|</c>; then what was changed, what is worst about it, and what followed.</summary>
    [Theory]
    [InlineData("3,3,1,4→3,3,1,8|bias             float32 4→bias             float32 8|gamma            float32 4→gamma            float32 8|beta             float32 4→beta             float32 8|mean      float32 4→mean      float32 8|variance  float32 4→variance  float32 8|36,6→72,6",
        ChangeKind.ShapeChanged, ChangeKind.ShapeChanged, "conv", "conv/bias, norm/gamma, norm/beta, norm/moving_mean, norm/moving_variance 4 → 8, hidden/kernel 36,6 → 72,6")]
    [InlineData("36,6→36,7|bias             float32 6→bias             float32 7|6,3→7,3", ChangeKind.ShapeChanged, ChangeKind.ShapeChanged, "hidden", "hidden/bias 6 → 7, output/kernel 6,3 → 7,3")]
    [InlineData("pool_size=2,2 strides=2,2→pool_size=3,3 strides=2,2|36,6→16,6", ChangeKind.BehaviourChanged, ChangeKind.ShapeChanged, "pool", "hidden/kernel 36,6 → 16,6")]
    [InlineData("shape=8,8,1→shape=8,8,3|3,3,1,4→3,3,3,4", ChangeKind.InputsChanged, ChangeKind.ShapeChanged, null, "conv/kernel 3,3,1,4 → 3,3,3,4")]
    [InlineData("shape=8,8,1→shape=12,12,1|36,6→100,6", ChangeKind.InputsChanged, ChangeKind.ShapeChanged, null, "hidden/kernel 36,6 → 100,6")]
    [InlineData("padding=valid data_format=channels_last dilation_rate→padding=same data_format=channels_last dilation_rate|36,6→64,6", ChangeKind.BehaviourChanged, ChangeKind.ShapeChanged, "conv", "hidden/kernel 36,6 → 64,6")]
    [InlineData("3,3,1,4→5,5,1,4|36,6→16,6", ChangeKind.ShapeChanged, ChangeKind.ShapeChanged, "conv", "hidden/kernel 36,6 → 16,6")]
    [InlineData("  flat               Flatten data_format=channels_last→  mean               GlobalAveragePooling2D data_format=channels_last keepdims=false|36,6→4,6", ChangeKind.LayerAdded, ChangeKind.ShapeChanged, "mean", "hidden/kernel 36,6 → 4,6, flat is gone")]
    [InlineData("  pool               MaxPooling2D pool_size=2,2 strides=2,2 padding=valid data_format=channels_last\n→|36,6→144,6", ChangeKind.LayerRemoved, ChangeKind.ShapeChanged, "pool", "hidden/kernel 36,6 → 144,6")]
    [InlineData("  output →  extra              Dense activation=relu\n    kernel           float32 6,5\n  output |6,3→5,3", ChangeKind.LayerAdded, ChangeKind.LayerAdded, "extra", "output/kernel 6,3 → 5,3")]
    [InlineData("  hidden             Dense activation=relu\n    kernel           float32 36,6\n    bias             float32 6→  body               Dense activation=relu\n    kernel           float32 36,9\n    bias             float32 9|6,3→9,3", ChangeKind.LayerAdded, ChangeKind.LayerAdded, "body", "output/kernel 6,3 → 9,3, hidden is gone")]
    public void Compare_WhenOneEditChangesOthers_IsOneChangeWithConsequences(string edits, ChangeKind kind, ChangeKind effect, string? layer, string consequences)
    {
        var change = Assert.Single(Compare(edits));
        Assert.Equal((kind, effect, layer, ChangeSeverity.Breaking), (change.Kind, change.Effect, change.Layer, change.Severity));
        Assert.EndsWith("; with it " + consequences, change.Text, StringComparison.Ordinal);
        Assert.All(change.Consequences, static consequence => Assert.Empty(consequence.Consequences));
    }

    [Theory]
    [InlineData("36,6→36,7|bias             float32 6→bias             float32 7|6,3→7,3|softmax→sigmoid", "hidden: hidden/kernel hidden/bias output/kernel; output: output")]
    [InlineData("36,6→36,7|    bias             float32 6\n→|6,3→7,3", "hidden: hidden/kernel output/kernel; hidden: hidden/bias")]
    [InlineData("3,3,1,4→3,3,1,8|bias             float32 4→bias             float32 8|gamma            float32 4→gamma            float32 8|beta             float32 4→beta             float32 8|mean      float32 4→mean      float32 8|variance  float32 4→variance  float32 8|36,6→72,7|bias             float32 6→bias             float32 7|6,3→7,3",
        "conv: conv/kernel conv/bias norm/gamma norm/beta norm/moving_mean norm/moving_variance; hidden: hidden/kernel hidden/bias output/kernel")]
    [InlineData("    gamma            float32 4\n    beta             float32 4\n→", "norm: norm/gamma norm/beta")]
    [InlineData("groups=1→groups=2|3,3,1,4→3,3,2,4", "conv: conv/kernel")]
    public void Compare_WhenSeveralThingsAreEdited_KeepsThemApart(string edits, string expected) => Assert.Equal(
        expected, string.Join("; ", Compare(edits).Select(static change => $"{change.Layer}: {string.Join(" ", change.Names)}")));

    [Fact]
    public void Compare_WhenLayersChangePlaces_IsOneChange()
    {
        var change = Assert.Single(Compare("  norm               BatchNormalization axis=-1 epsilon=0.001\n    gamma            float32 4\n    beta             float32 4\n    moving_mean      float32 4 state\n    moving_variance  float32 4 state\n  pool               MaxPooling2D pool_size=2,2 strides=2,2 padding=valid data_format=channels_last\n→  pool               MaxPooling2D pool_size=2,2 strides=2,2 padding=valid data_format=channels_last\n  norm               BatchNormalization axis=-1 epsilon=0.001\n    gamma            float32 4\n    beta             float32 4\n    moving_mean      float32 4 state\n    moving_variance  float32 4 state\n"));
        Assert.Equal((ChangeKind.ConnectionChanged, ChangeSeverity.Behaviour), (change.Kind, change.Severity));
        Assert.Equal(["norm", "pool"], change.Names.Order(StringComparer.Ordinal));
    }

    // Each would cause the other: what x takes has another size since y stands before it, and y takes something else since x stands behind it.
    [Fact]
    public void Compare_WhenLayersOfOtherSizesChangePlaces_IsOneChange()
    {
        const string Before = """
              (input)            InputLayer dtype=float32 shape=5
              x                  Dense activation=relu
                kernel           float32 5,5
              y                  Dense activation=relu
                kernel           float32 5,4
              output             Dense activation=linear
                kernel           float32 4,3
            """;
        const string After = """
              (input)            InputLayer dtype=float32 shape=5
              y                  Dense activation=relu
                kernel           float32 5,4
              x                  Dense activation=relu
                kernel           float32 4,5
              output             Dense activation=linear
                kernel           float32 5,3
            """;
        var change = Assert.Single(ContractDiff.Compare(Version(Before), Version(After)));

        Assert.Equal((ChangeKind.ConnectionChanged, ChangeKind.ShapeChanged, "y", ChangeSeverity.Breaking), (change.Kind, change.Effect, change.Layer, change.Severity));
        Assert.Equal(["output/kernel", "x/kernel", "y"], change.Names.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("36,6→36,7|bias             float32 6→bias             float32 7|6,3→7,3", "LoadOptions.SkipMismatch, which leaves layers that don't fit as they are")]
    [InlineData("  output →  extra              Dense activation=relu\n    kernel           float32 6,5\n  output |6,3→5,3", "LoadOptions.AllowMissing | LoadOptions.SkipMismatch, which leaves what is new as it is and leaves layers")]
    [InlineData("  output →  result ", "LoadOptions.AllowMissing | LoadOptions.AllowUnused")]
    [InlineData("    bias             float32 6\n→", "LoadOptions.AllowUnused, which drops what is gone; a .weights.h5 of Keras doesn't name variables, so there it is LoadOptions.SkipMismatch")]
    [InlineData("softmax→sigmoid", "LoadOptions.AllowBehaviourChange")]
    public void WaysOut_WhenAccepted_NameTheOptionsThatAllOfTheEditNeeds(string edits, string expected) =>
        Assert.Contains(Assert.Single(Compare(edits)).WaysOut, way => way.Effect?.Contains(expected, StringComparison.Ordinal) == true);

    [Fact]
    public void Prototype_OfEveryLayer_SaysWhatItDoesToShapes()
    {
        var unknown = LayerCatalog.Kinds.Where(static kind => LayerPrototype.Of(kind, []) is null);
        // What these do is an argument that they must have, or a layer that they hold, which contracts give, or they take several inputs.
        Assert.Equal(
            ["Activation", "Bidirectional", "EinsumDense", "GRUCell", "GroupNormalization", "LSTMCell", "Permute", "RNN", "Reshape", "SimpleRNNCell", "SpectralNormalization", "StackedRNNCells", "TimeDistributed"],
            unknown);
        Assert.NotNull(LayerPrototype.Of("Bidirectional", [new("merge_mode", "sum"), new("forward_layer", "LSTM"), new("forward_layer.return_sequences", "true")]));
        Assert.True(LayerPrototype.Of("TimeDistributed", [new("layer", "Dropout")])!.KeepsShape);
    }

    private static IReadOnlyList<ContractChange> Compare(string edits)
    {
        var after = Network.ReplaceLineEndings("\n") + "\n";
        foreach (var edit in edits.Split('|'))
        {
            var (from, to) = edit.Split('→') is [var a, var b] ? (a, b) : throw new ArgumentException(edit, nameof(edits));
            var position = after.IndexOf(from, StringComparison.Ordinal);
            Assert.True(position >= 0, from);
            after = after[..position] + to + after[(position + from.Length)..];
        }
        return ContractDiff.Compare(Version(Network), Version(after));
    }

    private static ContractVersion Version(string body)
    {
        var result = WeightContract.Parse($"gennet-weights 1\nmodel A\nversion 1 draft\n{body}\n");
        Assert.True(result.Error is null, result.Error?.ToString());
        return result.Contract!.Current;
    }
}
