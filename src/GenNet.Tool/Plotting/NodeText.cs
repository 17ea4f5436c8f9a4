using System.Xml;
using GenNet.Specs;

namespace GenNet.Tool.Plotting;

/// <summary>What stands in the box of a node.</summary>
/// <param name="Head">Its class, with its name where that is shown: <c>conv_a (Conv2D)</c>.</param>
/// <param name="Lines">The lines below: shapes, types.</param>
internal sealed record NodeText(string Head, IReadOnlyList<string> Lines)
{
    /// <summary>The text of a node.</summary>
    public static NodeText Of(PlottedNode node, PlotOptions options)
    {
        List<string> lines = [];
        if (options.Shapes && node.Inputs.Count > 0)
            lines.Add($"Input shape: {ShapesOf(node.Inputs)}");
        if (options.Shapes)
            lines.Add($"Output shape: {ShapesOf(node.Outputs)}");
        if (options.DTypes)
            lines.Add($"Output dtype: {TypesOf(node.Outputs)}");
        return new(Printable(options.Names && node.Name is { } name ? $"{name} ({node.Kind})" : node.Kind), lines);
    }

    /// <summary>All that is known of a node, for whoever points at it.</summary>
    public static string Tooltip(PlottedNode node) => Printable(
        $"{(node.Name is null ? "" : node.Name + " ")}({node.Kind}): {(node.Inputs.Count == 0 ? "" : ShapesOf(node.Inputs) + " → ")}{ShapesOf(node.Outputs)} {TypesOf(node.Outputs)}");

    /// <summary>A name as XML can hold it: a file may have any characters in it.</summary>
    public static string Printable(string text) => string.Create(text.Length, text, static (all, text) =>
    {
        for (var i = 0; i < all.Length; i++)
        {
            var isPair = i + 1 < all.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            all[i] = isPair || XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD';
            if (isPair)
                all[++i] = text[i];
        }
    });

    private static string ShapesOf(IReadOnlyList<TensorType> types) => string.Join(", ", types.Select(static type => type.Shape.ToBatchString(type.HasRunTimeLength)));

    private static string TypesOf(IReadOnlyList<TensorType> types) => string.Join(", ", types.Select(static type => type.DType.ToString().ToLowerInvariant()).Distinct());
}
