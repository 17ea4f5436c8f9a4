using System.Text;
using GenNet.Benchmarks.Peers.Measuring;

namespace GenNet.Benchmarks.Peers.Reporting;

/// <summary>The table for the README.</summary>
internal static class MarkdownTable
{
    public static string Write(IReadOnlyList<Line> lines, IReadOnlyList<EngineKind> engines)
    {
        var text = new StringBuilder();
        text.Append(Machine.Description).Append(".\n\n");
        var header = Cells.Header(engines);
        AppendRow(text, header);
        AppendRow(text, header.Select(static (_, i) => i == 0 ? "---" : "---:"));
        foreach (var line in lines)
            AppendRow(text, Cells.Of(line, engines));
        foreach (var note in Cells.Notes(lines, engines))
            text.Append('\n').Append(note).Append('\n');
        return text.ToString();
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
