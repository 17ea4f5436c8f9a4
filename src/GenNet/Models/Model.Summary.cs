using System.Globalization;
using GenNet.Specs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace GenNet;

public abstract partial class Model
{
    /// <summary>Writes Keras' table of layers, shapes and numbers of parameters to the console.</summary>
    public void Summary() => AnsiConsole.Write(SummaryTable());

    internal IRenderable SummaryTable()
    {
        const int Width = 76;
        var connected = !Description.IsSequential;
        var table = new Table { Border = TableBorder.HeavyHead, ShowRowSeparators = true, Width = Width };
        table.AddColumn("Layer (type)").AddColumn("Output Shape");
        table.AddColumn(new TableColumn("Param #").RightAligned());
        if (connected)
            table.AddColumn("Connected to");
        if (connected)
        {
            foreach (var input in Description.Inputs)
                AddRow(table, $"{input.KerasName} (InputLayer)", input.Shape, 0, "-");
        }
        foreach (var layer in Description.Layers)
        {
            var parameters = layer.Variables.Sum(static v => v.Shape.ElementCount);
            AddRow(table, $"{layer.KerasName} ({layer.Kind})", layer.OutputShape, parameters, connected ? string.Join(", ", layer.Inputs) : null);
        }
        var variables = Description.Layers.SelectMany(static l => l.Variables).ToArray();
        var trained = variables.Where(static v => v.IsTrained).Sum(static v => v.Shape.ElementCount);
        var total = variables.Sum(static v => v.Shape.ElementCount);
        return new Rows(
            new Markup($"[bold]Model: \"{Markup.Escape(Description.KerasName)}\"[/]"),
            table,
            Count("Total params", total),
            Count("Trainable params", trained),
            Count("Non-trainable params", total - trained));
    }

    private static void AddRow(Table table, string layer, TensorShape shape, long parameters, string? inputs)
    {
        string[] cells = [layer, $"(None{string.Concat(shape.Dimensions.Select(static d => string.Create(CultureInfo.InvariantCulture, $", {d}")))})", Number(parameters)];
        table.AddRow([.. cells.Concat(inputs is null ? [] : [inputs]).Select(static cell => new Text(cell))]);
    }

    private static Text Count(string what, long parameters) => new($" {what}: {Number(parameters)} ({Size(parameters * sizeof(float))})");

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
