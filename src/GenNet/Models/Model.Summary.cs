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
        var connected = !Description.IsSequential;
        // As wide as Keras' on its 80 columns.
        var table = new Table { Border = TableBorder.HeavyHead, ShowRowSeparators = true };
        table.AddColumn(new TableColumn("Layer (type)").Width(connected ? 19 : 31));
        table.AddColumn(new TableColumn("Output Shape").Width(connected ? 17 : 22));
        table.AddColumn(new TableColumn("Param #").Width(connected ? 10 : 13).RightAligned());
        if (connected)
            table.AddColumn(new TableColumn("Connected to").Width(17));
        // Groups of weight files are Keras' model.layers, in its order.
        foreach (var group in Description.WeightGroups)
        {
            if (group.Layer >= 0)
            {
                var layer = Description.Layers[group.Layer];
                var parameters = layer.Variables.Sum(static v => v.Shape.ElementCount);
                AddRow(table, $"{layer.KerasName} ({layer.Kind})", layer.OutputShape, parameters, connected ? layer.Inputs : null);
            }
            else if (connected)
                AddRow(table, $"{group.Name} (InputLayer)", Description.Inputs.Single(i => i.KerasName == group.Name).Shape, 0, []);
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

    private static void AddRow(Table table, string layer, TensorShape shape, long parameters, IReadOnlyList<string>? inputs)
    {
        string[] cells = [layer, $"(None{string.Concat(shape.Dimensions.Select(static d => string.Create(CultureInfo.InvariantCulture, $", {d}")))})", Number(parameters)];
        // Keras counts a layer's calls and their outputs in brackets; here a layer's first call is shown, and calls have one output.
        if (inputs is not null)
            cells = [.. cells, inputs.Count == 0 ? "-" : string.Join(", ", inputs.Select(static i => i + "[0][0]"))];
        table.AddRow(cells.Select(static cell => new Text(cell) { Overflow = Overflow.Ellipsis }));
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
