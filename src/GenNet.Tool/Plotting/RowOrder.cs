namespace GenNet.Tool.Plotting;

/// <summary>Brings the places of rows into an order with few crossings: each row by the mean of what its places are joined to in the row before, downwards and upwards in turn; the best order is kept.</summary>
internal static class RowOrder
{
    private const int Rounds = 12;

    /// <summary>Orders the rows.</summary>
    public static void Improve(GraphRows graph)
    {
        var order = new int[graph.Places];
        foreach (var row in graph.Rows)
            Number(row, order);
        var best = graph.Rows.Select(static row => row.ToArray()).ToArray();
        var fewest = Crossings(graph, order);
        for (var round = 0; round < Rounds && fewest > 0; round++)
        {
            for (var i = 1; i < graph.Rows.Count; i++)
            {
                if (round % 2 == 0)
                    Sort(graph.Rows[i], graph.Above, order);
                else
                    Sort(graph.Rows[^(i + 1)], graph.Below, order);
            }
            var crossings = Crossings(graph, order);
            if (crossings >= fewest)
                continue;
            fewest = crossings;
            best = [.. graph.Rows.Select(static row => row.ToArray())];
        }
        for (var i = 0; i < best.Length; i++)
        {
            graph.Rows[i].Clear();
            graph.Rows[i].AddRange(best[i]);
        }
    }

    private static void Sort(List<int> row, IReadOnlyList<IReadOnlyList<int>> joined, int[] order)
    {
        int[] sorted = [.. row.OrderBy(place => joined[place].Count == 0 ? order[place] : joined[place].Average(other => order[other]))];
        row.Clear();
        row.AddRange(sorted);
        Number(row, order);
    }

    private static void Number(List<int> row, int[] order)
    {
        for (var i = 0; i < row.Count; i++)
            order[row[i]] = i;
    }

    // Two edges between the same rows cross where their ends are in another order than their beginnings.
    private static long Crossings(GraphRows graph, int[] order)
    {
        long crossings = 0;
        foreach (var row in graph.Rows)
        {
            var ends = row.SelectMany(place => graph.Below[place].Select(below => order[below]).Order()).ToArray();
            // Counted in a tree of sums (P. Fenwick, 1994): how many ends before lie further to the right.
            var counts = new int[ends.Length == 0 ? 0 : ends.Max() + 2];
            for (var i = 0; i < ends.Length; i++)
            {
                crossings += i;
                for (var at = ends[i] + 1; at > 0; at -= at & -at)
                    crossings -= counts[at];
                for (var at = ends[i] + 1; at < counts.Length; at += at & -at)
                    counts[at]++;
            }
        }
        return crossings;
    }
}
