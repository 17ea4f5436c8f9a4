using System.Globalization;
using GenNet.Specs;
using GenNet.Terminal;

namespace GenNet;

public abstract partial class Model
{
    /// <summary>Writes Keras' table of layers, shapes and numbers of parameters. Keras: <c>model.summary(print_fn=…)</c>.</summary>
    /// <param name="output">Where to; the console by default.</param>
    /// <param name="expandNested">Whether the layers of models among the layers have rows of their own. Keras: <c>expand_nested</c>.</param>
    public void Summary(TextWriter? output = null, bool expandNested = false) => PlainText.Write(output ?? Console.Out, SummaryText(expandNested));

    private string SummaryText(bool expandNested)
    {
        var connected = !Description.IsSequential && !Description.IsChain;
        // As wide as Keras' on its 80 columns.
        List<TextColumn> columns = connected
            ? [new("Layer (type)", 19), new("Output Shape", 17), new("Param #", 10, IsRightAligned: true), new("Connected to", 17)]
            : [new("Layer (type)", 31), new("Output Shape", 22), new("Param #", 13, IsRightAligned: true)];
        var table = new TextTable(columns);
        foreach (var row in SummaryRow.Of(Description, expandNested))
        {
            string[] cells = [$"{row.Indentation}{row.Name} ({row.Kind})", row.ShapeText, Number(row.Parameters)];
            table.AddRow(connected ? [.. cells, row.ConnectionText] : cells);
        }
        var variables = Layers.SelectMany(static l => l.Variables).ToArray();
        return $"""
            Model: "{Description.KerasName}"
            {table} Total params: {Count(variables)}
             Trainable params: {Count(variables.Where(static v => v.IsTrained))}
             Non-trainable params: {Count(variables.Where(static v => !v.IsTrained))}
            """;
    }

    private static string Count(IEnumerable<Variable> variables) =>
        $"{Number(variables.Sum(static v => v.Shape.ElementCount))} ({Size(variables.Sum(static v => v.Shape.ElementCount * v.DType.Size()))})";

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Size(long bytes)
    {
        var (size, unit) = ((double)bytes, 0);
        string[] units = ["B", "KB", "MB", "GB", "TB"];
        while (size >= 1024 && unit < units.Length - 1)
            (size, unit) = (size / 1024, unit + 1);
        return string.Create(CultureInfo.InvariantCulture, $"{size:F2} {units[unit]}");
    }
}
