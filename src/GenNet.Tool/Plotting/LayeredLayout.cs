namespace GenNet.Tool.Plotting;

/// <summary>A point of a drawing, in its units: x to the right, y downwards.</summary>
internal readonly record struct Point(double X, double Y);

/// <summary>The size of a node.</summary>
internal readonly record struct NodeSize(double Width, double Height);

/// <summary>Where the nodes and edges of a graph lie: in rows, with what a node takes above it.</summary>
/// <param name="Middles">The middle of each node.</param>
/// <param name="Ways">For each edge the points it goes through: out of its first node, straight through the rows that it passes, and into its last.</param>
/// <param name="Width">Width of all.</param>
/// <param name="Height">Height of all.</param>
internal sealed record LayeredLayout(IReadOnlyList<Point> Middles, IReadOnlyList<IReadOnlyList<Point>> Ways, double Width, double Height)
{
    private const double GapBetweenRows = 44;
    private const double GapInRow = 28;
    private const double WidthOfEdge = 8;

    // An edge back to a layer that is called again goes around it on the right.
    private const double Detour = 40;

    /// <summary>Lays a graph out.</summary>
    /// <param name="nodes">The nodes' sizes, in the order of <see cref="GraphRows"/>.</param>
    /// <param name="edges">The edges.</param>
    public static LayeredLayout Of(IReadOnlyList<NodeSize> nodes, IReadOnlyList<PlottedEdge> edges)
    {
        var graph = new GraphRows(nodes.Count, edges);
        RowOrder.Improve(graph);
        double[] widths = [.. Enumerable.Range(0, graph.Places).Select(place => place < nodes.Count ? nodes[place].Width : WidthOfEdge)];
        var across = RowAlignment.Of(graph, widths, GapInRow);
        double[] heights = [.. graph.Rows.Select(row => row.Where(place => place < nodes.Count).Select(place => nodes[place].Height).DefaultIfEmpty(0).Max())];
        var tops = new double[heights.Length];
        for (var row = 1; row < tops.Length; row++)
            tops[row] = tops[row - 1] + heights[row - 1] + GapBetweenRows;
        Point[] middles = [.. Enumerable.Range(0, nodes.Count).Select(node => new Point(across[node], tops[graph.RowOf(node)] + (heights[graph.RowOf(node)] / 2)))];
        var ways = edges.Select((edge, i) => graph.Chains[i] is { Count: > 0 } chain ? Downward(edge, chain.Skip(1).SkipLast(1)) : Back(edge)).ToArray();
        return new(
            middles, ways, Math.Max(ways.SelectMany(static way => way).Select(static point => point.X).DefaultIfEmpty(0).Max(), widths.Select((width, place) => across[place] + (width / 2)).DefaultIfEmpty(0).Max()),
            tops.Length == 0 ? 0 : tops[^1] + heights[^1]);

        IReadOnlyList<Point> Downward(PlottedEdge edge, IEnumerable<int> passed) =>
        [
            middles[edge.From] with { Y = middles[edge.From].Y + (nodes[edge.From].Height / 2) },
            .. passed.SelectMany(place => (Point[])[new(across[place], tops[graph.RowOf(place)]), new(across[place], tops[graph.RowOf(place)] + heights[graph.RowOf(place)])]),
            middles[edge.To] with { Y = middles[edge.To].Y - (nodes[edge.To].Height / 2) },
        ];

        IReadOnlyList<Point> Back(PlottedEdge edge)
        {
            var (start, end) = (RightOf(edge.From), RightOf(edge.To));
            var right = Math.Max(start.X, end.X) + Detour;
            return edge.From == edge.To
                ? [start with { Y = start.Y + (nodes[edge.From].Height / 4) }, new(right, start.Y), end with { Y = end.Y - (nodes[edge.To].Height / 4) }]
                : [start, new(right, (start.Y + end.Y) / 2), end];
        }

        Point RightOf(int node) => middles[node] with { X = middles[node].X + (nodes[node].Width / 2) };
    }
}
