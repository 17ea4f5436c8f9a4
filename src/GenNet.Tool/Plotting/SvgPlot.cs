using System.Globalization;
using System.Text;
using System.Xml;

namespace GenNet.Tool.Plotting;

/// <summary>Draws a model as SVG: a group with <c>class="layer"</c> for each layer, a path with <c>class="edge"</c> for what one takes of another (<c>data-from</c>, <c>data-to</c>: the groups' ids).</summary>
internal sealed class SvgPlot
{
    private const string Namespace = "http://www.w3.org/2000/svg";
    private const string Style = """
        text { font: 12px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #1c2530; text-anchor: middle; }
        .head { fill: #26415e; } .input .head { fill: #3d6b3f; } .head-text { fill: #ffffff; font-weight: bold; }
        .box { fill: #ffffff; stroke: #26415e; stroke-width: 1.2; } .input .box { stroke: #3d6b3f; }
        .edge { fill: none; stroke: #5c6b7a; stroke-width: 1.3; }
        """;

    // A character of the fonts above, which are as wide as each other.
    private const double WidthOfCharacter = 7.3;
    private const double HeightOfLine = 22;
    private const double Inset = 12;
    private const double Margin = 16;
    private const double Baseline = 15.5;

    private readonly XmlWriter _xml;

    private SvgPlot(XmlWriter xml) => _xml = xml;

    /// <summary>The drawing.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">What it says of each layer.</param>
    public static string Of(PlottedModel model, PlotOptions options)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new() { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" }))
            new SvgPlot(xml).Write(model, options);
        return text.Append('\n').ToString();
    }

    private void Write(PlottedModel model, PlotOptions options)
    {
        NodeText[] texts = [.. model.Nodes.Select(node => NodeText.Of(node, options))];
        NodeSize[] sizes = [.. texts.Select(SizeOf)];
        var layout = LayeredLayout.Of(sizes, model.Edges);
        var (width, height) = (layout.Width + (2 * Margin), layout.Height + (2 * Margin));
        _xml.WriteStartElement("svg", Namespace);
        Attributes(("width", Number(width)), ("height", Number(height)), ("viewBox", $"{Number(-Margin)} {Number(-Margin)} {Number(width)} {Number(height)}"), ("role", "img"));
        Element("title", NodeText.Printable(model.Name));
        Element("style", "\n" + Style + "\n");
        WriteArrow();
        Element("rect", null, ("x", Number(-Margin)), ("y", Number(-Margin)), ("width", Number(width)), ("height", Number(height)), ("fill", "#ffffff"));
        for (var i = 0; i < model.Edges.Count; i++)
        {
            var edge = model.Edges[i];
            Element("path", null, ("class", "edge"), ("data-from", IdOf(edge.From)), ("data-to", IdOf(edge.To)), ("d", edge.From < edge.To ? Curve(layout.Ways[i]) : Loop(layout.Ways[i])), ("marker-end", "url(#arrow)"));
        }
        for (var i = 0; i < model.Nodes.Count; i++)
            Write(model.Nodes[i], IdOf(i), texts[i], layout.Middles[i], sizes[i]);
        _xml.WriteEndElement();
    }

    private void Write(PlottedNode node, string id, NodeText text, Point middle, NodeSize size)
    {
        var (left, top) = (middle.X - (size.Width / 2), middle.Y - (size.Height / 2));
        _xml.WriteStartElement("g", Namespace);
        Attributes(("id", id), ("class", node.Inputs.Count == 0 && node.Kind == "InputLayer" ? "layer input" : "layer"), ("data-kind", NodeText.Printable(node.Kind)));
        if (node.Name is not null)
            Attributes(("data-name", NodeText.Printable(node.Name)));
        Element("title", NodeText.Tooltip(node));
        Element("rect", null, ("class", "box"), ("x", Number(left)), ("y", Number(top)), ("width", Number(size.Width)), ("height", Number(size.Height)), ("rx", "4"));
        Element("rect", null, ("class", "head"), ("x", Number(left)), ("y", Number(top)), ("width", Number(size.Width)), ("height", Number(HeightOfLine)), ("rx", "4"));
        Element("text", text.Head, ("class", "head-text"), ("x", Number(middle.X)), ("y", Number(top + Baseline)));
        for (var line = 0; line < text.Lines.Count; line++)
            Element("text", text.Lines[line], ("x", Number(middle.X)), ("y", Number(top + ((line + 1) * HeightOfLine) + Baseline)));
        _xml.WriteEndElement();
    }

    private void WriteArrow()
    {
        _xml.WriteStartElement("defs", Namespace);
        _xml.WriteStartElement("marker", Namespace);
        Attributes(("id", "arrow"), ("viewBox", "0 0 8 8"), ("refX", "8"), ("refY", "4"), ("markerWidth", "8"), ("markerHeight", "8"), ("orient", "auto"));
        Element("path", null, ("d", "M 0 0 L 8 4 L 0 8 z"), ("fill", "#5c6b7a"));
        _xml.WriteEndElement();
        _xml.WriteEndElement();
    }

    // Curves leave and reach the points downwards.
    private static string Curve(IReadOnlyList<Point> way)
    {
        var path = new StringBuilder($"M {At(way[0])}");
        for (var i = 1; i < way.Count; i++)
        {
            var between = (way[i - 1].Y + way[i].Y) / 2;
            path.Append(way[i].X == way[i - 1].X ? $" L {At(way[i])}" : $" C {At(way[i - 1] with { Y = between })} {At(way[i] with { Y = between })} {At(way[i])}");
        }
        return path.ToString();
    }

    private static string Loop(IReadOnlyList<Point> way) => $"M {At(way[0])} C {At(way[1] with { Y = way[0].Y })} {At(way[1] with { Y = way[2].Y })} {At(way[2])}";

    private static NodeSize SizeOf(NodeText text) => new(
        Math.Ceiling((text.Lines.Append(text.Head).Max(ColumnsOf) * WidthOfCharacter) + (2 * Inset)), HeightOfLine * (text.Lines.Count + 1));

    // Characters of East Asia take two columns.
    private static int ColumnsOf(string text) => text.Sum(static c => c >= '\u1100' ? 2 : 1);

    private static string IdOf(int node) => string.Create(CultureInfo.InvariantCulture, $"layer-{node}");

    private static string At(Point point) => $"{Number(point.X)},{Number(point.Y)}";

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private void Element(string name, string? text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _xml.WriteStartElement(name, Namespace);
        Attributes(attributes);
        _xml.WriteString(text);
        _xml.WriteEndElement();
    }

    private void Attributes(params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        foreach (var (name, value) in attributes)
            _xml.WriteAttributeString(name, value);
    }
}
