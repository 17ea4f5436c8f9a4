using System.Text;
using GenNet.TestSupport;

namespace GenNet.Tests.Models;

public sealed class SummaryTests
{
    [Fact]
    public void Summary_OfASequentialModel_IsKerasOwn()
    {
        using var net = new SummarizedSequential();
        Assert.Equal(Expected("summary_sequential.txt"), Written(net));
    }

    [Fact]
    public void Summary_OfAFunctionalModel_IsKerasOwn()
    {
        using var net = new SummarizedFunctional();
        Assert.Equal(Expected("summary_functional.txt"), Written(net));
    }

    [Theory]
    [InlineData("summary_nested.txt", false)]
    [InlineData("summary_nested_expanded.txt", true)]
    public void Summary_OfAModelWithAModel_IsKerasOwn(string file, bool expanded)
    {
        using var net = new SummarizedOuter();
        Assert.Equal(Expected(file), Written(net, expanded));
    }

    [Fact]
    public void Summary_WhereAModelIsAmongConnectedLayers_SaysWhatItTakesAndYields()
    {
        using var net = new SummarizedBranches();
        var lines = Written(net);
        Assert.Equal("│ encoder             │ (None, 4)         │        212 │ features[0][0]    │", Assert.Single(lines, static line => line.Contains("│ encoder  ")));
        Assert.Equal("│ both (Concatenate)  │ (None, 12)        │          0 │ encoder[0][0],    │", Assert.Single(lines, static line => line.Contains("│ both")));
        Assert.Equal("│    └ dense (Dense)  │ (None, 16)        │        144 │ features[0][0]    │", Assert.Single(Written(net, expanded: true), static line => line.Contains("└ dense (")));
    }

    [Fact]
    public void Summary_WhereTheOutputHasNoBoxDrawing_IsDrawnInAscii()
    {
        using var net = new SummarizedSequential();
        using var bytes = new MemoryStream();
        using (var ascii = new StreamWriter(bytes, Encoding.ASCII))
            net.Summary(ascii);

        var lines = Lines(Encoding.ASCII.GetString(bytes.ToArray()));
        Assert.Equal("+=================================+========================+===============+", lines[1]);
        Assert.Equal("| dense (Dense)                   | (None, 10)             |        54,090 |", lines[^5]);
        Assert.DoesNotContain(lines, static line => line.Contains('?'));
    }

    private static string[] Expected(string file)
    {
        Assert.SkipUnless(FixtureTree.Has("training", file), $"The tree of fixtures has no training/{file}.");
        return Lines(File.ReadAllText(FixtureTree.PathOf("training", file)));
    }

    private static string[] Written(Model model, bool expanded = false)
    {
        using var text = new StringWriter();
        model.Summary(text, expanded);
        return Lines(text.ToString());
    }

    private static string[] Lines(string text) => [.. text.Trim().Split('\n').Select(static line => line.TrimEnd())];
}

/// <summary>The model of <c>summary_sequential.txt</c>.</summary>
[Model(Name = "digit_net"), Input(28, 28, 1)]
public partial class SummarizedSequential
{
    [Conv2D(32, 3, Name = "conv2d")]
    public partial Conv2D Conv { get; }

    [BatchNormalization(Name = "batch_normalization")]
    public partial BatchNormalization Norm { get; }

    [MaxPooling2D(2, Name = "max_pooling2d")]
    public partial MaxPooling2D Pool { get; }

    [Flatten(Name = "flatten")]
    public partial Flatten Flat { get; }

    [Dropout(0.5, Name = "dropout")]
    public partial Dropout Drop { get; }

    [Dense(10, Name = "dense")]
    public partial Dense Output { get; }
}

/// <summary>The model of <c>summary_functional.txt</c>.</summary>
[Model(Name = "two_inputs")]
public partial class SummarizedFunctional
{
    [Conv2D(8, 3, Padding = Padding.Same)]
    public partial Conv2D ConvA { get; }

    [Conv2D(8, 3, Padding = Padding.Same)]
    public partial Conv2D ConvB { get; }

    [Add]
    public partial Add Residual { get; }

    [GlobalAveragePooling2D]
    public partial GlobalAveragePooling2D Pool { get; }

    [Concatenate]
    public partial Concatenate Join { get; }

    [Dense(1)]
    public partial Dense Price { get; }

    [Dense(3)]
    public partial Dense Kind { get; }

    private (Tensor Price, Tensor Kind) Forward([Input(16, 16, 3)] Tensor image, [Input(4)] Tensor extra)
    {
        var a = ConvA.Forward(image);
        var b = ConvB.Forward(a);
        var joined = Join.Forward(Pool.Forward(Residual.Forward(a, b)), extra);
        return (Price.Forward(joined), Kind.Forward(joined));
    }
}

/// <summary>The model in <c>summary_nested.txt</c>.</summary>
[Model, Input(8)]
public partial class SummarizedEncoder
{
    [Dense(16, Name = "dense")]
    public partial Dense Wide { get; }

    [Dense(4, Name = "dense_1")]
    public partial Dense Narrow { get; }
}

/// <summary>The model of <c>summary_nested.txt</c>: layers in a chain, and no Sequential.</summary>
[Model(Name = "outer")]
public partial class SummarizedOuter
{
    public partial SummarizedEncoder Encoder { get; }

    [Dense(2)]
    public partial Dense Head { get; }

    private Tensor Forward([Input(8)] Tensor features) => Head.Forward(Encoder.Forward(features));
}

/// <summary>A model among layers that take several values.</summary>
[Model]
public partial class SummarizedBranches
{
    public partial SummarizedEncoder Encoder { get; }

    [Concatenate]
    public partial Concatenate Both { get; }

    private Tensor Forward([Input(8)] Tensor features) => Both.Forward(Encoder.Forward(features), features);
}
