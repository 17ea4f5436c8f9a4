namespace GenNet.Tool.Plotting;

/// <summary>Where the places of rows lie from left to right: as near as possible to what they are joined to, in their order and without touching.</summary>
internal static class RowAlignment
{
    private const int Rounds = 16;

    // A long edge bends less than a node moves.
    private const double WeightOfEdge = 4;

    /// <summary>The middle of each place, from 0 on.</summary>
    /// <param name="graph">The rows in their order.</param>
    /// <param name="widths">Width of each place.</param>
    /// <param name="gap">What lies between two places at least.</param>
    public static double[] Of(GraphRows graph, IReadOnlyList<double> widths, double gap)
    {
        var middles = new double[graph.Places];
        foreach (var row in graph.Rows)
            Align(row, _ => 0);
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < graph.Rows.Count; i++)
            {
                if (round % 2 == 0)
                    Align(graph.Rows[i], place => MeanOf(graph.Above[place], place));
                else
                    Align(graph.Rows[^(i + 1)], place => MeanOf(graph.Below[place], place));
            }
        }
        foreach (var row in graph.Rows)
            Align(row, place => MeanOf([.. graph.Above[place], .. graph.Below[place]], place));
        var left = middles.Select((middle, place) => middle - (widths[place] / 2)).DefaultIfEmpty(0).Min();
        return Array.ConvertAll(middles, middle => middle - left);

        double MeanOf(IReadOnlyList<int> joined, int place) => joined.Count == 0 ? middles[place] : joined.Average(other => middles[other]);

        // The nearest to what is wanted by least squares: places that would touch move as one block (pool adjacent violators, R. Barlow et al., 1972).
        void Align(List<int> row, Func<int, double> wanted)
        {
            var blocks = new List<(double Sum, double Weight, int Count)>();
            var offsets = new double[row.Count];
            for (var i = 0; i < row.Count; i++)
            {
                offsets[i] = i == 0 ? 0 : offsets[i - 1] + ((widths[row[i - 1]] + widths[row[i]]) / 2) + gap;
                var weight = row[i] < graph.Nodes ? 1 : WeightOfEdge;
                var block = (Sum: (wanted(row[i]) - offsets[i]) * weight, Weight: weight, Count: 1);
                while (blocks.Count > 0 && blocks[^1] is var before && before.Sum / before.Weight > block.Sum / block.Weight)
                {
                    block = (before.Sum + block.Sum, before.Weight + block.Weight, before.Count + block.Count);
                    blocks.RemoveAt(blocks.Count - 1);
                }
                blocks.Add(block);
            }
            var next = 0;
            foreach (var (sum, weight, count) in blocks)
            {
                for (var end = next + count; next < end; next++)
                    middles[row[next]] = (sum / weight) + offsets[next];
            }
        }
    }
}
