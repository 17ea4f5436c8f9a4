using GenNet.Benchmarks.Peers.Measuring;
using Spectre.Console;

namespace GenNet.Benchmarks.Peers.Reporting;

/// <summary>The table on the console.</summary>
internal static class ConsoleTable
{
    // Lines below the goal of this stage are red, those behind a peer yellow.
    private const double Goal = 0.7;

    private const int RedirectedWidth = 200;

    public static void Write(IReadOnlyList<Line> lines, IReadOnlyList<EngineKind> engines)
    {
        // A file or pipe has no width to keep to.
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = RedirectedWidth;
        var table = new Table().RoundedBorder();
        foreach (var title in Cells.Header(engines))
            table.AddColumn(new TableColumn(Markup.Escape(title)) { Alignment = title.Length == 0 ? Justify.Left : Justify.Right });
        foreach (var line in lines)
        {
            var color = line.Ratio switch
            {
                null => "default",
                < Goal => "red",
                < 1 => "yellow",
                _ => "green",
            };
            table.AddRow(Cells.Of(line, engines).Select((cell, i) => new Markup(i == engines.Count + 2 ? $"[{color}]{Markup.Escape(cell)}[/]" : Markup.Escape(cell))));
        }
        AnsiConsole.WriteLine(Machine.Description);
        AnsiConsole.Write(table);
        foreach (var note in Cells.Notes(lines, engines))
            AnsiConsole.WriteLine(note);
    }
}
