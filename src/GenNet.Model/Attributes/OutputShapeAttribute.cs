namespace GenNet;

/// <summary>
/// On a layer of one's own: the shape of its output, batch left out. Keras: <c>compute_output_shape</c>. Without it the output has the shape of the first input.
/// </summary>
/// <remarks>
/// The rule is data, because the compiler can't run the code that it compiles: dimensions separated by commas, each an expression of C# over the shapes of the inputs and the arguments of the
/// layer's attribute. <c>input[^1]</c> is the last dimension, <c>input[..^1]</c> all but the last, <c>input.Rank</c> their number; there are <c>+ - * / %</c>, comparisons, <c>&amp;&amp; || !</c>,
/// <c>a ? b : c</c>, <c>min</c>, <c>max</c>, <c>floor</c>, <c>ceil</c>, <c>product(input)</c> and <c>sum(list)</c>; texts stand in single quotes, members of enums as <c>Mode.Sum</c>.
/// </remarks>
/// <param name="rule">The dimensions: <c>"input[..^1], units"</c>. An empty rule is one number a row.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class OutputShapeAttribute(string rule) : Attribute
{
    /// <summary>The dimensions.</summary>
    public string Rule { get; } = rule;

    /// <summary>Whether the mask that flows with the first input goes on with the output. Keras: <c>supports_masking</c>.</summary>
    public bool PassesMask { get; set; }
}
