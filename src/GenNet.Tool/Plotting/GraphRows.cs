namespace GenNet.Tool.Plotting;

/// <summary>
/// The rows of a layered drawing (K. Sugiyama et al., "Methods for Visual Understanding of Hierarchical System Structures", 1981): a node stands below all that it takes, and an edge that passes a row has a place of its
/// own there. Places are numbered: the nodes first.
/// </summary>
internal sealed class GraphRows
{
    private readonly List<int> _row;

    /// <summary>The rows of a graph.</summary>
    /// <param name="nodes">How many nodes it has: one that takes another's result has the larger index, but for later calls of a layer.</param>
    /// <param name="edges">Its edges.</param>
    public GraphRows(int nodes, IReadOnlyList<PlottedEdge> edges)
    {
        Nodes = nodes;
        _row = RowsOf(nodes, edges);
        Chains = [.. edges.Select(ChainOf)];
        var rows = new List<int>[_row.Count == 0 ? 0 : _row.Max() + 1];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = [];
        for (var place = 0; place < _row.Count; place++)
            rows[_row[place]].Add(place);
        Rows = rows;
        var (above, below) = (new List<int>[_row.Count], new List<int>[_row.Count]);
        for (var place = 0; place < _row.Count; place++)
            (above[place], below[place]) = ([], []);
        foreach (var chain in Chains)
        {
            for (var i = 1; i < chain.Count; i++)
            {
                below[chain[i - 1]].Add(chain[i]);
                above[chain[i]].Add(chain[i - 1]);
            }
        }
        (Above, Below) = (above, below);
    }

    /// <summary>How many of the places are nodes.</summary>
    public int Nodes { get; }

    /// <summary>How many places there are.</summary>
    public int Places => _row.Count;

    /// <summary>The places of each row from left to right; to be brought into a better order.</summary>
    public IReadOnlyList<List<int>> Rows { get; }

    /// <summary>For each edge the places from its first node to its last, one a row; none of an edge that leads upwards.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Chains { get; }

    /// <summary>For each place those in the row above that lead to it.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Above { get; }

    /// <summary>For each place those in the row below that it leads to.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Below { get; }

    /// <summary>The row of a place.</summary>
    public int RowOf(int place) => _row[place];

    private static List<int> RowsOf(int nodes, IReadOnlyList<PlottedEdge> edges)
    {
        var rows = new int[nodes];
        var taken = edges.Where(IsDownward).ToLookup(static edge => edge.To, static edge => edge.From);
        var given = edges.Where(IsDownward).ToLookup(static edge => edge.From, static edge => edge.To);
        for (var node = 0; node < nodes; node++)
            rows[node] = taken[node].Select(from => rows[from] + 1).DefaultIfEmpty(0).Max();
        // What takes nothing stands just above the first that takes it.
        for (var node = 0; node < nodes; node++)
        {
            if (!taken[node].Any() && given[node].Any())
                rows[node] = given[node].Min(to => rows[to]) - 1;
        }
        return [.. rows];
    }

    // A layer that is called again further down leads back to where it stands.
    private static bool IsDownward(PlottedEdge edge) => edge.From < edge.To;

    private List<int> ChainOf(PlottedEdge edge)
    {
        if (!IsDownward(edge))
            return [];
        List<int> chain = [edge.From];
        for (var row = _row[edge.From] + 1; row < _row[edge.To]; row++)
        {
            chain.Add(_row.Count);
            _row.Add(row);
        }
        chain.Add(edge.To);
        return chain;
    }
}
