using GenNet.Specs;

namespace GenNet.Tests.Layers;

/// <summary>Shapes and messages of attentions, and of what else multiplies tensors.</summary>
public sealed class AttentionSpecTests
{
    [Theory]
    [InlineData("MultiHeadAttention", "num_heads=2 key_dim=3", "6,4;5,4", "6,4")]
    [InlineData("MultiHeadAttention", "num_heads=2 key_dim=3 output_shape=7", "6,4;5,8", "6,7")]
    [InlineData("MultiHeadAttention", "num_heads=2 key_dim=3 output_shape=2,7", "6,4;5,8", "6,2,7")]
    [InlineData("MultiHeadAttention", "num_heads=2 key_dim=3 attention_axes=2", "3,6,4;3,5,4", "3,6,4")]
    [InlineData("MultiHeadAttention", "num_heads=2 key_dim=3 attention_axes=1", "6,3,4;5,3,4", "6,3,4")]
    [InlineData("GroupQueryAttention", "head_dim=3 num_query_heads=4 num_key_value_heads=2", "6,4;5,4;5,2", "6,4")]
    [InlineData("Attention", "", "6,4;5,9;5,4", "6,9")]
    [InlineData("AdditiveAttention", "use_scale=false", "6,4;5,4", "6,4")]
    [InlineData("Dot", "axes=1", "4;4", "1")]
    [InlineData("Dot", "axes=2,1", "3,4;4,5", "3,5")]
    [InlineData("Dot", "axes=-1", "2,3,4;5,4", "2,3,5")]
    [InlineData("EinsumDense", "equation=...x,xy->...y output_shape=7", "3,4", "3,7")]
    [InlineData("EinsumDense", "equation=x...,xy->y... output_shape=7", "3,4", "")]
    public void Infer_GivesTheOutputShape(string kind, string arguments, string inputs, string output)
    {
        var spec = Create(kind, arguments);
        if (output.Length == 0)
            Assert.Throws<SpecException>(() => spec.Infer(Types(inputs)));
        else
            Assert.Equal(Shape(output), spec.Infer(Types(inputs)).Output);
    }

    [Theory]
    [InlineData("MultiHeadAttention", "num_heads=2 key_dim=3", "6,4;6,5,4", "takes query, value and key of equally many axes")]
    [InlineData("MultiHeadAttention", "num_heads=2 key_dim=3", "6,4;5,4;3,4", "takes a key for each value")]
    [InlineData("MultiHeadAttention", "num_heads=2 key_dim=3 attention_axes=2", "6,4;5,4", "attention_axes is (2), and the last axis of the query (6, 4) has its features; name others")]
    [InlineData("MultiHeadAttention", "num_heads=2 key_dim=3 attention_axes=1,3", "6,2,3,4;6,2,3,4", "attention_axes is (1, 3), and must be neighbouring axes; put a Permute before")]
    [InlineData("MultiHeadAttention", "num_heads=2 key_dim=3 dropout=0.5 flash_attention=true", "6,4;5,4", "flash_attention is true, which as in Keras doesn't go with dropout 0.5")]
    [InlineData("MultiHeadAttention", "num_heads=2 key_dim=3 output_shape=0", "6,4;5,4", "output_shape is (0) and must have sizes of at least 1")]
    [InlineData("GroupQueryAttention", "head_dim=3 num_query_heads=4 num_key_value_heads=3", "6,4;5,4", "num_query_heads is 4 and must be a multiple of num_key_value_heads, which is 3")]
    [InlineData("Attention", "", "6,4;5,3", "takes query and key of equally many features")]
    [InlineData("Attention", "", "6;5,3", "takes sequences of shape (positions, features)")]
    [InlineData("Dot", "axes=1", "3,4;5,4", "axes is (1), along which the inputs (3, 4) and (5, 4) have 3 and 5 values")]
    [InlineData("Dot", "axes=0", "4;4", "axes is 0, which is the batch")]
    [InlineData("EinsumDense", "equation=abc output_shape=4", "3,4", "equation is abc and must be written as abc,cd->abd")]
    [InlineData("EinsumDense", "equation=abc,cd->abd output_shape=4", "3,4", "output_shape is (4) and must have 2 sizes")]
    [InlineData("EinsumDense", "equation=abc,cd->abd output_shape=5,4", "3,4", "output_shape is (5, 4), 5 for axis b, of which the input (3, 4) has 3; give that or -1")]
    [InlineData("EinsumDense", "equation=ab,bc->ac output_shape=4 bias_axes=x", "3", "bias_axes is x, and x is no axis of the output in equation")]
    [InlineData("ReversibleEmbedding", "input_dim=5 output_dim=2 logit_soft_cap=-1", "3", "logit_soft_cap is -1 and must be above 0")]
    public void Infer_OfWhatDoesNotGoTogether_SaysWhatIsWrong(string kind, string arguments, string inputs, string message) =>
        Assert.StartsWith(message, Assert.Throws<SpecException>(() => Create(kind, arguments).Infer(Types(inputs))).Message);

    [Fact]
    public void CallArgument_ThatTheLayerDoesNotHave_IsRefused()
    {
        Assert.Equal("reverse is given in the call, and calls of Dense take nothing but tensors; leave it out", Assert.Throws<SpecException>(() => Create("Dense", "units=2").Called("reverse", true)).Message);
        Assert.Contains("flash_attention is true", Assert.Throws<SpecException>(() => Create("MultiHeadAttention", "num_heads=2 key_dim=3 flash_attention=true").Called("return_attention_scores", true).Infer(Types("6,4;5,4"))).Message);
    }

    [Fact]
    public void AttentionAxes_ThatAreAll_AreWrittenAsNone()
    {
        var inputs = Types("6,4;5,4");
        Assert.Equal(Create("MultiHeadAttention", "num_heads=2 key_dim=3").Canonical(inputs), Create("MultiHeadAttention", "num_heads=2 key_dim=3 attention_axes=-2").Canonical(inputs));
    }

    private static LayerSpec Create(string kind, string arguments) => LayerCatalog.Create(
        kind,
        arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static a => a.Split('=', 2)).ToDictionary(static a => a[0], static a => Value(a[1])))!;

    private static object? Value(string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ when long.TryParse(text, out var number) => number,
        _ when text.Split(',').All(static part => long.TryParse(part, out _)) => text.Split(',').Select(long.Parse).ToArray(),
        _ when double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) => number,
        _ => text,
    };

    private static EquatableArray<TensorType> Types(string inputs) => inputs.Split(';').Select(static input => (TensorType)Shape(input)).ToEquatableArray();

    private static TensorShape Shape(string text) => TensorShape.Of([.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)]);
}
